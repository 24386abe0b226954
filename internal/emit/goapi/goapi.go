// Package goapi emits the types of an API: what they are in Go, how they are decoded and checked,
// and how they are encoded; its errors and its constants.
package goapi

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Emitter emits into files of one package.
type Emitter struct {
	API  *model.API
	Vars *gotypes.Vars
}

// Package emits what the package as a whole says: the handshake with the runtime, and the names of
// the methods.
func (e *Emitter) Package(f *gosrc.File) {
	handshake(f)
	e.methodNames(f)
}

// handshake refers to a constant of the runtime that exists for as long as the two fit together.
//
//	const _ = rpc.GeneratedCodeV1
func handshake(f *gosrc.File) {
	doc := gosrc.Doc("This code needs a runtime that knows generated code of version 1. Where this line does not compile, " +
		"the module " + modulePath + " in go.mod is older or newer than the generator: bring it to the generator's version, " +
		"or generate again.")
	f.Declare(doc, jen.Const().Id("_").Op("=").Add(gosrc.HandshakeV1()), "_")
}

const modulePath = "github.com/trunkline-rpc/trunkline"

// methodNames names the methods as they are called on the wire.
//
//	const (
//		MethodUserRegister = "user.register"
//	)
func (e *Emitter) methodNames(f *gosrc.File) {
	var defs []jen.Code
	var names []string
	for _, m := range e.API.Methods {
		name := naming.MethodConst(m)
		names = append(names, name)
		defs = append(defs, gosrc.ID(name).Op("=").Add(gosrc.Raw(m.Name)))
	}
	if len(defs) > 0 {
		f.Declare(gosrc.Doc("The methods by their names on the wire."), jen.Const().Defs(defs...), names...)
	}
}

// Type emits a named type.
func (e *Emitter) Type(f *gosrc.File, n *model.Named) {
	switch n.Shape {
	case model.Object:
		e.object(f, n)
	case model.Enum:
		e.enum(f, n)
	case model.Union:
		e.union(f, n)
	case model.Alias:
		e.alias(f, n)
	}
}

// typeDoc is the documentation of a type: its description, or else what it otherwise is, and what
// there is to say about the Go type.
func typeDoc(n *model.Named, otherwise string, more ...string) jen.Code {
	paragraphs := gosrc.TypeSentence(n.Name, n.Description, otherwise)
	paragraphs = append(paragraphs, more...)
	return gosrc.Doc(append(paragraphs, comment.Deprecation("Deprecated:", n.Deprecated))...)
}
