package check

import (
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// settleTypes works out what every alias, enum and union stands for. What a declaration is another
// name of is settled before it, so that constraints, null and secret pass from name to name.
func (c *checker) settleTypes() {
	for _, d := range c.types {
		c.settle(d)
	}
}

func (c *checker) settle(d *decl) {
	if d.settled != untouched {
		return
	}
	d.settled = busy
	c.settling = append(c.settling, d)
	for _, t := range d.standsFor() {
		c.settleNamed(d, t)
	}
	c.settling = c.settling[:len(c.settling)-1]
	d.settled = done
	switch d.out.Shape {
	case model.Alias:
		c.settleAlias(d)
	case model.Enum:
		c.settleEnum(d)
	case model.Union:
		settleUnion(d)
	}
}

// standsFor lists the types of which d may be just another name. Those inside a list or a map are
// not among them.
func (d *decl) standsFor() []*model.Type {
	if d.out.Shape == model.Union {
		all := make([]*model.Type, len(d.out.Members))
		for i, m := range d.out.Members {
			all[i] = m.Type
		}
		return all
	}
	if d.base.out != nil {
		return []*model.Type{d.base.out}
	}
	return nil
}

func (c *checker) settleNamed(d *decl, t *model.Type) {
	if t.Kind != model.Ref {
		return
	}
	next := c.declOf[t.Named]
	if next.settled != busy {
		c.settle(next)
		return
	}
	d.at.Refuse(c.placeOf(t, d), "stands for nothing but itself: %s", c.circle(next))
	*t = *unknown()
}

// circle shows the way from a declaration that is being settled back to itself.
func (c *checker) circle(d *decl) string {
	way := c.settling[slices.Index(c.settling, d):]
	var b strings.Builder
	for _, step := range way {
		b.WriteString(step.out.Name + " → ")
	}
	return b.String() + d.out.Name
}

func (c *checker) settleAlias(d *decl) {
	if d.out.Type == nil {
		d.out.Type = unknown()
		return
	}
	c.apply(d.base)
	d.out.Nullable, d.out.Type.Nullable = d.out.Type.Nullable, false
}

// settleUnion takes null out of the members, as Nullable says it, and drops what was refused.
func settleUnion(d *decl) {
	d.out.Members = slices.DeleteFunc(d.out.Members, func(m model.Member) bool { return m.Type.Kind == 0 })
	for _, m := range d.out.Members {
		if m.Type.Nullable || m.Type.Kind == model.Ref && m.Type.Named.Nullable {
			d.out.Nullable = true
			m.Type.Nullable = false
		}
	}
}

// core follows aliases down to what they stand for.
func core(t *model.Type) *model.Type {
	for t.Kind == model.Ref && t.Named.Shape == model.Alias {
		t = t.Named.Type
	}
	return t
}

// scalarKind is the kind of the values of a type: that of an enum's values for an enum, and 0 for
// objects and unions.
func scalarKind(t *model.Type) model.Kind {
	t = core(t)
	if t.Kind != model.Ref {
		return t.Kind
	}
	return t.Named.Base // 0 of other shapes
}
