// Package goclient emits the client's side of an API in Go: a client with a field for each service, the
// same for batches and for notifications, and the methods as the runtime's client knows them. Types,
// params, results and errors are those of package api.
package goclient

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Emitter emits into files of one package.
type Emitter struct {
	api      *model.API
	requests map[*model.Method]string // the functions that make requests
}

// New names the functions that make requests. Their ending keeps them from being words of Go,
// whatever the methods are called.
func New(api *model.API) *Emitter {
	e := &Emitter{api: api, requests: map[*model.Method]string{}}
	names := gosrc.NewNames()
	for _, m := range api.Methods {
		e.requests[m] = names.New(naming.Unexported(naming.FullMethod(m)) + "Request")
	}
	return e
}

// Client emits what stands for the API as a whole.
func (e *Emitter) Client(f *gosrc.File) {
	e.client(f)
	e.options(f)
	e.constructor(f)
	e.batch(f)
	e.notifier(f)
	e.declaredErrors(f)
}

// client declares the type that the methods are called by.
//
//	type Client struct {
//		User UserService
//
//		// Notify sends notifications…
//		Notify Notifier
//
//		client *rpc.Client
//	}
func (e *Emitter) client(f *gosrc.File) {
	fields := e.services(naming.ServiceInterface)
	fields = append(fields,
		jen.Line(),
		gosrc.Doc("Notify calls methods without asking for an answer."),
		jen.Id("Notify").Id("Notifier"),
		jen.Line(),
		jen.Id("client").Add(gosrc.Client()))
	doc := gosrc.Doc("Client calls the methods of the API. It is safe for concurrent use.",
		"What the errors of calls are is told at rpc.Client.Call.")
	f.Declare(doc, jen.Type().Id("Client").Struct(fields...), "Client")
}

// services are the fields for the services, of the types that name names.
//
//	User UserService
func (e *Emitter) services(name func(*model.Service) string) []jen.Code {
	var fields []jen.Code
	for _, s := range e.api.Services {
		fields = append(fields, gosrc.ID(naming.ClientService(s)).Add(gosrc.ID(name(s))))
	}
	return fields
}

// values are these fields, where a value is made: all hold the same.
//
//	User: UserService{c},
func (e *Emitter) values(name func(*model.Service) string, held string) []jen.Code {
	var values []jen.Code
	for _, s := range e.api.Services {
		values = append(values, jen.Id(naming.ClientService(s)).Op(":").Add(gosrc.ID(name(s))).Values(jen.Id(held)))
	}
	return values
}

// constructor declares the function that makes a client.
//
//	func New(address string, o Options) *Client {
//		c := rpc.NewClient(address, o.Transport,
//			rpc.BearerScheme("token", o.Token),
//		)
//		return &Client{
//			…
//		}
//	}
func (e *Emitter) constructor(f *gosrc.File) {
	doc := gosrc.Doc(`New makes a client of the server at address, "https://example.com/api". What is wrong with the address is the error of every call.`)
	notifier := jen.Id("Notifier").Add(gosrc.Fields(e.values(naming.ServiceNotifier, "c")))
	values := append(e.values(naming.ServiceInterface, "c"),
		jen.Id("Notify").Op(":").Add(notifier),
		jen.Id("client").Op(":").Id("c"))
	function := jen.Func().Id("New").Params(jen.Id("address").String(), jen.Id("o").Id("Options")).Op("*").Id("Client").Block(
		jen.Id("c").Op(":=").Add(gosrc.NewClient()).Add(e.schemes()),
		jen.Return(jen.Op("&").Id("Client").Add(gosrc.Fields(values))),
	)
	f.Declare(doc, function, "New")
}

// batch declares the type that gathers calls.
//
//	type Batch struct {
//		*rpc.Batch
//
//		User UserBatch
//	}
func (e *Emitter) batch(f *gosrc.File) {
	fields := append([]jen.Code{gosrc.ClientBatch(), jen.Line()}, e.services(naming.ServiceBatch)...)
	f.Declare(
		gosrc.Doc("Batch gathers calls, to send them in one request: its services put calls into it, and Do sends it. It is for "+
			"one goroutine, and is sent once."),
		jen.Type().Id("Batch").Struct(fields...), "Batch")
	values := append([]jen.Code{jen.Id("Batch").Op(":").Id("b")}, e.values(naming.ServiceBatch, "b")...)
	f.Declare(gosrc.Doc("Batch begins a batch."),
		gosrc.Method("c", "Client", "Batch").Params().Op("*").Id("Batch").Block(
			jen.Id("b").Op(":=").Id("c").Dot("client").Dot("Batch").Call(),
			jen.Return(jen.Op("&").Id("Batch").Add(gosrc.Fields(values))),
		), "Client.Batch")
}

// notifier declares the type that sends notifications.
//
//	type Notifier struct {
//		User UserNotifier
//	}
func (e *Emitter) notifier(f *gosrc.File) {
	doc := gosrc.Doc("Notifier calls methods without asking for an answer: they run, and nobody learns what became of it.")
	f.Declare(doc, jen.Type().Id("Notifier").Struct(e.services(naming.ServiceNotifier)...), "Notifier")
}

// declaredErrors declares the function that makes the errors of the API, if a method has any.
//
//	func declared(code int) rpc.CodedError {
//		switch code {
//		case api.CodeAccountLocked:
//			return new(api.AccountLockedError)
//		}
//		return nil
//	}
func (e *Emitter) declaredErrors(f *gosrc.File) {
	if !slices.ContainsFunc(e.api.Methods, func(m *model.Method) bool { return len(m.Errors) > 0 }) {
		return
	}
	doc := gosrc.Doc("declared makes the declared error of a code, for its data to be read into, or returns nil.")
	function := jen.Func().Id("declared").Params(jen.Id("code").Int()).Add(gosrc.CodedError()).Block(
		jen.Switch(jen.Id("code")).BlockFunc(func(g *jen.Group) {
			for _, declared := range e.api.Errors {
				g.Case(gosrc.InAPI(naming.CodeConst(declared))).Block(
					jen.Return(jen.New(gosrc.InAPI(naming.ErrorType(declared)))))
			}
		}),
		jen.Return(jen.Nil()),
	)
	f.Declare(doc, function, "declared")
}
