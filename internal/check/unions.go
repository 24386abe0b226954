package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// unions checks that the members of every union can be told apart.
func (c *checker) unions() {
	for _, d := range c.types {
		switch {
		case d.out.Shape != model.Union:
		case d.src.Type.Union != nil:
			c.tagged(d)
		default:
			c.untagged(d)
		}
	}
}

// tagged refuses members that declare the discriminator themselves.
func (c *checker) tagged(d *decl) {
	name := d.out.Discriminator
	for _, m := range d.out.Members {
		if f := find(m.Type.Named.Fields, name); f != nil && name != "" {
			d.at.Refuse(d.src.Type.Union.Discriminator.Pos, "discriminator %q is a field of %s too (%s): the union writes it",
				name, m.Type.Named.Name, line(c.pos[f]))
		}
	}
}

// untagged refuses two members of one JSON kind.
func (c *checker) untagged(d *decl) {
	var taken [model.MapValue + 1]*model.Type
	for i, m := range d.out.Members {
		if core(m.Type).Kind == model.JSON {
			d.at.Refuse(c.pos[m.Type], "json cannot be a member: it holds every value")
			continue
		}
		for _, k := range jsonKinds {
			if !kindsOf(m.Type).has(k.kind) {
				continue
			}
			if other := taken[k.kind]; other != nil {
				d.at.Refuse(c.pos[m.Type], "%s and %s cannot be told apart: both can be %s", expression(other), expression(m.Type), k.name)
				c.refused[memberOwner(d.out, i)] = true
				break
			}
			taken[k.kind] = m.Type
		}
	}
}
