package spec

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// value reads a literal: a default, an example, a limit. It returns nil, with a mistake, for what
// has no place in JSON.
func (r *reader) value(at diag.Place, what string, n *node) *Value {
	switch {
	case n.isMapping():
		return r.mapValue(at, what, n)
	case n.isList():
		return r.listValue(at, what, n)
	}
	return r.scalarValue(at, what, n)
}

func (r *reader) mapValue(at diag.Place, what string, n *node) *Value {
	v := &Value{Kind: MapValue, Pos: n.pos()}
	r.entries(at, n, func(name Text, n *node) {
		if field := r.value(at, what, n); field != nil {
			v.Fields = append(v.Fields, ValueField{name, field})
		}
	})
	return v
}

func (r *reader) listValue(at diag.Place, what string, n *node) *Value {
	v := &Value{Kind: ListValue, Pos: n.pos()}
	for i := range n.Content {
		if item := r.value(at, what, n.child(i)); item != nil {
			v.Items = append(v.Items, item)
		}
	}
	return v
}

func (r *reader) scalarValue(at diag.Place, what string, n *node) *Value {
	switch n.Tag {
	case "!!str":
		return &Value{Kind: StringValue, Pos: n.pos(), Text: n.Value}
	case "!!null":
		return &Value{Kind: NullValue, Pos: n.pos()}
	case "!!bool":
		if n.Value == "true" || n.Value == "false" {
			return &Value{Kind: BoolValue, Pos: n.pos(), Text: n.Value}
		}
		n.refuse(at, "%s: a boolean is written true or false, and not %s", what, clip(n.Value))
	case "!!int", "!!float":
		if format.Decimal(n.Value) {
			return &Value{Kind: NumberValue, Pos: n.pos(), Text: n.Value}
		}
		n.refuse(at, "%s: a number is written as in JSON, and not %s (quote it where a text is meant)", what, clip(n.Value))
	default:
		n.refuse(at, "%s: %s is read as %s: quote it", what, clip(n.Value), readAs(n))
	}
	return nil
}
