package goapi

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/gotypes"
	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// enum emits an enum: its type, a constant for each value, and the set of them.
func (e *Emitter) enum(f *gosrc.File, n *model.Named) {
	base := gotypes.Unnamed(gotypes.Use{Kind: n.Base})
	f.Declare(typeDoc(n, "is "+valuesInWords(n)+"."), jen.Type().Add(gosrc.ID(n.Name)).Add(base), n.Name)
	enumConsts(f, n)
	set := gotypes.EnumSet(n.Base, n.Values)
	if n.Open {
		set.Dot("Open").Call()
	}
	f.Var(jen.Null(), e.Vars.EnumValues(n), set)
}

// valuesInWords lists the values of an enum, or, where there are many, says how many there are: "up,
// down or unknown".
func valuesInWords(n *model.Named) string {
	var words []string
	for _, v := range n.Values {
		words = append(words, valueInWords(n, v))
	}
	if count := len(words); count > fewValues {
		words = []string{fmt.Sprintf("one of %d values (%s to %s)", count, words[0], words[count-1])}
	}
	if n.Open {
		words = append(words, "one that this version does not know")
	}
	return unions.Alternatives(words)
}

// fewValues is how many values a sentence may hold.
const fewValues = 6

// valueInWords is the name that the spec gives a value, or else the value.
func valueInWords(n *model.Named, v model.EnumValue) string {
	switch {
	case v.Key != "":
		return v.Key
	case n.Base == model.String:
		return v.Text
	}
	return strconv.FormatInt(v.Int, 10)
}

// enumConsts names the values.
//
//	const (
//		StateUp   State = "up"
//		StateDown State = "down"
//	)
func enumConsts(f *gosrc.File, n *model.Named) {
	var defs []jen.Code
	var names []string
	for _, v := range n.Values {
		name := naming.EnumConst(n, v)
		names = append(names, name)
		defs = append(defs, gosrc.ID(name).Add(gosrc.ID(n.Name)).Op("=").Add(gotypes.EnumLiteral(n.Base, v)))
	}
	doc := "The values of " + n.Name + "."
	if n.Open {
		doc = "The values of " + n.Name + " that this version knows."
	}
	f.Declare(gosrc.Doc(doc), jen.Const().Defs(defs...), names...)
}

// alias emits a type that is another one by name: a type of its own, or, where that one has
// methods, a Go alias.
//
//	type Username string
//	type Password = rpc.Secret
func (e *Emitter) alias(f *gosrc.File, n *model.Named) {
	u := gotypes.Of(&model.Type{Kind: model.Ref, Named: n, Rules: n.Type.Rules})
	equals := jen.Null()
	if !u.Defined() {
		equals = jen.Op("=")
	}
	target := gotypes.Unnamed(u)
	if inner := gotypes.Of(n.Type); !u.Defined() && inner.Name() != "" {
		target = gosrc.ID(inner.Name())
	}
	doc := typeDoc(n, "is "+kindNoun(u)+".")
	f.Declare(doc, jen.Type().Add(gosrc.ID(n.Name)).Add(equals).Add(target), n.Name)
	if hasRuleVar(u) {
		f.Var(jen.Null(), e.Vars.AliasRules(n), gotypes.Rules(u))
	}
	if u.HasMethods() && !u.IsStruct() {
		e.collection(f, n, u)
	}
}

// kindNoun tells what the values are.
func kindNoun(u gotypes.Use) string {
	switch u.Kind {
	case model.String:
		if u.Secret {
			return "a secret string"
		}
		return "a string"
	case model.Bool:
		return "true or false"
	case model.Int, model.Int32, model.Int64:
		return "an integer"
	case model.Float, model.Decimal:
		return "a number"
	case model.Bytes:
		return "a sequence of bytes"
	case model.Time:
		return "a time"
	case model.Date:
		return "a date"
	case model.List:
		return "a list"
	case model.Map:
		return "a map"
	case model.Ref:
		return "another name for " + u.Named.Name
	}
	return "any JSON value"
}

// hasRuleVar leaves out kinds that have no rules beside those of their own.
func hasRuleVar(u gotypes.Use) bool {
	switch u.Kind {
	case model.Ref, model.Bool, model.Decimal, model.Time, model.Date, model.JSON:
		return false
	}
	return gotypes.HasRules(u)
}

// collection emits the methods of a list or map that has a name.
//
//	func (t *Tags) DecodeRPC(d *rpc.Decoder) {
//		…
//	}
//
//	func (t Tags) EncodeRPC(e *rpc.Encoder) {
//		…
//	}
func (e *Emitter) collection(f *gosrc.File, n *model.Named, u gotypes.Use) {
	what, encode := "list", (*gotypes.Encoding).List
	if u.Kind == model.Map {
		what, encode = "map", (*gotypes.Encoding).Map
	}
	receiver := gosrc.Receiver(n.Name)
	decoding := &gotypes.Decoding{Vars: e.Vars}
	body := jen.BlockFunc(func(g *jen.Group) { decoding.Itself(g, n, gosrc.Expr(receiver)) })
	e.Vars.Flush(f)
	method := gosrc.Method(receiver, n.Name, "DecodeRPC").Params(jen.Id("d").Add(gosrc.Decoder())).Add(body)
	f.Declare(gosrc.Doc("DecodeRPC reads the "+what+" and checks it."), method, n.Name+".DecodeRPC")

	method = jen.Func().Params(gosrc.ID(receiver).Add(gosrc.ID(n.Name))).Id("EncodeRPC").
		Params(jen.Id("e").Add(gosrc.Encoder())).BlockFunc(func(g *jen.Group) {
		encoding := gotypes.NewEncoding(g, e.Vars, gosrc.Expr("e"), naming.Unexported(n.Name))
		encode(encoding, u, gosrc.Expr(receiver))
		encoding.Flush()
	})
	f.Declare(gosrc.Doc("EncodeRPC writes the "+what+"."), method, n.Name+".EncodeRPC")
}
