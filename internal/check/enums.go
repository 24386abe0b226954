package check

import (
	"strconv"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// enumKind is the kind of an enum that does not say it.
func enumKind(e *spec.Enum) model.Kind {
	if len(e.Values) > 0 && e.Values[0].Value != nil && e.Values[0].Value.Kind == spec.NumberValue {
		return model.Int
	}
	return model.String
}

// resolveEnum resolves the type of the values.
func (c *checker) resolveEnum(d *decl) {
	t := d.src.Type
	d.out.Open = t.Open.Value
	d.base = use{d.at, t, c.resolve(d.at, t)}
}

// settleEnum reads the values, and holds them to the type that they are said to be of.
func (c *checker) settleEnum(d *decl) {
	t, src := d.base.out, d.src.Type
	c.apply(use{at: d.at, out: t})
	if t.Kind == 0 {
		t.Kind = enumKind(src.Enum)
	}
	if t.Nullable {
		d.out.Nullable, t.Nullable = true, false
	}
	if d.out.Open && t.Kind == model.Ref {
		d.at.Refuse(src.Open.Pos, "an open enum takes any value, and so cannot narrow %s", describe(t))
	}
	if !c.enumType(d.at, src, t) {
		d.out.Base = enumKind(src.Enum)
		return
	}
	d.out.Base = scalarKind(t)
	d.out.Values = c.enumValues(d.at, src.Enum, t, d.out)
}

// enumType checks that there can be an enum of t.
func (c *checker) enumType(at place, src *spec.Type, t *model.Type) bool {
	switch scalarKind(t) {
	case model.String, model.Int, model.Int32:
	default:
		at.Refuse(src.Enum.Pos, "enum does not fit %s: it holds for string, int and int32", describe(t))
		return false
	}
	if core(t).Secret {
		at.Refuse(src.Enum.Pos, "enum does not fit a secret: everybody can read the values")
		return false
	}
	return true
}

// narrow reads the values of an enum that stands where a type is used.
func (c *checker) narrow(u use) {
	if u.src.Enum == nil || !c.enumType(u.at, u.src, u.out) {
		return
	}
	u.out.Enum = c.enumValues(u.at, u.src.Enum, u.out, nil)
}

// enumValues reads values of type t. owner is the type that declares them, if one does.
func (c *checker) enumValues(at place, e *spec.Enum, t *model.Type, owner *model.Named) []model.EnumValue {
	if len(e.Values) == 0 {
		at.Refuse(e.Pos, "an enum needs at least one value")
	}
	var all []model.EnumValue
	seen := map[string]diag.Pos{}
	for _, src := range e.Values {
		v, ok := c.enumValue(at, src, t)
		if !ok || !enumOnce(at, seen, src.Value) {
			continue
		}
		if owner != nil {
			c.pos[enumOwner(owner, len(all))] = src.Value.Pos
		}
		all = append(all, v)
	}
	return all
}

func enumOnce(at place, seen map[string]diag.Pos, v *spec.Value) bool {
	if before, twice := seen[v.Text]; twice {
		at.Refuse(v.Pos, "value %q stands twice, first on %s", v.Text, line(before))
		return false
	}
	seen[v.Text] = v.Pos
	return true
}

func (c *checker) enumValue(at place, src spec.EnumValue, t *model.Type) (v model.EnumValue, ok bool) {
	if src.Value == nil {
		return v, false
	}
	if src.Key.IsSet() {
		at = at.in("value %q", src.Key.Value)
		if !at.name(src.Key) {
			return v, false
		}
	} else if src.Value.Kind == spec.StringValue || src.Value.Kind == spec.NumberValue {
		at = at.in("value %q", src.Value.Text)
	}
	literal := c.literal(at, t, src.Value)
	if literal == nil {
		return v, false
	}
	v.Key = src.Key.Value
	if scalarKind(t) != model.String {
		v.Int, _ = strconv.ParseInt(literal.Text, 10, 64)
		return v, true
	}
	v.Text = literal.Text
	return v, enumText(at, src)
}

// enumText holds a text to what is safe in the output. One that has a name may be empty and may
// hold spaces.
func enumText(at place, src spec.EnumValue) bool {
	text := spec.Text{Value: src.Value.Text, Pos: src.Value.Pos}
	switch {
	case !src.Key.IsSet() && text.Value == "":
		at.Refuse(text.Pos, `an empty value needs a name, as in {none: ""}`)
		return false
	case !src.Key.IsSet():
		return at.name(text)
	case text.Value != "" && !printable(text.Value, true):
		at.Refuse(text.Pos, "a value holds printable ASCII without quotes and backslashes")
		return false
	}
	return at.length(text)
}
