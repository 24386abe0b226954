package goserver

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Auth emits what authenticates callers, if a method asks for it.
func (e *Emitter) Auth(f *gosrc.File) {
	if len(e.schemes) == 0 {
		return
	}
	e.authenticator(f)
	for _, s := range e.schemes {
		e.scopes(f, s)
	}
	for _, h := range e.helpers() {
		if h.optional {
			e.optionalHelper(f, h)
		} else {
			e.requiredHelper(f, h)
		}
	}
}

// authenticator declares the interface that tells who a caller is.
//
//	type Authenticator[Caller any] interface {
//		Token(ctx context.Context, token rpc.Secret) (Caller, error)
//		TokenHas(caller Caller, scope Scope) bool
//	}
func (e *Emitter) authenticator(f *gosrc.File) {
	var methods []jen.Code
	for i, s := range e.schemes {
		if i > 0 {
			methods = append(methods, jen.Line())
		}
		methods = append(methods, e.authenticate(s)...)
		if len(s.Scopes) > 0 {
			methods = append(methods, jen.Line())
			methods = append(methods, e.hasScope(s)...)
		}
	}
	doc := gosrc.Doc(
		"Authenticator tells who a caller is. To refuse credentials, its methods return "+
			"rpc.Unauthenticated(rpc.ReasonInvalid) or rpc.Unauthenticated(rpc.ReasonExpired); any other error is "+
			"logged, and callers see an internal error.",
		callersDoc(e.schemes))
	f.Declare(doc, jen.Type().Add(e.declared("Authenticator", e.schemes)).Interface(methods...), "Authenticator")
}

func callersDoc(schemes []*model.Scheme) string {
	if len(schemes) == 1 {
		return "Caller is whatever the handlers of protected methods want to know of their caller, for instance a pointer to an account."
	}
	return "Its type parameters are whatever the handlers of protected methods want to know of their caller, by scheme."
}

// authenticate is the method for a scheme's credentials.
//
//	// Token authenticates a caller by the scheme "token".
//	Token(ctx context.Context, token rpc.Secret) (Caller, error)
func (e *Emitter) authenticate(s *model.Scheme) []jen.Code {
	name := naming.Scheme(s)
	doc := gosrc.Doc(name+" authenticates a caller by the scheme \""+s.Name+"\".", s.Description)
	credentials := jen.Id(credentialsName(s)).Add(gosrc.Secret())
	if s.Kind == model.Basic {
		credentials = jen.Id(credentialsName(s)).Add(gosrc.BasicCreds())
	}
	method := gosrc.ID(name).Params(jen.Id("ctx").Add(gosrc.Context()), credentials).
		Params(gosrc.ID(naming.Caller(e.api, s)), jen.Error())
	return []jen.Code{doc, method}
}

func credentialsName(s *model.Scheme) string {
	switch s.Kind {
	case model.Bearer:
		return "token"
	case model.APIKey:
		return "key"
	}
	return "credentials"
}

// hasScope is the method that tells what a caller may do.
//
//	// TokenHas reports whether the caller has the scope.
//	TokenHas(caller Caller, scope Scope) bool
func (e *Emitter) hasScope(s *model.Scheme) []jen.Code {
	name := naming.HasScope(s)
	method := gosrc.ID(name).Params(
		jen.Id("caller").Add(gosrc.ID(naming.Caller(e.api, s))),
		jen.Id("scope").Add(gosrc.ID(naming.ScopeType(e.api, s))),
	).Bool()
	return []jen.Code{gosrc.Doc(name + " reports whether the caller has the scope."), method}
}

// scopes declares the scopes of a scheme.
//
//	type Scope string
//
//	const (
//		// Manage other people's accounts.
//		ScopeAdmin Scope = "admin"
//	)
func (e *Emitter) scopes(f *gosrc.File, s *model.Scheme) {
	if len(s.Scopes) == 0 {
		return
	}
	typ := naming.ScopeType(e.api, s)
	f.Declare(gosrc.Doc(typ+" is what a caller may do."), jen.Type().Add(gosrc.ID(typ)).String(), typ)
	var defs []jen.Code
	var names []string
	for _, scope := range s.Scopes {
		name := naming.ScopeConst(e.api, s, scope.Name)
		names = append(names, name)
		defs = append(defs, gosrc.Doc(scope.Description), gosrc.ID(name).Add(gosrc.ID(typ)).Op("=").Add(gosrc.Raw(scope.Name)))
	}
	f.Declare(gosrc.Doc("The scopes of the scheme \""+s.Name+"\"."), jen.Const().Defs(defs...), names...)
}

