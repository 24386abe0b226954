package check

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// describe names a type in a message: "int", "list<string>", "enum State", "Username, a string".
func describe(t *model.Type) string {
	switch {
	case t.Nullable:
		return expression(t) + " | null"
	case t.Kind == model.Ref:
		return describeNamed(t.Named)
	}
	return expression(t)
}

func describeNamed(n *model.Named) string {
	switch n.Shape {
	case model.Object:
		return "object " + n.Name
	case model.Enum:
		return "enum " + n.Name
	case model.Union:
		return "union " + n.Name
	}
	switch c := core(n.Type); {
	case c.Kind == model.Ref:
		return n.Name + " (" + describeNamed(c.Named) + ")"
	case c.Kind != 0:
		return n.Name + " (" + expression(c) + ")"
	}
	return n.Name
}

// expression writes a type as a spec does.
func expression(t *model.Type) string {
	switch t.Kind {
	case 0:
		return "?"
	case model.Ref:
		return t.Named.Name
	case model.List:
		return "list<" + expression(t.Elem) + ">"
	case model.Map:
		if t.Key != nil {
			return "map<" + expression(t.Key) + ", " + expression(t.Elem) + ">"
		}
		return "map<" + expression(t.Elem) + ">"
	}
	return kindName(t.Kind)
}

func kindName(kind model.Kind) string {
	for name, k := range builtins {
		if k == kind {
			return name
		}
	}
	return "?"
}

// insideHint says how to reach what is inside a list or a map, if that is of one of kinds.
func insideHint(t *model.Type, kinds []model.Kind) string {
	t = core(t)
	switch {
	case t.Elem == nil || !slices.Contains(kinds, core(t.Elem).Kind):
		return ""
	case t.Kind == model.List:
		return "; for the items, give their type a name"
	}
	return "; for the values, give their type a name"
}
