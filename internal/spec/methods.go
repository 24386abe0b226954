package spec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// methods reads the methods of the spec.
func (r *reader) methods(n *node) []*Method {
	var all []*Method
	r.each(r.diags.At("methods"), n, func(name Text, n *node) {
		if m := r.mapping(r.diags.At("method %q", name.Value), n, "a method"); m != nil {
			all = append(all, r.method(name, m))
		}
	})
	return all
}

func (r *reader) method(name Text, m *mapping) *Method {
	method := &Method{
		Name:        name,
		Summary:     m.text("summary"),
		Description: m.text("description"),
		Service:     m.text("service"),
		GoName:      m.text("name"),
		ByName:      m.flag("byName"),
		Errors:      m.texts("errors"),
		Timeout:     m.duration("timeout"),
		Deprecated:  m.deprecation(),
		Tags:        m.texts("tags"),
	}
	if n := m.take("auth"); n != nil {
		method.Auth = r.auth(m.at, n)
	}
	if n := m.take("params"); n != nil {
		method.Params = r.params(m.at, n)
	}
	if n := m.take("result"); n != nil {
		method.Result = cmp.Or(r.typ(m.at.In("result"), n, result), &Type{Pos: n.pos()})
	}
	method.Examples = r.examples(m)
	if m.values["params"] != nil && method.Params == nil {
		for _, e := range method.Examples {
			e.Params = nil
		}
	}
	m.finish()
	return method
}

// params reads a mapping of params, or the name of an object type.
func (r *reader) params(at diag.Place, n *node) *Params {
	p := &Params{Pos: n.pos()}
	if n.isMapping() {
		p.Fields = r.fields(at, "param", n)
		return p
	}
	if !n.isScalar() || n.isNull() {
		n.refuse(at, "params: wants a mapping of params, or the name of an object type, and this is %s%s", n.kind(), outdented(n))
		return nil
	}
	p.Ref, _ = r.text(at, "params", n)
	if name, typ, joined := strings.Cut(p.Ref.Value, ":"); joined {
		n.refuse(at, "params: a space is missing behind the colon: %s: %s", clip(name), clip(typ))
		return nil
	}
	if !p.Ref.IsSet() {
		return nil
	}
	return p
}

// outdented tells what to do about a key that nothing belongs to.
func outdented(n *node) string {
	if n.isEmpty() {
		return ": indent what belongs to it, or leave the key out"
	}
	return ""
}

// auth reads "none", "token", "token | none" or {token: [admin]}. One without schemes was refused.
func (r *reader) auth(at diag.Place, n *node) *Auth {
	if n.isMapping() {
		return r.scopedAuth(at, n)
	}
	a := &Auth{Pos: n.pos()}
	if n.isNull() {
		n.refuse(at, "auth: wants none, a scheme, a scheme | none, or {scheme: [scope]}, and this is %s", n.kind())
		return a
	}
	text, ok := r.text(at, "auth", n)
	if !ok {
		return a
	}
	pos, exact := r.inside(n)
	for part := range strings.SplitSeq(text.Value, "|") {
		name := strings.TrimSpace(part)
		if name == "" {
			n.refuse(at, "auth: %q wants a scheme on each side of the |", clip(text.Value))
			return &Auth{Pos: n.pos()}
		}
		scheme := Text{name, pos}
		if exact {
			scheme.Pos = pos.Shift(runes(part[:strings.Index(part, name)]))
			pos = pos.Shift(runes(part) + len("|"))
		}
		a.Schemes = append(a.Schemes, scheme)
	}
	return a
}

func (r *reader) scopedAuth(at diag.Place, n *node) *Auth {
	a := &Auth{Pos: n.pos()}
	r.entries(at.In("auth"), n, func(scheme Text, scopes *node) {
		a.Schemes = append(a.Schemes, scheme)
		a.Scopes = append(a.Scopes, r.texts(at, "auth: scopes of "+clip(scheme.Value), scopes)...)
	})
	isNone := func(scheme Text) bool { return scheme.Value == "none" }
	switch {
	case len(a.Schemes) > 1 && slices.ContainsFunc(a.Schemes, isNone):
		n.refuse(at, "auth: none cannot stand beside scopes: a caller who may be absent has none")
	case len(a.Schemes) != 1:
		n.refuse(at, "auth: wants one scheme with its scopes, as {token: [admin]}")
	default:
		return a
	}
	return &Auth{Pos: n.pos()}
}

// examples reads the example exchanges of a method.
func (r *reader) examples(m *mapping) []*Example {
	n := m.take("examples")
	switch {
	case n == nil:
		return nil
	case !n.isList():
		n.refuse(m.at, "examples: wants a list of exchanges, and this is %s", n.kind())
		return nil
	}
	var all []*Example
	for i := range n.Content {
		if e := r.mapping(m.at.In("example %d", i+1), n.child(i), "an example"); e != nil {
			all = append(all, r.example(e))
		}
	}
	return all
}

func (r *reader) example(m *mapping) *Example {
	e := &Example{Pos: m.node.pos(), Summary: m.text("summary"), Error: m.text("error")}
	if n := m.take("params"); n != nil {
		e.Params = r.value(m.at, "params", n)
	}
	if n := m.take("result"); n != nil {
		e.Result = r.value(m.at, "result", n)
	}
	m.finish()
	return e
}
