package spec

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// use is where a type stands, which decides what it may hold.
type use int

const (
	namedType use = iota
	errorData
	field
	result
)

// constraints are the keys that narrow a type.
var constraints = []string{
	"minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
	"multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
}

// types reads the types of the spec.
func (r *reader) types(n *node) []*TypeDecl {
	var all []*TypeDecl
	r.each(r.diags.At("types"), n, func(name Text, n *node) {
		all = append(all, &TypeDecl{name, r.typ(r.diags.At("type %q", name.Value), n, namedType)})
	})
	return all
}

// typ reads a type, in its short or its long form. It returns nil, with a mistake, when n holds none.
func (r *reader) typ(at diag.Place, n *node, where use) *Type {
	if !n.isMapping() {
		e := r.expr(at, n)
		if e == nil {
			return nil
		}
		return &Type{Pos: n.pos(), Expr: e}
	}
	m := r.mapping(at, n, "a type")
	t := &Type{Pos: n.pos()}
	if n := m.take("type"); n != nil {
		t.Expr = r.expr(at, n)
	}
	t.Description = m.text("description")
	t.Deprecated = m.deprecation()
	t.Secret = m.flag("secret")
	t.Encoding = m.text("encoding")
	r.rules(m, t)
	t.Enum = r.enum(m)
	t.Open = m.flag("open")
	r.definition(m, t, where)
	r.fieldKeys(m, t, where)
	t = t.orNil(m)
	m.finish()
	return t
}

// orNil returns t, or nil, with a mistake, when nothing in the mapping says what the type is.
func (t *Type) orNil(m *mapping) *Type {
	if t.Expr != nil || t.HasFields || t.Enum != nil || t.Union != nil || len(t.Extends) > 0 {
		return t
	}
	for _, key := range []string{"type", "fields", "enum", "union", "extends"} {
		if m.values[key] != nil {
			return nil // it was there, and refused
		}
	}
	m.missing("type", "fields", "enum", "union", "extends")
	return nil
}

func (r *reader) rules(m *mapping, t *Type) {
	for _, key := range constraints {
		m.take(key)
	}
	for _, key := range m.keys {
		if !slices.Contains(constraints, key.Value) {
			continue
		}
		if v := r.value(m.at, key.Value, m.values[key.Value]); v != nil {
			t.Rules = append(t.Rules, Rule{key, v})
		}
	}
}

// fieldKeys reads what only a field or a param may say.
func (r *reader) fieldKeys(m *mapping, t *Type, where use) {
	if where != field {
		r.misplaced(m, "holds for fields and params alone", "optional", "default", "name")
		return
	}
	t.Optional = m.flag("optional")
	t.Name = m.text("name")
	if n := m.take("default"); n != nil {
		t.Default = r.value(m.at, "default", n)
	}
}

// definition reads what makes an object or a tagged union of a type, which needs a name.
func (r *reader) definition(m *mapping, t *Type, where use) {
	switch where {
	case namedType:
	case errorData:
		r.misplaced(m, `cannot stand here: give the type a name under "types"`, "extends", "union", "discriminator")
		r.fieldsOf(m, t)
		return
	default:
		r.misplaced(m, `cannot stand here: give the type a name under "types"`, "fields", "extends", "union", "discriminator")
		return
	}
	t.Extends = m.texts("extends")
	if n := m.values["extends"]; n != nil && n.isList() && len(n.Content) == 0 {
		n.refuse(m.at, "extends: wants at least one type")
	}
	r.fieldsOf(m, t)
	if n := m.take("union"); n != nil {
		t.Union = r.union(m, n)
	} else if d := m.text("discriminator"); d.IsSet() {
		m.at.Refuse(m.keyPos("discriminator"), `key "discriminator" wants a "union" beside it`)
	}
}

func (r *reader) fieldsOf(m *mapping, t *Type) {
	if n := m.take("fields"); n != nil {
		t.HasFields, t.FieldsPos = true, m.keyPos("fields")
		t.Fields = r.fields(m.at, "field", n)
	}
}

// misplaced refuses keys that mean something elsewhere.
func (r *reader) misplaced(m *mapping, why string, keys ...string) {
	for _, key := range keys {
		if m.values[key] != nil {
			m.taken = append(m.taken, key)
			m.at.Refuse(m.keyPos(key), "key %q %s", key, why)
		}
	}
}

// fields reads the fields of an object, or params.
func (r *reader) fields(at diag.Place, what string, n *node) []*Field {
	var all []*Field
	seen := map[string]diag.Pos{}
	r.each(at, n, func(name Text, n *node) {
		f := &Field{Name: name}
		if last := len(name.Value) - 1; last > 0 && name.Value[last] == '?' {
			f.Name.Value, f.Optional = name.Value[:last], true
		}
		at := at.In("%s %q", what, f.Name.Value)
		if before, twice := seen[f.Name.Value]; twice {
			at.Refuse(f.Name.Pos, "stands twice, with and without ?, first on line %d", before.Line)
			return
		}
		seen[f.Name.Value] = f.Name.Pos
		f.Type = r.typ(at, n, field)
		all = append(all, f)
	})
	return all
}

// enum reads a list of values, or a mapping of names to values.
func (r *reader) enum(m *mapping) *Enum {
	n := m.take("enum")
	if n == nil {
		return nil
	}
	e := &Enum{Pos: n.pos()}
	switch {
	case n.isList():
		for i := range n.Content {
			e.add(Text{}, r.value(m.at, "enum", n.child(i)))
		}
	case n.isMapping():
		r.entries(m.at.In("enum"), n, func(key Text, n *node) { e.add(key, r.value(m.at, "enum", n)) })
	default:
		n.refuse(m.at, "enum: wants a list of values, or a mapping of names to values, and this is %s", n.kind())
		return nil
	}
	return e
}

func (e *Enum) add(key Text, v *Value) {
	if v != nil {
		e.Values = append(e.Values, EnumValue{key, v})
	}
}

// union reads a tagged union.
func (r *reader) union(m *mapping, n *node) *Union {
	u := &Union{Pos: n.pos()}
	at := m.at.In("union")
	if n.isList() {
		n.refuse(at, "wants a mapping of tags to object types; types that are told apart by their JSON kind are written A | B")
	} else {
		r.each(at, n, func(tag Text, n *node) {
			if name, ok := r.text(at, "tag "+tag.Value, n); ok {
				u.Members = append(u.Members, UnionMember{tag, name})
			}
		})
	}
	u.Discriminator = m.requiredText("discriminator")
	return u
}
