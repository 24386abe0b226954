package gotypes

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Decoding writes the bodies of DecodeRPC methods, whose decoder is called d.
type Decoding struct {
	Vars  *Vars
	depth int // of the loops around, for the names of their variables
}

var decoder = gosrc.Expr("d")

func dec(method string, args ...jen.Code) *jen.Statement {
	return decoder().Dot(method).Call(args...)
}

// Object reads the members of an object into the fields of receiver. owner begins the names of
// the variables that it needs.
//
//	d.Object(members)
//	for d.Next() {
//		switch d.Member() {
//		case 0: // username
//			…
//		}
//	}
func (d *Decoding) Object(g *jen.Group, fields []*model.Field, members string, receiver gosrc.Code, owner string) {
	for _, f := range fields {
		if f.Default != nil && !zeroDefault(f) {
			g.Add(gosrc.Set(receiver.Field(naming.Field(f)), Literal(f.Type, f.Default)))
		}
	}
	g.Add(dec("Object", gosrc.ID(members)))
	if len(fields) == 0 {
		g.For(dec("Next")).Block()
		return
	}
	g.For(dec("Next")).Block(jen.Switch(dec("Member")).BlockFunc(func(g *jen.Group) {
		for i, f := range fields {
			g.Add(gosrc.Case(i, f.Name))
			d.field(g, f, receiver.Field(naming.Field(f)), owner+naming.Field(f))
		}
	}))
}

// Data reads a value that stands alone in a field.
func (d *Decoding) Data(g *jen.Group, t *model.Type, target gosrc.Code, hint string) {
	d.field(g, &model.Field{Type: t}, target, hint)
}

// Itself reads a list or a map by the name of n, in its own method.
func (d *Decoding) Itself(g *jen.Group, n *model.Named, receiver gosrc.Code) {
	u := Of(&model.Type{Kind: model.Ref, Named: n, Rules: n.Type.Rules})
	target := func() *jen.Statement { return jen.Op("*").Add(receiver()) }
	elems := func() *jen.Statement { return jen.Parens(target()) }
	hint := naming.Unexported(n.Name)
	d.collection(g, u, place{target: target, elems: elems}, hint)
}

// Member reads the member of a union into its field.
func (d *Decoding) Member(g *jen.Group, t *model.Type, target gosrc.Code, hint string) {
	d.field(g, &model.Field{Type: t, Optional: true}, target, hint)
}

// field reads a field by its form.
//
//	if !d.Null() {
//		p.Note = new(d.String(nil))
//	}
func (d *Decoding) field(g *jen.Group, f *model.Field, target gosrc.Code, hint string) {
	u := Of(f.Type)
	p := place{target: target, elems: target, pointer: PresenceOf(f) == Pointer, reset: f.Default != nil}
	switch {
	case PresenceOf(f) == TriState:
		arg := triStateArg(u)
		p = place{pointer: u.IsStruct(), store: func(v jen.Code) *jen.Statement {
			return gosrc.Set(target, gosrc.Value().Call(v))
		}}
		d.orNull(g, gosrc.Set(target, gosrc.NullValue().Types(arg).Call()), func(g *jen.Group) { d.value(g, u, p, hint) })
	case u.Nullable && f.Default != nil:
		d.orNull(g, gosrc.Set(target, jen.Nil()), func(g *jen.Group) { d.value(g, u, p, hint) })
	case u.Nullable:
		g.If(jen.Op("!").Add(dec("Null"))).BlockFunc(func(g *jen.Group) { d.value(g, u, p, hint) })
	default:
		d.value(g, u, p, hint)
	}
}

// orNull reads a value that may be null.
//
//	if d.Null() {
//		null
//	} else {
//		…
//	}
func (d *Decoding) orNull(g *jen.Group, null jen.Code, value func(*jen.Group)) {
	g.If(dec("Null")).Block(null).Else().BlockFunc(value)
}

// place is where a decoded value goes. target is the variable itself, where it can be named; other
// places have to be stored to.
type place struct {
	target  gosrc.Code
	elems   gosrc.Code // target, as it is indexed
	pointer bool       // a pointer to the value is kept
	reset   bool       // target may hold a default
	store   func(jen.Code) *jen.Statement
	last    gosrc.Code // of a list: the item that store has appended
}

func (p place) put(v jen.Code) *jen.Statement {
	if p.store != nil {
		return p.store(v)
	}
	return gosrc.Set(p.target, v)
}

// value reads a value that is not null.
func (d *Decoding) value(g *jen.Group, u Use, p place, hint string) {
	switch {
	case u.HasMethods():
		d.self(g, u, p)
	case u.Kind == model.List, u.Kind == model.Map:
		d.collection(g, u, p, hint)
	case p.pointer:
		g.Add(p.put(gosrc.New(d.scalar(u, hint))))
	default:
		g.Add(p.put(d.scalar(u, hint)))
	}
}

// self reads a value whose type decodes itself.
//
//	p.Manager = new(User)
//	p.Manager.DecodeRPC(d)
func (d *Decoding) self(g *jen.Group, u Use, p place) {
	value := p.target
	base := Base(u)
	switch {
	case p.target != nil && p.pointer:
		g.Add(p.put(gosrc.New(base)))
	case p.target != nil && p.reset && u.IsStruct():
		g.Add(p.put(base.Values()))
	case p.target != nil:
	case p.last != nil && !p.pointer && u.IsStruct():
		g.Add(p.put(base.Values()))
		value = p.last
	default:
		d.local(g, u, p)
		return
	}
	g.Add(value().Dot("DecodeRPC").Call(decoder()))
}

// local reads into a variable first.
//
//	item := new(User)
//	item.DecodeRPC(d)
//	list = append(list, item)
func (d *Decoding) local(g *jen.Group, u Use, p place) {
	item := gosrc.Expr(d.variable("item"))
	if p.pointer {
		g.Add(item().Op(":=").Add(gosrc.New(Base(u))))
	} else {
		g.Var().Add(item()).Add(Base(u))
	}
	g.Add(item().Dot("DecodeRPC").Call(decoder()))
	g.Add(p.put(item()))
}

func (d *Decoding) variable(name string) string {
	if d.depth < 2 {
		return name
	}
	return name + strconv.Itoa(d.depth)
}
