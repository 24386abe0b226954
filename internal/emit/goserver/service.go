package goserver

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Service emits the interface of a service, and the type to embed in what implements it.
func (e *Emitter) Service(f *gosrc.File, s *model.Service) {
	e.service(f, s)
	e.unimplemented(f, s)
}

// service declares the interface that developers implement.
//
//	// UserService implements the methods of the service "user".
//	type UserService[Caller any] interface {
//		// Register creates an account.
//		Register(ctx context.Context, params *UserRegisterParams) (*Registration, error)
//	}
func (e *Emitter) service(f *gosrc.File, s *model.Service) {
	name := naming.ServiceInterface(s)
	var methods []jen.Code
	for i, m := range s.Methods {
		if i > 0 {
			methods = append(methods, jen.Line())
		}
		methods = append(methods, gotypes.MethodDoc(m, "serves", ""), e.signature(m))
	}
	doc := gosrc.Doc(name + ` implements the methods of the service "` + s.Name + `".`)
	f.Declare(doc, jen.Type().Add(e.declared(name, e.schemesOf(s))).Interface(methods...), name)
}

// signature is a method of the interface.
//
//	Register(ctx context.Context, caller Caller, params *UserRegisterParams) (*Registration, error)
func (e *Emitter) signature(m *model.Method) *jen.Statement {
	params := []jen.Code{jen.Id("ctx").Add(gosrc.Context())}
	if caller := e.callerType(m); caller != nil {
		params = append(params, jen.Id("caller").Add(caller))
	}
	if name := naming.Params(m); name != "" {
		params = append(params, jen.Id("params").Op("*").Add(gosrc.ID(name)))
	}
	return gosrc.ID(naming.Method(m)).Params(params...).Add(results(m))
}

func (e *Emitter) callerType(m *model.Method) *jen.Statement {
	if m.Auth.Scheme == nil {
		return nil
	}
	caller := gosrc.ID(naming.Caller(e.api, m.Auth.Scheme))
	if m.Auth.Optional {
		return gosrc.Option().Types(caller)
	}
	return caller
}

func results(m *model.Method) *jen.Statement {
	if m.Result == nil {
		return jen.Error()
	}
	return jen.Params(gotypes.Result(m.Result), jen.Error())
}

// unimplemented declares the type that answers what its embedder does not implement.
//
//	type UnimplementedUserService[Caller any] struct{}
func (e *Emitter) unimplemented(f *gosrc.File, s *model.Service) {
	name, schemes := naming.Unimplemented(s), e.schemesOf(s)
	doc := gosrc.Doc(name + " is embedded in what implements " + naming.ServiceInterface(s) + " in part: the methods that are " +
		"not there are answered with an internal error, and the log says which.")
	f.Declare(doc, jen.Type().Add(e.declared(name, schemes)).Struct(), name)
	for _, m := range s.Methods {
		e.unimplementedMethod(f, m, name, schemes)
	}
}

// unimplementedMethod declares one of its methods.
//
//	func (UnimplementedUserService[Caller]) Register(context.Context, *UserRegisterParams) (*Registration, error) {
//		return nil, rpc.Unimplemented(MethodUserRegister)
//	}
func (e *Emitter) unimplementedMethod(f *gosrc.File, m *model.Method, typ string, schemes []*model.Scheme) {
	params := []jen.Code{gosrc.Context()}
	if caller := e.callerType(m); caller != nil {
		params = append(params, caller)
	}
	if name := naming.Params(m); name != "" {
		params = append(params, jen.Op("*").Add(gosrc.ID(name)))
	}
	var values []jen.Code
	if m.Result != nil {
		values = append(values, gotypes.Zero(m.Result))
	}
	values = append(values, gosrc.Unimplement().Call(gosrc.ID(naming.MethodConst(m))))
	method := jen.Func().Params(e.generic(typ, schemes)).Add(gosrc.ID(naming.Method(m))).Params(params...).Add(results(m)).
		Block(jen.Return(values...))
	f.Declare(gosrc.Doc(naming.Method(m)+" is not implemented."), method, typ+"."+naming.Method(m))
}