// requiredHelper declares the method that authenticates the caller of a protected method.
//
//	func (d *dispatcher[Caller]) token(ctx context.Context, call *rpc.Call, scopes ...Scope) (caller Caller, err error) {
//		credentials, err := call.Bearer("token")
//		if err != nil {
//			return caller, err
//		}
//		…
//	}
func (e *Emitter) requiredHelper(f *gosrc.File, h helper) {
	caller := gosrc.ID(naming.Caller(e.api, h.scheme))
	doc := gosrc.Doc(e.helper[h] + " authenticates the caller by the scheme \"" + h.scheme.Name + "\".")
	method := e.receiver(e.helper[h]).Params(e.helperParams(h.scheme)...).
		Params(jen.Id("caller").Add(caller), jen.Err().Error()).
		BlockFunc(func(g *jen.Group) {
			g.List(jen.Id("credentials"), jen.Err()).Op(":=").Add(take(h.scheme, ""))
			g.Add(gosrc.IfErr(jen.Id("caller")))
			e.checkCaller(g, h.scheme)
		})
	f.Declare(doc, method, "dispatcher."+e.helper[h])
}

// checkCaller asks the authenticator.
//
//	caller, err = d.auth.Token(ctx, credentials)
//	if err != nil {
//		return caller, err
//	}
//	for _, scope := range scopes {
//		…
//	}
//	return caller, nil
func (e *Emitter) checkCaller(g *jen.Group, s *model.Scheme) {
	authenticate := e.ask(s)
	if len(s.Scopes) == 0 {
		g.Return(authenticate)
		return
	}
	g.List(jen.Id("caller"), jen.Err()).Op("=").Add(authenticate)
	g.Add(gosrc.IfErr(jen.Id("caller")))
	g.Add(e.checkScopes(s))
	g.Return(jen.Id("caller"), jen.Nil())
}

// ask calls the authenticator.
//
//	d.auth.Token(ctx, credentials)
func (e *Emitter) ask(s *model.Scheme) *jen.Statement {
	return jen.Id("d").Dot("auth").Dot(naming.Scheme(s)).Call(jen.Id("ctx"), jen.Id("credentials"))
}

// checkScopes refuses callers that lack a scope.
//
//	for _, scope := range scopes {
//		if !d.auth.TokenHas(caller, scope) {
//			return caller, rpc.PermissionDenied(string(scope))
//		}
//	}
func (e *Emitter) checkScopes(s *model.Scheme) *jen.Statement {
	scope := jen.Id("scope").Clone
	has := jen.Id("d").Dot("auth").Dot(naming.HasScope(s)).Call(jen.Id("caller"), scope())
	return jen.For(jen.List(jen.Id("_"), scope()).Op(":=").Range().Id("scopes")).Block(
		jen.If(jen.Op("!").Add(has)).Block(
			jen.Return(jen.Id("caller"), gosrc.PermDenied().Call(jen.String().Call(scope()))),
		),
	)
}

func (e *Emitter) helperParams(s *model.Scheme) []jen.Code {
	params := []jen.Code{jen.Id("ctx").Add(gosrc.Context()), jen.Id("call").Add(gosrc.CallPointer())}
	if len(s.Scopes) > 0 {
		params = append(params, jen.Id("scopes").Op("...").Add(gosrc.ID(naming.ScopeType(e.api, s))))
	}
	return params
}

// take takes a scheme's credentials from a call; kind is "" or "Optional".
//
//	call.Bearer("token")
func take(s *model.Scheme, kind string) *jen.Statement {
	call := jen.Id("call")
	switch s.Kind {
	case model.Bearer:
		return call.Dot(kind + "Bearer").Call(gosrc.Raw(s.Param))
	case model.APIKey:
		return call.Dot(kind+"APIKey").Call(gosrc.Raw(s.Header), gosrc.Raw(s.Param))
	}
	return call.Dot(kind + "Basic").Call()
}

// optionalHelper declares the method that authenticates the caller of a method that anyone may
// call.
//
//	func (d *dispatcher[Caller]) tokenOrNone(ctx context.Context, call *rpc.Call) (caller rpc.Option[Caller], err error) {
//		credentials, ok, err := call.OptionalBearer("token")
//		if err != nil || !ok {
//			return caller, err
//		}
//		…
//		return rpc.Some(known), nil
//	}
func (e *Emitter) optionalHelper(f *gosrc.File, h helper) {
	caller := gosrc.Option().Types(gosrc.ID(naming.Caller(e.api, h.scheme)))
	doc := gosrc.Doc(e.helper[h] + " authenticates the caller by the scheme \"" + h.scheme.Name + "\", if it has credentials.")
	params := []jen.Code{jen.Id("ctx").Add(gosrc.Context()), jen.Id("call").Add(gosrc.CallPointer())}
	method := e.receiver(e.helper[h]).Params(params...).
		Params(jen.Id("caller").Add(caller), jen.Err().Error()).
		Block(
			jen.List(jen.Id("credentials"), jen.Id("ok"), jen.Err()).Op(":=").Add(take(h.scheme, "Optional")),
			jen.If(jen.Err().Op("!=").Nil().Op("||").Op("!").Id("ok")).Block(jen.Return(jen.Id("caller"), jen.Err())),
			jen.List(jen.Id("known"), jen.Err()).Op(":=").Add(e.ask(h.scheme)),
			gosrc.IfErr(jen.Id("caller")),
			jen.Return(gosrc.Some().Call(jen.Id("known")), jen.Nil()),
		)
	f.Declare(doc, method, "dispatcher."+e.helper[h])
}
