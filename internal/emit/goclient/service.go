package goclient

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Service emits the types by which a service is called, and its methods.
func (e *Emitter) Service(f *gosrc.File, s *model.Service) {
	name := naming.ServiceInterface(s)
	holder(f, name, name+` calls the methods of the service "`+s.Name+`".`, "client", gosrc.Client())
	for _, m := range s.Methods {
		e.call(f, m)
	}
	name = naming.ServiceBatch(s)
	holder(f, name, name+` puts calls of the service "`+s.Name+`" into a batch.`, "batch", gosrc.ClientBatch())
	for _, m := range s.Methods {
		e.add(f, m)
	}
	name = naming.ServiceNotifier(s)
	holder(f, name, name+` calls the methods of the service "`+s.Name+`" without asking for an answer.`, "client", gosrc.Client())
	for _, m := range s.Methods {
		e.notify(f, m)
	}
	e.methods(f, s)
}

// holder declares a type whose methods are those of a service.
//
//	type UserService struct{ client *rpc.Client }
func holder(f *gosrc.File, name, doc, field string, held jen.Code) {
	body := jen.Custom(jen.Options{Open: "{ ", Close: " }"}, jen.Id(field).Add(held))
	f.Declare(gosrc.Doc(doc), jen.Type().Add(gosrc.ID(name)).Id("struct").Add(body), name)
}

// call declares the method that calls a method and waits for its result.
//
//	func (s UserService) Register(ctx context.Context, params *api.UserRegisterParams) (*api.Registration, error) {
//		return userRegisterMethod.Call(ctx, s.client, params)
//	}
func (e *Emitter) call(f *gosrc.File, m *model.Method) {
	call := e.invoke(m, "Call", jen.Id("ctx"), jen.Id("s").Dot("client"))
	body := []jen.Code{jen.Return(call)}
	results := jen.Params(resultOf(m), jen.Error())
	if m.Result == nil {
		body = []jen.Code{jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call), jen.Return(jen.Err())}
		results = jen.Error()
	}
	method := method(naming.ServiceInterface(m.Service), "s", m, true).Add(results).Block(body...)
	f.Declare(gotypes.MethodDoc(m, "calls", "api.", defaultsDoc(m)), method, naming.ServiceInterface(m.Service)+"."+naming.Method(m))
}

// add declares the method that puts a call into a batch.
//
//	func (b UserBatch) Register(params *api.UserRegisterParams) *rpc.Pending[*api.Registration] {
//		return userRegisterMethod.Add(b.batch, params)
//	}
func (e *Emitter) add(f *gosrc.File, m *model.Method) {
	name := naming.ServiceBatch(m.Service)
	method := method(name, "b", m, false).Add(gosrc.Pending().Types(resultOf(m))).
		Block(jen.Return(e.invoke(m, "Add", jen.Id("b").Dot("batch"))))
	f.Declare(shortDoc(m, " puts a call of "+m.Name+" into the batch."), method, name+"."+naming.Method(m))
}

// notify declares the method that sends a notification.
//
//	func (n UserNotifier) Register(ctx context.Context, params *api.UserRegisterParams) error {
//		return userRegisterMethod.Notify(ctx, n.client, params)
//	}
func (e *Emitter) notify(f *gosrc.File, m *model.Method) {
	name := naming.ServiceNotifier(m.Service)
	method := method(name, "n", m, true).Error().
		Block(jen.Return(e.invoke(m, "Notify", jen.Id("ctx"), jen.Id("n").Dot("client"))))
	f.Declare(shortDoc(m, " sends a notification of "+m.Name+"."), method, name+"."+naming.Method(m))
}

// defaultsDoc says how params begin of which some have defaults: Go's zero value would be sent in
// their place.
func defaultsDoc(m *model.Method) string {
	if !slices.ContainsFunc(m.Params, func(f *model.Field) bool { return f.Default != nil }) {
		return ""
	}
	return "Params with their defaults are made by rpc.Defaults[api." + naming.Params(m) + "]()."
}

func shortDoc(m *model.Method, does string) *jen.Statement {
	return gosrc.Doc(naming.Method(m)+does, gosrc.Deprecation(m.Deprecated))
}

// method begins the declaration of a method of a service, up to its results.
//
//	func (s UserService) Register(ctx context.Context, params *api.UserRegisterParams)
func method(typ, receiver string, m *model.Method, ctx bool) *jen.Statement {
	var params []jen.Code
	if ctx {
		params = append(params, jen.Id("ctx").Add(gosrc.Context()))
	}
	if name := naming.Params(m); name != "" {
		params = append(params, jen.Id("params").Op("*").Add(gosrc.InAPI(name)))
	}
	return jen.Func().Params(jen.Id(receiver).Add(gosrc.ID(typ))).Add(gosrc.ID(naming.Method(m))).Params(params...)
}

// invoke calls a method of the runtime's Remote, with the params last.
//
//	userRegisterMethod.Call(ctx, s.client, params)
func (e *Emitter) invoke(m *model.Method, how string, args ...jen.Code) *jen.Statement {
	params := gosrc.NoParams().Values()
	if naming.Params(m) != "" {
		params = jen.Id("params")
	}
	return gosrc.ID(e.remotes[m]).Dot(how).Call(append(args, params)...)
}

// resultOf is the type of a method's result.
//
//	*api.Registration
func resultOf(m *model.Method) *jen.Statement {
	if m.Result == nil {
		return gosrc.NoResult()
	}
	return gotypes.Result(m.Result)
}

// methods declares the methods of a service as the runtime's client knows them.
//
//	var (
//		userRegisterMethod = rpc.Remote[*api.UserRegisterParams, *api.Registration]{
//			Name:   api.MethodUserRegister,
//			Result: rpc.Object[api.Registration],
//		}
//	)
func (e *Emitter) methods(f *gosrc.File, s *model.Service) {
	var defs []jen.Code
	var names []string
	for _, m := range s.Methods {
		names = append(names, e.remotes[m])
		defs = append(defs, gosrc.ID(e.remotes[m]).Op("=").Add(remote(m)))
	}
	f.Declare(gosrc.Doc(`The methods of the service "`+s.Name+`".`), jen.Var().Defs(defs...), names...)
}

// remote is a method as the runtime's client knows it.
func remote(m *model.Method) *jen.Statement {
	params := gosrc.NoParams()
	if name := naming.Params(m); name != "" {
		params = jen.Op("*").Add(gosrc.InAPI(name))
	}
	fields := []jen.Code{jen.Id("Name").Op(":").Add(gosrc.InAPI(naming.MethodConst(m)))}
	if m.Auth.Scheme != nil {
		fields = append(fields, jen.Id("Scheme").Op(":").Add(gosrc.Raw(m.Auth.Scheme.Name)))
	}
	if m.Result != nil {
		fields = append(fields, jen.Id("Result").Op(":").Add(readResult(m)))
	}
	if len(m.Errors) > 0 {
		fields = append(fields, jen.Id("Errors").Op(":").Id("declared"))
	}
	return gosrc.Remote().Types(params, resultOf(m)).Add(gosrc.Fields(fields))
}

// readResult is the function that reads the result.
//
//	rpc.Object[api.Registration]
//	api.DecodeListStringsResult
func readResult(m *model.Method) *jen.Statement {
	if name := naming.DecodeResult(m); name != "" {
		return gosrc.InAPI(name)
	}
	return gosrc.Object().Types(gotypes.Base(gotypes.Of(m.Result)))
}
