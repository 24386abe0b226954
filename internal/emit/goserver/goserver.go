// Package goserver emits the server's side of an API: an interface for each service, for
// developers to implement, the interface that authenticates callers, and the dispatcher between the
// runtime and these.
package goserver

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Emitter emits into files of the package that declares the types.
type Emitter struct {
	api     *model.API
	vars    *gotypes.Vars
	schemes []*model.Scheme          // those in use
	serve   map[*model.Method]string // the methods of dispatcher by their names
	helper  map[helper]string
}

// helper authenticates callers by a scheme: such as have to be there, or such as may be.
type helper struct {
	scheme   *model.Scheme
	optional bool
}

// New names the methods of the dispatcher.
func New(api *model.API, vars *gotypes.Vars) *Emitter {
	e := &Emitter{
		api: api, vars: vars, schemes: naming.UsedSchemes(api),
		serve: map[*model.Method]string{}, helper: map[helper]string{},
	}
	names := gosrc.NewNames("services", "auth")
	for _, h := range e.helpers() {
		name := naming.Unexported(naming.Scheme(h.scheme))
		if h.optional {
			name += "OrNone"
		}
		e.helper[h] = names.New(name)
	}
	for _, m := range api.Methods {
		e.serve[m] = names.New(naming.Unexported(naming.FullMethod(m)))
	}
	return e
}

// helpers are those that some method needs, in order.
func (e *Emitter) helpers() []helper {
	needed := map[helper]bool{}
	for _, m := range e.api.Methods {
		needed[helper{m.Auth.Scheme, m.Auth.Optional}] = true
	}
	var all []helper
	for _, s := range e.schemes {
		for _, h := range []helper{{s, false}, {s, true}} {
			if needed[h] {
				all = append(all, h)
			}
		}
	}
	return all
}

// callers are the type parameters of what deals with callers authenticated by the schemes.
func (e *Emitter) callers(schemes []*model.Scheme) []jen.Code {
	var all []jen.Code
	for _, s := range schemes {
		all = append(all, gosrc.ID(naming.Caller(e.api, s)))
	}
	return all
}

// generic is a generic type's name where it is used: with arguments, if it has any.
//
//	Services[Caller]
func (e *Emitter) generic(name string, schemes []*model.Scheme) *jen.Statement {
	s := gosrc.ID(name)
	if args := e.callers(schemes); len(args) > 0 {
		s.Types(args...)
	}
	return s
}

// declared is a generic type's name where it is declared: with parameters, if it has any.
//
//	Services[Caller any]
func (e *Emitter) declared(name string, schemes []*model.Scheme) *jen.Statement {
	s := gosrc.ID(name)
	if args := e.callers(schemes); len(args) > 0 {
		s.Types(jen.List(args...).Any())
	}
	return s
}

// schemesOf lists the schemes that the methods of a service ask for.
func (e *Emitter) schemesOf(service *model.Service) []*model.Scheme {
	needed := map[*model.Scheme]bool{}
	for _, m := range service.Methods {
		needed[m.Auth.Scheme] = true
	}
	var all []*model.Scheme
	for _, s := range e.schemes {
		if needed[s] {
			all = append(all, s)
		}
	}
	return all
}

// receiver begins a method of the dispatcher.
//
//	func (d *dispatcher[Caller]) name
func (e *Emitter) receiver(name string) *jen.Statement {
	return jen.Func().Params(jen.Id("d").Op("*").Add(e.generic("dispatcher", e.schemes))).Add(gosrc.ID(name))
}
