package goserver

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Dispatch emits the dispatcher: what is given to the runtime.
func (e *Emitter) Dispatch(f *gosrc.File) {
	e.services(f)
	e.newDispatcher(f)
	e.dispatcher(f)
}

// services declares the struct that holds an implementation of each service.
//
//	type Services[Caller any] struct {
//		User UserService[Caller]
//	}
func (e *Emitter) services(f *gosrc.File) {
	var fields []jen.Code
	for _, s := range e.api.Services {
		fields = append(fields, gosrc.ID(naming.Service(s)).Add(e.generic(naming.ServiceInterface(s), e.schemesOf(s))))
	}
	doc := gosrc.Doc("Services are the implementations of all services. None may be nil.")
	f.Declare(doc, jen.Type().Add(e.declared("Services", e.schemes)).Struct(fields...), "Services")
}

// newDispatcher declares the function that lists the methods for the runtime.
//
//	func NewDispatcher[Caller any](services Services[Caller], auth Authenticator[Caller]) *rpc.Dispatcher {
//		…
//		d := &dispatcher[Caller]{services, auth}
//		return rpc.NewDispatcher(…)
//	}
func (e *Emitter) newDispatcher(f *gosrc.File) {
	doc := gosrc.Doc("NewDispatcher makes a dispatcher that calls the services. It panics when one of them is nil.")
	params := jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(e.schemes) > 1}, e.parts()...)
	function := jen.Func().Add(e.declared("NewDispatcher", e.schemes)).Add(params).Add(gosrc.Dispatcher()).
		BlockFunc(func(g *jen.Group) {
			values := e.requireParts(g)
			g.Id("d").Op(":=").Op("&").Add(e.generic("dispatcher", e.schemes)).Values(values...)
			g.Return(gosrc.NewDispatch().Add(gosrc.Lines(e.methods())))
		})
	f.Declare(doc, function, "NewDispatcher")
}

// parts are what the dispatcher consists of: its fields, and the params of its constructor.
//
//	services Services[Caller]
//	auth     Authenticator[Caller]
func (e *Emitter) parts() []jen.Code {
	parts := []jen.Code{jen.Id("services").Add(e.generic("Services", e.schemes))}
	if len(e.schemes) > 0 {
		parts = append(parts, jen.Id("auth").Add(e.generic("Authenticator", e.schemes)))
	}
	return parts
}

// requireParts finds what was forgotten when the program starts, and not when it is first called. It
// returns the names of the parts.
//
//	if services.User == nil {
//		panic("api: services.User is nil")
//	}
func (e *Emitter) requireParts(g *jen.Group) []jen.Code {
	names := []jen.Code{jen.Id("services")}
	for _, s := range e.api.Services {
		name := naming.Service(s)
		require(g, jen.Id("services").Dot(name), "services."+name)
	}
	if len(e.schemes) > 0 {
		require(g, jen.Id("auth"), "auth")
		names = append(names, jen.Id("auth"))
	}
	return names
}

func require(g *jen.Group, part *jen.Statement, name string) {
	g.If(part.Op("==").Nil()).Block(jen.Panic(jen.Lit("api: " + name + " is nil")))
}

func (e *Emitter) methods() []jen.Code {
	var all []jen.Code
	for _, m := range e.api.Methods {
		all = append(all, e.method(m))
	}
	return all
}

// method is a method as the runtime knows it.
//
//	rpc.Method{Name: MethodUserRegister, Serve: d.userRegister, Timeout: 5 * time.Second, Errors: []int{CodeAccountLocked}}
func (e *Emitter) method(m *model.Method) *jen.Statement {
	return gosrc.RPCMethod().ValuesFunc(func(g *jen.Group) {
		g.Id("Name").Op(":").Add(gosrc.ID(naming.MethodConst(m)))
		g.Id("Serve").Op(":").Id("d").Dot(e.serve[m])
		if m.Timeout > 0 {
			g.Id("Timeout").Op(":").Add(gosrc.Duration(m.Timeout))
		}
		if len(m.Errors) > 0 {
			g.Id("Errors").Op(":").Index().Int().ValuesFunc(func(g *jen.Group) {
				for _, declared := range m.Errors {
					g.Add(gosrc.ID(naming.CodeConst(declared)))
				}
			})
		}
	})
}

// dispatcher declares the type whose methods serve the methods of the API.
//
//	type dispatcher[Caller any] struct {
//		services Services[Caller]
//		auth     Authenticator[Caller]
//	}
func (e *Emitter) dispatcher(f *gosrc.File) {
	doc := gosrc.Doc("dispatcher serves the methods of the API.")
	f.Declare(doc, jen.Type().Add(e.declared("dispatcher", e.schemes)).Struct(e.parts()...), "dispatcher")
}
