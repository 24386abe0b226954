package tsclient

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// services declares an interface for each service.
//
//	export interface UserService {
//	  /** Create an account. … */
//	  register(params: UserRegisterParams, options?: CallOptions): Promise<Registration>;
//	}
func (e *emitter) services() {
	for _, s := range e.api.Services {
		e.doc(`The methods of the service "` + s.Name + `".`)
		e.block("export interface "+naming.TSServiceInterface(s)+" {", "}", func() {
			for _, m := range s.Methods {
				e.doc(methodDoc(m)...)
				e.line(naming.TSMethod(m), "(", e.arguments(m), "): Promise<", e.result(m), ">;")
			}
		})
		e.line()
	}
}

func methodDoc(m *model.Method) []string {
	paragraphs := []string{comment.FullStop(m.Summary), m.Description}
	if m.ResultDescription != "" {
		paragraphs = append(paragraphs, "Result: "+m.ResultDescription)
	}
	paragraphs = append(paragraphs, "Calls `"+m.Name+"`"+needs(m.Auth)+".")
	if len(m.Errors) > 0 {
		names := make([]string, len(m.Errors))
		for i, declared := range m.Errors {
			names[i] = "`" + declared.Name + "`"
		}
		paragraphs = append(paragraphs, "@throws {"+naming.TSMethodError(m)+"} "+strings.Join(names, ", "))
	}
	return append(paragraphs, example(m), comment.Deprecation("@deprecated", m.Deprecated))
}

// example is the first example of a method that fits into a line, as a call.
//
//	@example await api.app.hello({ name: "jack" });
func example(m *model.Method) string {
	for _, one := range m.Examples {
		params := exampleParams(m, one.Params)
		line := "@example await api." + naming.TSService(m.Service) + "." + naming.TSMethod(m) + "(" + params + ");"
		if one.Error == nil && params != "" && utf8.RuneCountInString(line) <= comment.Width {
			return line
		}
	}
	return ""
}

// exampleParams are params by name, also where the example has them by position.
func exampleParams(m *model.Method, given *model.Value) string {
	if given == nil || len(given.Items)+len(given.Members) == 0 {
		return ""
	}
	named := &model.Value{Kind: model.MapValue, Members: given.Members}
	for i, item := range given.Items {
		if item.Kind != model.NullValue || m.Params[i].Type.Nullable { // null stands for what is left out
			named.Members = append(named.Members, model.ValueMember{Name: m.Params[i].Name, Value: item})
		}
	}
	return jsText(named)
}

// needs says what a method asks of its caller.
func needs(a model.Auth) string {
	switch {
	case a.Scheme == nil:
		return ""
	case a.Optional:
		return ", with the credentials `" + a.Scheme.Name + "` if there are any"
	case len(a.Scopes) == 0:
		return ", with the credentials `" + a.Scheme.Name + "`"
	}
	return ", with the credentials `" + a.Scheme.Name + "` and the scope `" + strings.Join(a.Scopes, "`, `") + "`"
}

// arguments are what a method is called with. Params that may all be absent can be left out.
func (e *emitter) arguments(m *model.Method) string {
	name := e.paramsType(m)
	switch {
	case name == "":
		return "options?: CallOptions"
	case optionalParams(m):
		return "params?: " + name + ", options?: CallOptions"
	}
	return "params: " + name + ", options?: CallOptions"
}

func optionalParams(m *model.Method) bool {
	return !slices.ContainsFunc(m.Params, func(f *model.Field) bool { return !f.Optional })
}

// paramsType names the type of a method's params, or is "".
func (e *emitter) paramsType(m *model.Method) string {
	if m.ParamsType != nil && len(m.Params) > 0 {
		return e.nameOf(m.ParamsType, sent)
	}
	if len(m.Params) == 0 {
		return ""
	}
	return naming.TSParams(m)
}

func (e *emitter) result(m *model.Method) string {
	if m.Result == nil {
		return "void"
	}
	return e.typeOf(m.Result, answered)
}

// params declares the params of each method.
func (e *emitter) params() {
	for _, m := range e.api.Methods {
		if m.ParamsType != nil || len(m.Params) == 0 {
			continue
		}
		e.doc("The params of `" + m.Name + "`.")
		e.object(naming.TSParams(m), m.Params, sent, true)
	}
}
