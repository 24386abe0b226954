package check

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// decl is a declared type on its way into the model.
type decl struct {
	src     *spec.TypeDecl
	out     *model.Named
	at      place
	own     []*model.Field // of an object: the fields that it declares itself
	base    use            // of an alias: what it names; of an enum: the type of its values, if it says one
	settled state
	flat    state
}

// state is how far a pass has come with a declaration.
type state int

const (
	untouched state = iota
	busy
	done
)

// declareTypes makes the table of types, so that they can name each other in any order.
func (c *checker) declareTypes() {
	for _, src := range c.file.Types {
		d := &decl{src: src, at: c.at("type %q", src.Name.Value)}
		d.out = &model.Named{Name: src.Name.Value}
		if src.Type != nil {
			d.out.Description, d.out.Deprecated = src.Type.Description.Value, src.Type.Deprecated.Value
		}
		d.out.Shape = shapeOf(src.Type)
		c.refused[d.out] = !d.at.typeName(src.Name)
		c.pos[d.out] = src.Name.Pos
		c.declOf[d.out] = d
		if c.typeOf[d.out.Name] == nil {
			c.typeOf[d.out.Name] = d
		}
		c.types = append(c.types, d)
		c.api.Types = append(c.api.Types, d.out)
	}
}

// shapeOf reads off what is being declared.
func shapeOf(t *spec.Type) model.Shape {
	switch {
	case t == nil:
		return model.Alias
	case t.HasFields || len(t.Extends) > 0:
		return model.Object
	case t.Union != nil || len(members(t.Expr)) > 1:
		return model.Union
	case t.Enum != nil:
		return model.Enum
	}
	return model.Alias
}

// members are the members of a union without null.
func members(e *spec.Expr) []*spec.Expr {
	if e == nil || len(e.Members) == 0 {
		return nil
	}
	var all []*spec.Expr
	for _, m := range e.Members {
		if !isNull(m) {
			all = append(all, m)
		}
	}
	return all
}

func isNull(e *spec.Expr) bool { return e != nil && len(e.Members) == 0 && e.Name == "null" }

// resolveTypes gives every declaration its shape, with the types that it names resolved.
func (c *checker) resolveTypes() {
	for _, d := range c.types {
		t := d.src.Type
		if t == nil {
			continue
		}
		together(d.at, t, inTypes)
		switch d.out.Shape {
		case model.Object:
			d.own = c.declareFields(d.at, "field", t.Fields)
			d.out.Fields = d.own
		case model.Union:
			c.resolveUnion(d)
		case model.Enum:
			c.resolveEnum(d)
		case model.Alias:
			d.base = use{d.at, t, c.resolve(d.at, t)}
			d.out.Type = d.base.out
		}
	}
}

// resolveUnion resolves the members; unions checks that they can be told apart.
func (c *checker) resolveUnion(d *decl) {
	t := d.src.Type
	if t.Union != nil {
		c.resolveTagged(d, t.Union)
		return
	}
	nulls := len(t.Expr.Members) - len(members(t.Expr))
	if nulls > 1 {
		d.at.Refuse(t.Expr.Pos, "null stands twice")
	}
	d.out.Nullable = nulls > 0
	for _, m := range members(t.Expr) {
		c.addMember(d, "", m.Pos, c.expr(d.at, m))
	}
	const misfit = "%s does not fit a union: it belongs to one of the members, by a name of its own"
	for _, rule := range t.Rules {
		d.at.Refuse(rule.Keyword.Pos, misfit, rule.Keyword.Value)
	}
	if t.Enum != nil {
		d.at.Refuse(t.Enum.Pos, misfit, "enum")
	}
	d.at.unless(t.Secret.Pos, misfit, "secret")
	d.at.unless(t.Encoding.Pos, misfit, "encoding")
}

func (c *checker) resolveTagged(d *decl, u *spec.Union) {
	d.out.Discriminator = u.Discriminator.Value
	if u.Discriminator.IsSet() {
		d.at.in("discriminator %q", u.Discriminator.Value).name(u.Discriminator)
	}
	if len(u.Members) == 0 {
		d.at.Refuse(u.Pos, "a union needs at least one member")
	}
	seen := map[string]diag.Pos{}
	for _, m := range u.Members {
		at := d.at.in("tag %q", m.Tag.Value)
		ok := at.name(m.Tag)
		if !d.at.first(seen, "tag", m.Tag) {
			continue
		}
		t := c.named(at, m.Type.Value, m.Type.Pos)
		if t.Kind != 0 && (t.Kind != model.Ref || t.Named.Shape != model.Object) {
			at.Refuse(m.Type.Pos, "%s is no object type, which the members of a tagged union have to be", m.Type.Value)
			t = unknown()
		}
		if ok {
			c.addMember(d, m.Tag.Value, m.Tag.Pos, t)
		}
	}
}

// addMember leaves out types that were refused.
func (c *checker) addMember(d *decl, tag string, pos diag.Pos, t *model.Type) {
	if t.Kind == 0 {
		return
	}
	c.pos[memberOwner(d.out, len(d.out.Members))] = pos
	c.pos[t] = pos
	d.out.Members = append(d.out.Members, model.Member{Tag: tag, Type: t})
}
