package check

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// flattenTypes puts the fields that an object takes over from others before its own.
func (c *checker) flattenTypes() {
	for _, d := range c.types {
		c.flatten(d)
	}
}

func (c *checker) flatten(d *decl) {
	if d.out.Shape != model.Object || d.flat == done {
		return
	}
	d.flat = busy
	d.out.Fields = c.extend(d.at, d.src.Type.Extends, d.own)
	d.flat = done
}

// extend returns own behind the fields of the types called names.
func (c *checker) extend(at place, names []spec.Text, own []*model.Field) []*model.Field {
	var all []*model.Field
	seen := map[string]diag.Pos{}
	for _, name := range names {
		if !at.first(seen, "extends", name) {
			continue
		}
		if from := c.extended(at, name); from != nil {
			all = c.take(at, name, all, from)
		}
	}
	for _, f := range own {
		if taken := find(all, f.Name); taken != nil {
			at.Refuse(c.pos[f], "field %q comes from %s already (%s)", f.Name, taken.From.Name, line(c.pos[taken]))
			continue
		}
		all = append(all, f)
	}
	return all
}

// extended finds the type that is extended, and flattens it first.
func (c *checker) extended(at place, name spec.Text) *decl {
	d := c.typeOf[name.Value]
	switch {
	case d == nil:
		at.Refuse(name.Pos, "extends unknown type %q%s", name.Value, suggest(name.Value, c.objectNames()...))
	case d.out.Shape != model.Object:
		at.Refuse(name.Pos, "extends %s, which is no object type", name.Value)
	case d.flat == busy:
		at.Refuse(name.Pos, "extends %s, which extends this type in turn", name.Value)
	default:
		c.flatten(d)
		return d
	}
	return nil
}

func (c *checker) objectNames() []string {
	var all []string
	for _, d := range c.types {
		if d.out.Shape == model.Object {
			all = append(all, d.out.Name)
		}
	}
	return all
}

// take adds copies of the fields of from. A field that arrives on two ways is taken once.
func (c *checker) take(at place, name spec.Text, all []*model.Field, from *decl) []*model.Field {
	for _, f := range from.out.Fields {
		origin := f.From
		if origin == nil {
			origin = from.out
		}
		taken := find(all, f.Name)
		switch {
		case taken == nil:
			all = append(all, c.copy(f, origin))
		case taken.From != origin:
			at.Refuse(name.Pos, "field %q comes from %s (%s) and from %s (%s)",
				f.Name, taken.From.Name, line(c.pos[taken]), origin.Name, line(c.pos[f]))
		}
	}
	return all
}

// copied is a field that an object took over from another.
type copied struct{ field, of *model.Field }

func (c *checker) copy(f *model.Field, from *model.Named) *model.Field {
	out := *f
	out.From = from
	c.copies = append(c.copies, copied{&out, f})
	c.pos[&out], c.places[&out], c.refused[&out] = c.pos[f], c.places[f], c.refused[f]
	return &out
}

func find(fields []*model.Field, name string) *model.Field {
	i := slices.IndexFunc(fields, func(f *model.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return fields[i]
}
