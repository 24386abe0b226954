package gotypes

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// collection reads a list or a map into its place, or into a variable first.
func (d *Decoding) collection(g *jen.Group, u Use, p place, hint string) {
	c := collection{Use: u, target: p.target, elems: p.elems, assign: "=", hint: hint}
	if p.target == nil {
		c.target = gosrc.Expr(d.variable("item"))
		c.elems, c.assign = c.target, ":="
	}
	if u.Kind == model.List {
		d.list(g, c)
	} else {
		d.mapping(g, c)
	}
	if p.target == nil {
		g.Add(p.put(c.target()))
	}
}

// collection is a list or a map that is being read.
type collection struct {
	Use
	target gosrc.Code
	elems  gosrc.Code // target, as it is indexed
	assign string
	hint   string
}

// list reads a list.
//
//	d.Array(rules)
//	target = make([]Item, 0, d.Room())
//	for d.NextItem() {
//		target = append(target, …)
//	}
func (d *Decoding) list(g *jen.Group, c collection) {
	g.Add(dec("Array", d.Vars.Rules(c.Use, c.hint)))
	g.Add(c.target().Op(c.assign).Make(Base(c.Use), gosrc.Int(0), dec("Room")))
	p := place{
		last: func() *jen.Statement { return c.elems().Index(jen.Len(c.target()).Op("-").Add(gosrc.Int(1))) },
		store: func(v jen.Code) *jen.Statement {
			return gosrc.Set(c.target, jen.Append(c.target(), v))
		},
	}
	g.For(dec("NextItem")).BlockFunc(func(g *jen.Group) {
		d.element(g, c.Elem, p, c.hint+"Item")
		if c.Use.Rules.UniqueItems {
			g.Add(gosrc.CheckUnique().Call(decoder(), c.target()))
		}
	})
}

// mapping reads a map.
//
//	d.Map(rules)
//	target = map[string]string{}
//	for d.NextEntry(len(target)) {
//		key := d.Key(keyRules)
//		target[key] = …
//	}
func (d *Decoding) mapping(g *jen.Group, c collection) {
	g.Add(dec("Map", d.Vars.Rules(c.Use, c.hint)))
	g.Add(c.target().Op(c.assign).Add(Base(c.Use).Values()))
	g.For(dec("NextEntry", jen.Len(c.target()))).BlockFunc(func(g *jen.Group) {
		d.depth++
		key := gosrc.Expr(d.variable("key"))
		d.depth--
		g.Add(key().Op(":=").Add(dec("Key", d.keyRules(c.Key, c.hint+"Key"))))
		p := place{store: func(v jen.Code) *jen.Statement { return c.elems().Index(key()).Op("=").Add(v) }}
		d.element(g, c.Elem, p, c.hint+"Value")
	})
}

func (d *Decoding) keyRules(key *model.Type, hint string) *jen.Statement {
	if key == nil {
		return jen.Nil()
	}
	u := Of(key)
	if u.IsEnum() {
		left := u.Enum
		if len(left) == 0 && !u.Named.Open {
			left = u.Named.Values
		}
		u = Use{Kind: model.String, Rules: u.Rules, Enum: left}
	}
	return d.Vars.Rules(u, hint)
}

// element reads an item of a list or a value of a map.
func (d *Decoding) element(g *jen.Group, t *model.Type, p place, hint string) {
	d.depth++
	defer func() { d.depth-- }()
	u := Of(t)
	if !u.Nullable {
		d.value(g, u, p, hint)
		return
	}
	p.pointer = !u.NilIsNone()
	d.orNull(g, p.put(jen.Nil()), func(g *jen.Group) { d.value(g, u, p, hint) })
}

// scalar reads a value that one call can read.
//
//	Username(d.String(usernameRules))
func (d *Decoding) scalar(u Use, hint string) *jen.Statement {
	value := d.read(u, hint)
	if u.Defined() {
		return gosrc.Convert(Base(u), value)
	}
	return value
}

func (d *Decoding) read(u Use, hint string) *jen.Statement {
	if u.IsEnum() {
		method := "IntEnum"
		if u.Named.Base == model.String {
			method = "Enum"
		}
		return dec(method, d.Vars.enum(u, hint))
	}
	method := readers[u.Kind]
	switch {
	case u.Secret:
		method = "Secret"
	case u.Hex:
		method = "Hex"
	case u.Kind == model.Bool, u.Kind == model.Time, u.Kind == model.Date, u.Kind == model.JSON, u.Kind == model.Decimal:
		return dec(method)
	}
	return dec(method, d.Vars.Rules(u, hint))
}

var readers = map[model.Kind]string{
	model.String: "String", model.Bool: "Bool", model.Int: "Int", model.Int32: "Int32", model.Int64: "Int64",
	model.Float: "Float", model.Decimal: "Decimal", model.Bytes: "Base64", model.Time: "Time", model.Date: "Date",
	model.JSON: "JSON",
}
