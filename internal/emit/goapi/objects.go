package goapi

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// structure is an object to emit: a type of the spec, or the params of a method.
type structure struct {
	name     string // of the Go type
	owner    string // begins the names of its variables
	receiver string
	fields   []*model.Field
	doc      jen.Code
	reads    string // what DecodeRPC says that it does
	writes   string
}

func (e *Emitter) object(f *gosrc.File, n *model.Named) {
	e.structure(f, structure{
		name: n.Name, owner: naming.Unexported(n.Name), receiver: gosrc.Receiver(n.Name), fields: n.Fields,
		doc:    typeDoc(n, "is an object of the API."),
		reads:  "DecodeRPC reads the object and checks it.",
		writes: "EncodeRPC writes the object.",
	})
}

// Params emits the type of a method's params, unless it has none or the spec names their type.
func (e *Emitter) Params(f *gosrc.File, m *model.Method) {
	name := naming.Params(m)
	if name == "" || m.ParamsType != nil {
		return
	}
	how := ", by name or by position, and checks them."
	if m.ByName {
		how = ", by name, and checks them."
	}
	e.structure(f, structure{
		name: name, owner: naming.Unexported(naming.FullMethod(m)), receiver: "p", fields: m.Params,
		doc:    gosrc.Doc(name + " are the params of " + m.Name + "."),
		reads:  "DecodeRPC reads the params of " + m.Name + how,
		writes: "EncodeRPC writes the params by name.",
	})
}

func (e *Emitter) structure(f *gosrc.File, s structure) {
	structType(f, s)
	e.decodeObject(f, s)
	e.encodeObject(f, s)
}

// structType declares the struct.
//
//	// User is an account.
//	type User struct {
//		ID int64
//	}
func structType(f *gosrc.File, s structure) {
	fields := structFields(s.fields)
	f.Declare(s.doc, jen.Type().Add(gosrc.ID(s.name)).Struct(fields...), s.name)
}

func structFields(fields []*model.Field) []jen.Code {
	var all []jen.Code
	for _, field := range fields {
		all = append(all, gosrc.Doc(field.Description, comment.Deprecation("Deprecated:", field.Deprecated)))
		all = append(all, gosrc.ID(naming.Field(field)).Add(gotypes.Field(field)))
	}
	return all
}

// decodeObject declares the members, and the method that reads them.
//
//	var userMembers = rpc.NewMembers(rpc.Required("id"))
//
//	func (u *User) DecodeRPC(d *rpc.Decoder) {
//		…
//	}
func (e *Emitter) decodeObject(f *gosrc.File, s structure) {
	members := e.members(s)
	decoding := &gotypes.Decoding{Vars: e.Vars}
	decode := jen.BlockFunc(func(g *jen.Group) {
		decoding.Object(g, s.fields, members, gosrc.Expr(s.receiver), s.owner)
	})
	e.Vars.Flush(f)
	method := gosrc.Method(s.receiver, s.name, "DecodeRPC").Params(jen.Id("d").Add(gosrc.Decoder())).Add(decode)
	f.Declare(gosrc.Doc(s.reads), method, s.name+".DecodeRPC")
}

// members hands out the variable that lists the members.
//
//	userMembers = rpc.NewMembers(rpc.Required("id"), rpc.Optional("note"))
func (e *Emitter) members(s structure) string {
	list := gosrc.NewMembers().Add(members(s.fields))
	if e.API.IgnoreUnknown {
		list.Dot("Lenient").Call()
	}
	return e.Vars.New(s.owner+"Members", list)
}

func members(fields []*model.Field) *jen.Statement {
	var all []jen.Code
	width := 0
	for _, field := range fields {
		all = append(all, member(field))
		width += len(`rpc.Required(""), `) + len(field.Name)
	}
	return gosrc.Args(all, width)
}

func member(f *model.Field) jen.Code {
	name := gosrc.Raw(f.Name)
	switch {
	case !f.Optional && f.Default == nil:
		return gosrc.Required().Call(name)
	case gotypes.Of(f.Type).Nullable:
		return gosrc.OptNullable().Call(name)
	}
	return gosrc.OptMember().Call(name)
}

// encodeObject declares the method that writes the object.
//
//	func (u *User) EncodeRPC(e *rpc.Encoder) {
//		…
//	}
func (e *Emitter) encodeObject(f *gosrc.File, s structure) {
	method := gosrc.Method(s.receiver, s.name, "EncodeRPC").Params(jen.Id("e").Add(gosrc.Encoder())).
		BlockFunc(func(g *jen.Group) {
			gotypes.NewEncoding(g, e.Vars, gosrc.Expr("e"), s.owner).Object(s.fields, gosrc.Expr(s.receiver))
		})
	f.Declare(gosrc.Doc(s.writes), method, s.name+".EncodeRPC")
}
