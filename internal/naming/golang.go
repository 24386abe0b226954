package naming

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// Root is the service of the methods whose names have neither a dot nor a slash.
const Root = "Root"

// Field names the struct field of f.
func Field(f *model.Field) string { return Go(cmp.Or(f.Rename, f.Name)) }

// Service names a service as a field of Services and a part of other names: "User".
func Service(s *model.Service) string { return Go(s.Name) }

// ServiceInterface names the interface that developers implement: "UserService".
func ServiceInterface(s *model.Service) string { return Service(s) + "Service" }

// Unimplemented names the service to embed: "UnimplementedUserService".
func Unimplemented(s *model.Service) string { return "Unimplemented" + ServiceInterface(s) }

// Method names the Go method of m: "Register".
func Method(m *model.Method) string { return Go(cmp.Or(m.Rename, m.Short)) }

// FullMethod names m among all methods: "UserRegister". Methods of the service Root stand alone.
func FullMethod(m *model.Method) string {
	if m.Service.Name == Root {
		return Method(m)
	}
	return Service(m.Service) + Method(m)
}

// MethodConst names the constant of the method's name: "MethodUserRegister".
func MethodConst(m *model.Method) string { return "Method" + FullMethod(m) }

// Params names the type of the params of m, or is "" when it has none.
func Params(m *model.Method) string {
	switch {
	case m.ParamsType != nil:
		return m.ParamsType.Name
	case len(m.Params) == 0:
		return ""
	}
	return FullMethod(m) + "Params"
}

// DecodeResult names the function that reads the result of m: "DecodeListStringsResult". It is ""
// where there is none: the method answers null, or with an object or a union, which read themselves.
func DecodeResult(m *model.Method) string {
	switch {
	case m.Result == nil:
		return ""
	case !m.Result.Nullable && isStruct(m.Result):
		return ""
	}
	return "Decode" + FullMethod(m) + "Result"
}

// isStruct reports whether values of the type are those of an object or a union.
func isStruct(t *model.Type) bool {
	for t.Kind == model.Ref && t.Named.Shape == model.Alias {
		t = t.Named.Type
	}
	return t.Kind == model.Ref && t.Named.Shape != model.Enum
}

// EnumConst names the constant of a value: "StateUp", "Outcome1", "OutcomeMinus1". It returns ""
// where no name can be derived.
func EnumConst(n *model.Named, v model.EnumValue) string {
	part := suffix(enumWord(n, v))
	if part == "" {
		return ""
	}
	return n.Name + part
}

func enumWord(n *model.Named, v model.EnumValue) string {
	switch {
	case v.Key != "":
		return v.Key
	case n.Base == model.String:
		return v.Text
	case v.Int < 0:
		return "Minus" + strings.TrimPrefix(strconv.FormatInt(v.Int, 10), "-")
	}
	return strconv.FormatInt(v.Int, 10)
}

// Member names the struct field of a union's member: after its tag, its type, or its kind.
func Member(m model.Member) string {
	switch {
	case m.Tag != "":
		return Go(m.Tag)
	case m.Type.Kind == model.Ref:
		return m.Type.Named.Name
	}
	return kindNames[m.Type.Kind]
}

var kindNames = map[model.Kind]string{
	model.String: "String", model.Bool: "Bool", model.Int: "Int", model.Int32: "Int32", model.Int64: "Int64",
	model.Float: "Float", model.Decimal: "Decimal", model.Bytes: "Bytes", model.Time: "Time", model.Date: "Date",
	model.JSON: "JSON", model.List: "List", model.Map: "Map",
}

// ErrorType names the type of a declared error: "AccountLockedError".
func ErrorType(e *model.Error) string { return e.Name + "Error" }

// CodeConst names the constant of a declared error's code: "CodeAccountLocked".
func CodeConst(e *model.Error) string { return "Code" + e.Name }

// Scheme names the method of Authenticator for a scheme: "Token".
func Scheme(s *model.Scheme) string { return Go(s.Name) }

// UsedSchemes are the schemes that some method asks for, in order of declaration.
func UsedSchemes(api *model.API) []*model.Scheme {
	var schemes []*model.Scheme
	for _, s := range api.Schemes {
		if slices.ContainsFunc(api.Methods, func(m *model.Method) bool { return m.Auth.Scheme == s }) {
			schemes = append(schemes, s)
		}
	}
	return schemes
}

// Caller names the type parameter of a scheme's callers: "Caller" where one scheme is in use, and
// "TokenCaller" where there are several.
func Caller(api *model.API, s *model.Scheme) string {
	if len(UsedSchemes(api)) == 1 {
		return "Caller"
	}
	return Scheme(s) + "Caller"
}

// ScopeType names the type of a scheme's scopes: "Scope", or "TokenScope" where several of the
// schemes in use have scopes.
func ScopeType(api *model.API, s *model.Scheme) string {
	scoped := 0
	for _, used := range UsedSchemes(api) {
		if len(used.Scopes) > 0 {
			scoped++
		}
	}
	if scoped == 1 {
		return "Scope"
	}
	return Scheme(s) + "Scope"
}

// ScopeConst names the constant of a scope: "ScopeAdmin".
func ScopeConst(api *model.API, s *model.Scheme, scope string) string {
	part := suffix(scope)
	if part == "" {
		return ""
	}
	return ScopeType(api, s) + part
}

// HasScope names the method of Authenticator that tells whether a caller has a scope: "TokenHas".
func HasScope(s *model.Scheme) string { return Scheme(s) + "Has" }
