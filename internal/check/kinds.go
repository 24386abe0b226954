package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// kindSet is a set of JSON kinds, one bit each.
type kindSet uint8

func (s kindSet) has(kind model.ValueKind) bool { return s&setOf(kind) != 0 }

func setOf(kinds ...model.ValueKind) kindSet {
	var s kindSet
	for _, kind := range kinds {
		s |= 1 << kind
	}
	return s
}

// jsonKinds are the kinds by which the members of a union are told apart, with their names.
var jsonKinds = []struct {
	kind model.ValueKind
	name string
}{
	{model.BoolValue, "a boolean"},
	{model.NumberValue, "a number"},
	{model.StringValue, "a string"},
	{model.ListValue, "an array"},
	{model.MapValue, "an object"},
}

// kindsOf lists the kinds of JSON that a value of t can be of, null left aside.
func kindsOf(t *model.Type) kindSet {
	t = core(t)
	switch t.Kind {
	case model.Ref:
		return kindsOfNamed(t.Named)
	case model.Bool:
		return setOf(model.BoolValue)
	case model.Int, model.Int32, model.Float:
		return setOf(model.NumberValue)
	case model.Int64: // written as a string, and read from a number as well
		return setOf(model.NumberValue, model.StringValue)
	case model.List:
		return setOf(model.ListValue)
	case model.Map:
		return setOf(model.MapValue)
	case model.JSON:
		return setOf(model.BoolValue, model.NumberValue, model.StringValue, model.ListValue, model.MapValue)
	case 0:
		return 0
	}
	return setOf(model.StringValue)
}

func kindsOfNamed(n *model.Named) kindSet {
	switch {
	case n.Shape == model.Enum && n.Base == model.String:
		return setOf(model.StringValue)
	case n.Shape == model.Enum:
		return setOf(model.NumberValue)
	case n.Shape == model.Object || n.Discriminator != "":
		return setOf(model.MapValue)
	}
	var all kindSet
	for _, m := range n.Members {
		all |= kindsOf(m.Type)
	}
	return all
}
