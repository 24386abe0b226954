package goserver

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Serve emits the function that serves a method.
//
//	// userRegister serves user.register.
//	func (d *dispatcher[Caller]) userRegister(ctx context.Context, call *rpc.Call) error {
//		…
//	}
func (e *Emitter) Serve(f *gosrc.File, m *model.Method) {
	name := e.serve[m]
	function := e.receiver(name).
		Params(jen.Id("ctx").Add(gosrc.Context()), jen.Id("call").Add(gosrc.CallPointer())).Error().
		BlockFunc(func(g *jen.Group) {
			e.authenticateCaller(g, m)
			decode(g, m)
			e.handle(g, m)
		})
	e.vars.Flush(f)
	f.Declare(gosrc.Doc(name+" serves "+m.Name+"."), function, "dispatcher."+name)
}

// authenticateCaller finds out who calls.
//
//	caller, err := d.token(ctx, call, ScopeAdmin)
//	if err != nil {
//		return err
//	}
func (e *Emitter) authenticateCaller(g *jen.Group, m *model.Method) {
	if m.Auth.Scheme == nil {
		return
	}
	args := []jen.Code{jen.Id("ctx"), jen.Id("call")}
	for _, scope := range m.Auth.Scopes {
		args = append(args, gosrc.ID(naming.ScopeConst(e.api, m.Auth.Scheme, scope)))
	}
	name := e.helper[helper{m.Auth.Scheme, m.Auth.Optional}]
	g.List(jen.Id("caller"), jen.Err()).Op(":=").Id("d").Dot(name).Call(args...)
	g.Add(gosrc.IfErr())
}

// decode reads the params.
//
//	params := rpc.New[UserRegisterParams](call)
//	if err := call.Decode(params); err != nil {
//		return err
//	}
func decode(g *jen.Group, m *model.Method) {
	name := naming.Params(m)
	if name == "" {
		g.Add(gosrc.IfErrIn(jen.Id("call").Dot("DecodeNothing").Call()))
		return
	}
	method := "Decode"
	if m.ByName {
		method = "DecodeByName"
	}
	g.Id("params").Op(":=").Add(gosrc.NewParams().Types(gosrc.ID(name)).Call(jen.Id("call")))
	g.Add(gosrc.IfErrIn(jen.Id("call").Dot(method).Call(jen.Id("params"))))
}

// handle calls the handler and writes its result.
//
//	result, err := d.services.User.Register(ctx, params)
//	if err != nil {
//		return err
//	}
//	return rpc.Reply(call, result)
func (e *Emitter) handle(g *jen.Group, m *model.Method) {
	args := []jen.Code{jen.Id("ctx")}
	if m.Auth.Scheme != nil {
		args = append(args, jen.Id("caller"))
	}
	if naming.Params(m) != "" {
		args = append(args, jen.Id("params"))
	}
	handler := jen.Id("d").Dot("services").Dot(naming.Service(m.Service)).Dot(naming.Method(m)).Call(args...)
	if m.Result == nil {
		g.Return(handler)
		return
	}
	g.List(jen.Id("result"), jen.Err()).Op(":=").Add(handler)
	g.Add(gosrc.IfErr())
	e.reply(g, m.Result, naming.Unexported(naming.FullMethod(m))+"Result")
}

var result = gosrc.Expr("result")

// reply writes a result.
//
//	call.Result().String(result)
//	return nil
func (e *Emitter) reply(g *jen.Group, t *model.Type, owner string) {
	u := gotypes.Of(t)
	call := jen.Id("call").Clone
	if u.IsStruct() {
		if u.Nullable {
			null := call().Dot("Result").Call().Dot("Null").Call()
			g.If(result().Op("==").Nil()).Block(null, jen.Return(jen.Nil()))
		}
		g.Return(gosrc.Reply().Call(call(), result()))
		return
	}
	encoder := gosrc.Code(func() *jen.Statement { return call().Dot("Result").Call() })
	if writesOften(u) {
		g.Id("e").Op(":=").Add(encoder())
		encoder = gosrc.Expr("e")
	}
	encoding := gotypes.NewEncoding(g, e.vars, encoder, owner)
	encoding.Field(&model.Field{Type: t}, result)
	encoding.Flush()
	g.Return(jen.Nil())
}

// writesOften reports whether more than one call writes the value.
func writesOften(u gotypes.Use) bool {
	collection := u.Kind == model.List || u.Kind == model.Map
	return u.Nullable || collection && !u.HasMethods()
}
