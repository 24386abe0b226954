package goclient

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
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
	for _, m := range s.Methods {
		e.request(f, m)
	}
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
//	func (s *UserService) Register(ctx context.Context, params *api.UserRegisterParams) (*api.Registration, error) {
//		return rpc.CallObject(ctx, s.client, userRegisterRequest(params), new(api.Registration))
//	}
func (e *Emitter) call(f *gosrc.File, m *model.Method) {
	name := naming.ServiceInterface(m.Service)
	ctx, client := jen.Id("ctx"), jen.Id("s").Dot("client")
	read := readingOf(m)
	call := read.call().Call(ctx, client, e.makeRequest(m), read.with)
	results := jen.Params(resultOf(m), jen.Error())
	if m.Result == nil {
		call = client.Dot("Call").Call(ctx, e.makeRequest(m), jen.Nil())
		results = jen.Error()
	}
	method := method(name, "s", m, true).Add(results).Block(jen.Return(call))
	f.Declare(gotypes.MethodDoc(m, "calls", "api.", defaultsDoc(m)), method, name+"."+naming.Method(m))
}

// add declares the method that puts a call into a batch.
//
//	func (b *UserBatch) Register(params *api.UserRegisterParams) *rpc.Pending[*api.Registration] {
//		return rpc.AddObject(b.batch, userRegisterRequest(params), new(api.Registration))
//	}
func (e *Emitter) add(f *gosrc.File, m *model.Method) {
	name := naming.ServiceBatch(m.Service)
	read := readingOf(m)
	add := read.add().Call(jen.Id("b").Dot("batch"), e.makeRequest(m), read.with)
	method := method(name, "b", m, false).Add(gosrc.Pending().Types(resultOf(m))).Block(jen.Return(add))
	f.Declare(shortDoc(m, " puts a call of "+m.Name+" into the batch."), method, name+"."+naming.Method(m))
}

// notify declares the method that sends a notification.
//
//	func (n *UserNotifier) Register(ctx context.Context, params *api.UserRegisterParams) error {
//		return n.client.Notify(ctx, userRegisterRequest(params))
//	}
func (e *Emitter) notify(f *gosrc.File, m *model.Method) {
	name := naming.ServiceNotifier(m.Service)
	notify := jen.Id("n").Dot("client").Dot("Notify").Call(jen.Id("ctx"), e.makeRequest(m))
	method := method(name, "n", m, true).Error().Block(jen.Return(notify))
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
	return gosrc.Doc(naming.Method(m)+does, comment.Deprecation("Deprecated:", m.Deprecated))
}

// method begins the declaration of a method of a service, up to its results.
//
//	func (s *UserService) Register(ctx context.Context, params *api.UserRegisterParams)
func method(typ, receiver string, m *model.Method, ctx bool) *jen.Statement {
	var all []jen.Code
	if ctx {
		all = append(all, jen.Id("ctx").Add(gosrc.Context()))
	}
	return gosrc.Method(receiver, typ, naming.Method(m)).Params(append(all, params(m)...)...)
}

// params are the params of a method as those of a function: one, or none.
//
//	params *api.UserRegisterParams
func params(m *model.Method) []jen.Code {
	name := naming.Params(m)
	if name == "" {
		return nil
	}
	return []jen.Code{jen.Id("params").Op("*").Add(gosrc.InAPI(name))}
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

// reading is how the result of a method is read: the functions of the runtime that make calls so,
// and what they are given for it.
type reading struct {
	call, add gosrc.Code
	with      *jen.Statement
}

// readingOf tells how results are read: most by themselves, others by a function.
//
//	new(api.Registration)
//	rpc.NoResult{}
//	api.DecodeListStringsResult
func readingOf(m *model.Method) reading {
	if name := naming.DecodeResult(m); name != "" {
		return reading{gosrc.CallValue, gosrc.AddValue, gosrc.InAPI(name)}
	}
	result := gosrc.NoResult().Values()
	if m.Result != nil {
		result = gosrc.New(gotypes.Base(gotypes.Of(m.Result)))
	}
	return reading{gosrc.CallObject, gosrc.AddObject, result}
}
