package check

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// fieldUse is a declared field or param, kept until its type is settled.
type fieldUse struct {
	at  place
	src *spec.Type
	out *model.Field
}

// declareFields makes fields of those that stand in the spec. what is "field" or "param".
func (c *checker) declareFields(at place, what string, fields []*spec.Field) []*model.Field {
	var all []*model.Field
	seen := map[string]diag.Pos{}
	for _, src := range fields {
		if at.first(seen, what, src.Name) {
			all = append(all, c.declareField(at.in("%s %q", what, src.Name.Value), src))
		}
	}
	return all
}

func (c *checker) declareField(at place, src *spec.Field) *model.Field {
	f := &model.Field{Name: src.Name.Value, Optional: src.Optional, Type: unknown()}
	c.pos[f], c.places[f] = src.Name.Pos, at
	c.refused[f] = !at.name(src.Name)
	t := src.Type
	if t == nil {
		return f
	}
	f.Description, f.Deprecated = t.Description.Value, t.Deprecated.Value
	if at.goName("name", t.Name) {
		f.Rename = t.Name.Value
	} else {
		c.refused[f] = true
	}
	together(at, t, inFields)
	f.Type = c.resolve(at, t)
	c.uses = append(c.uses, use{at, t, f.Type})
	c.fields = append(c.fields, fieldUse{at, t, f})
	c.presence(at, src, f)
	return f
}

// presence checks the three ways to say that a field may be absent against each other.
func (c *checker) presence(at place, src *spec.Field, f *model.Field) {
	optional := src.Type.Optional
	switch {
	case optional.IsSet() && !optional.Value && src.Optional:
		at.Refuse(optional.Pos, "the name says optional by its ?, and this says that it is not")
	case optional.IsSet() && !optional.Value && src.Type.Default != nil:
		at.Refuse(optional.Pos, "a field with a default may be absent: leave optional: false out")
	}
	f.Optional = f.Optional || optional.Value || src.Type.Default != nil
}
