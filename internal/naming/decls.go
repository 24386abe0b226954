package naming

import "github.com/trunkline-rpc/trunkline/internal/model"

// Decl is a name that the generated Go code declares. Owner is the model's value that it comes
// from (a *model.Named, *model.Error, *model.Method, *model.Service, *model.Scheme, *model.Field,
// EnumOwner, MemberOwner or ScopeOwner), or nil for a name of the generator's own. What says of
// what the name is: `type "User"`. An empty Name: none can be derived.
type Decl struct {
	Name  string
	Owner any
	What  string
}

// EnumOwner is the owner of an enum value's constant.
type EnumOwner struct {
	Type  *model.Named
	Index int
}

// MemberOwner is the owner of a union member's field.
type MemberOwner struct {
	Type  *model.Named
	Index int
}

// ScopeOwner is the owner of a scope's constant.
type ScopeOwner struct {
	Scheme *model.Scheme
	Index  int
}

// Space is a set of names of which no two may be the same: the package, the fields of a struct, the
// methods of an interface.
type Space []Decl

// GoSpaces lists every name that the generated packages api and client declare, by the space it
// stands in.
// Unexported names are not among them: the emitter numbers those where they collide.
func GoSpaces(api *model.API) []Space {
	spaces := []Space{packageSpace(api), authenticatorSpace(api), servicesSpace(api)}
	for _, n := range api.Types {
		switch n.Shape {
		case model.Object:
			spaces = append(spaces, fieldSpace(n.Fields))
		case model.Union:
			spaces = append(spaces, memberSpace(n))
		}
	}
	for _, e := range api.Errors {
		spaces = append(spaces, fieldSpace(e.Fields, "Error", "ErrorCode", "EncodeErrorData"))
	}
	for _, s := range api.Services {
		spaces = append(spaces, serviceSpace(s))
	}
	for _, m := range api.Methods {
		if m.ParamsType == nil {
			spaces = append(spaces, fieldSpace(m.Params))
		}
	}
	return append(spaces, clientSpaces(api)...)
}

func packageSpace(api *model.API) Space {
	var s Space
	s.own("Services", "NewDispatcher")
	used := UsedSchemes(api)
	if len(used) > 0 {
		s.own("Authenticator")
	}
	for _, scheme := range used {
		s.own(Caller(api, scheme))
		s.scopes(api, scheme)
	}
	for _, n := range api.Types {
		s.add(n.Name, n, quote("type", n.Name))
		for i, v := range n.Values {
			s.add(EnumConst(n, v), EnumOwner{n, i}, "value of enum "+n.Name)
		}
	}
	for _, e := range api.Errors {
		s.add(ErrorType(e), e, quote("error", e.Name))
		s.add(CodeConst(e), e, quote("error", e.Name))
	}
	for _, service := range api.Services {
		s.add(ServiceInterface(service), service, quote("service", service.Name))
		s.add(Unimplemented(service), service, quote("service", service.Name))
	}
	for _, m := range api.Methods {
		s.add(MethodConst(m), m, quote("method", m.Name))
		if m.ParamsType == nil && len(m.Params) > 0 {
			s.add(Params(m), m, "the params of "+quote("method", m.Name))
		}
		if name := DecodeResult(m); name != "" {
			s.add(name, m, "the result of "+quote("method", m.Name))
		}
	}
	return s
}

func (s *Space) scopes(api *model.API, scheme *model.Scheme) {
	if len(scheme.Scopes) == 0 {
		return
	}
	s.own(ScopeType(api, scheme))
	for i, scope := range scheme.Scopes {
		s.add(ScopeConst(api, scheme, scope.Name), ScopeOwner{scheme, i}, quote("scope", scope.Name))
	}
}

func authenticatorSpace(api *model.API) Space {
	var s Space
	for _, scheme := range UsedSchemes(api) {
		s.add(Scheme(scheme), scheme, quote("scheme", scheme.Name))
		if len(scheme.Scopes) > 0 {
			s.add(HasScope(scheme), scheme, "the scopes of "+quote("scheme", scheme.Name))
		}
	}
	return s
}

func servicesSpace(api *model.API) Space {
	var s Space
	for _, service := range api.Services {
		s.add(Service(service), service, quote("service", service.Name))
	}
	return s
}

func serviceSpace(service *model.Service) Space {
	var s Space
	for _, m := range service.Methods {
		s.add(Method(m), m, quote("method", m.Name))
	}
	return s
}

// fieldSpace lists the fields of a struct, whose methods reserve their names too.
func fieldSpace(fields []*model.Field, methods ...string) Space {
	var s Space
	s.own("DecodeRPC", "EncodeRPC")
	s.own(methods...)
	for _, f := range fields {
		s.add(Field(f), f, quote("field", f.Name))
	}
	return s
}

func memberSpace(n *model.Named) Space {
	var s Space
	s.own("DecodeRPC", "EncodeRPC")
	for i, m := range n.Members {
		s.add(Member(m), MemberOwner{n, i}, "member of union "+n.Name)
	}
	return s
}

func (s *Space) own(names ...string) {
	for _, name := range names {
		s.add(name, nil, "the generated "+name)
	}
}

func (s *Space) add(name string, owner any, what string) {
	*s = append(*s, Decl{name, owner, what})
}

func quote(what, name string) string { return what + ` "` + name + `"` }
