package goapi

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// union emits a union: a struct of which one field is set.
//
//	// Event is what happened to a host.
//	//
//	// Exactly one field is set.
//	type Event struct {
//		HostUp   *HostUp
//		HostDown *HostDown
//	}
func (e *Emitter) union(f *gosrc.File, n *model.Named) {
	doc := typeDoc(n, "is one of several types: exactly one field is set.")
	if n.Description != "" {
		doc = typeDoc(n, "is one of several types.", "Exactly one field is set.")
	}
	var fields []jen.Code
	for _, m := range n.Members {
		fields = append(fields, gosrc.ID(naming.Member(m)).Add(gotypes.Field(unionField(m))))
	}
	f.Declare(doc, jen.Type().Add(gosrc.ID(n.Name)).Struct(fields...), n.Name)
	e.decodeUnion(f, n)
	e.encodeUnion(f, n)
}

// unionField is a member as a field: one that may be absent.
func unionField(m model.Member) *model.Field {
	return &model.Field{Name: naming.Member(m), Type: m.Type, Optional: true}
}

// decodeUnion declares the method that finds out which member it is, and reads that.
func (e *Emitter) decodeUnion(f *gosrc.File, n *model.Named) {
	var body *jen.Statement
	if n.Discriminator != "" {
		body = e.decodeTagged(n)
	} else {
		body = e.decodeByKind(n)
	}
	e.Vars.Flush(f)
	receiver := gosrc.Receiver(n.Name)
	method := gosrc.Method(receiver, n.Name, "DecodeRPC").Params(jen.Id("d").Add(gosrc.Decoder())).Block(body)
	f.Declare(gosrc.Doc("DecodeRPC reads whichever of the types it is."), method, n.Name+".DecodeRPC")
}

// decodeTagged tells the members apart by their tags.
//
//	switch d.Tag("kind", eventTags) {
//	case 0: // hostUp
//		e.HostUp = new(HostUp)
//		e.HostUp.DecodeRPC(d)
//	}
func (e *Emitter) decodeTagged(n *model.Named) *jen.Statement {
	var tags []model.EnumValue
	for _, m := range n.Members {
		tags = append(tags, model.EnumValue{Text: m.Tag})
	}
	name := e.Vars.New(naming.Unexported(n.Name)+"Tags", gotypes.EnumSet(model.String, tags))
	find := jen.Id("d").Dot("Tag").Call(gosrc.Raw(n.Discriminator), gosrc.ID(name))
	return jen.Switch(find).BlockFunc(func(g *jen.Group) {
		for i, m := range n.Members {
			g.Add(gosrc.Case(i, m.Tag))
			e.decodeMember(g, n, m)
		}
	})
}

func (e *Emitter) decodeMember(g *jen.Group, n *model.Named, m model.Member) {
	decoding := &gotypes.Decoding{Vars: e.Vars}
	target := gosrc.Expr(gosrc.Receiver(n.Name)).Field(naming.Member(m))
	decoding.Member(g, m.Type, target, naming.Unexported(n.Name)+naming.Member(m))
}

// decodeByKind tells the members apart by the kind of the value.
//
//	switch d.Kind() {
//	case rpc.KindString:
//		i.String = new(d.String(nil))
//	default:
//		d.WrongKind("a string or an array")
//	}
func (e *Emitter) decodeByKind(n *model.Named) *jen.Statement {
	kinds := unions.KindsOfMembers(n)
	return jen.Switch(jen.Id("d").Dot("Kind").Call()).BlockFunc(func(g *jen.Group) {
		for i, m := range n.Members {
			var cases []jen.Code
			for _, kind := range kinds[i] {
				cases = append(cases, kindCodes[kind]())
			}
			g.Case(cases...).BlockFunc(func(g *jen.Group) { e.decodeMember(g, n, m) })
		}
		g.Default().Block(jen.Id("d").Dot("WrongKind").Call(jen.Lit(unions.Wanted(n))))
	})
}

var kindCodes = map[model.ValueKind]gosrc.Code{
	model.BoolValue: gosrc.KindBool, model.NumberValue: gosrc.KindNumber, model.StringValue: gosrc.KindString,
	model.ListValue: gosrc.KindArray, model.MapValue: gosrc.KindObject,
}

// encodeUnion declares the method that writes the member that is set.
//
//	switch {
//	case i.String != nil:
//		e.String(*i.String)
//	default:
//		e.Fail("union IDs has no member set")
//	}
func (e *Emitter) encodeUnion(f *gosrc.File, n *model.Named) {
	receiver := gosrc.Expr(gosrc.Receiver(n.Name))
	method := gosrc.Method(gosrc.Receiver(n.Name), n.Name, "EncodeRPC").Params(jen.Id("e").Add(gosrc.Encoder())).
		Block(jen.Switch().BlockFunc(func(g *jen.Group) {
			for _, m := range n.Members {
				value := receiver.Field(naming.Member(m))
				g.Case(value().Op("!=").Nil()).BlockFunc(func(g *jen.Group) { e.encodeMember(g, n, m, value) })
			}
			g.Default().Block(jen.Id("e").Dot("Fail").Call(jen.Lit("union " + n.Name + " has no member set")))
		}))
	f.Declare(gosrc.Doc("EncodeRPC writes the member that is set."), method, n.Name+".EncodeRPC")
}

// encodeMember writes a member, with its tag if the union has tags.
//
//	mark := e.Mark()
//	v.HostUp.EncodeRPC(e)
//	e.InsertTag(mark, `"kind":"hostUp"`)
func (e *Emitter) encodeMember(g *jen.Group, n *model.Named, m model.Member, value gosrc.Code) {
	encoding := gotypes.NewEncoding(g, e.Vars, gosrc.Expr("e"), naming.Unexported(n.Name)+naming.Member(m))
	if n.Discriminator == "" {
		encoding.Field(unionField(m), value)
		encoding.Flush()
		return
	}
	tag := gosrc.JSONString(n.Discriminator) + ":" + gosrc.JSONString(m.Tag)
	g.Id("mark").Op(":=").Id("e").Dot("Mark").Call()
	encoding.Field(unionField(m), value)
	encoding.Flush()
	g.Id("e").Dot("InsertTag").Call(jen.Id("mark"), gosrc.Raw(tag))
}
