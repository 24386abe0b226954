package tsclient

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// direction tells values that are sent from those that are answered: see naming.TSInputs.
type direction bool

const (
	sent     direction = true
	answered direction = false
)

// typeOf is a use of a type.
func (e *emitter) typeOf(t *model.Type, d direction) string {
	text := e.notNull(t, d)
	if t.Nullable && !(t.Kind == model.Ref && t.Named.Nullable) {
		return text + " | null"
	}
	return text
}

// notNull is a use of a type without its null.
func (e *emitter) notNull(t *model.Type, d direction) string {
	switch t.Kind {
	case model.Bool:
		return "boolean"
	case model.Int, model.Int32, model.Float:
		if len(t.Enum) > 0 {
			return literals(t.Kind, t.Enum)
		}
		return "number"
	case model.JSON:
		return "unknown"
	case model.List:
		return e.element(t.Elem, d) + "[]"
	case model.Map:
		return e.mapOf(t, d)
	case model.Ref:
		return e.ref(t, d)
	}
	if t.Kind == model.String && len(t.Enum) > 0 {
		return literals(model.String, t.Enum)
	}
	return "string"
}

// element is a type as the item of an array.
func (e *emitter) element(t *model.Type, d direction) string {
	text := e.typeOf(t, d)
	if strings.Contains(text, " | ") && !strings.HasPrefix(text, "{") {
		return "(" + text + ")"
	}
	return text
}

// mapOf is an object that may have any members, or those of an enum.
//
//	{ [key: string]: number }
func (e *emitter) mapOf(t *model.Type, d direction) string {
	value := e.typeOf(t.Elem, d)
	if t.Key != nil {
		if n := enumOf(t.Key.Named); n != nil && !n.Open {
			return "{ [key in " + e.ref(t.Key, d) + "]?: " + value + " }"
		}
	}
	return "{ [key: string]: " + value + " }"
}

// enumOf is the enum that a type is another name for, or nil.
func enumOf(n *model.Named) *model.Named {
	for n.Shape == model.Alias {
		if n.Type.Kind != model.Ref {
			return nil
		}
		n = n.Type.Named
	}
	if n.Shape != model.Enum {
		return nil
	}
	return n
}

func (e *emitter) ref(t *model.Type, d direction) string {
	if n := enumOf(t.Named); n != nil && narrowed(t, n) {
		return literals(n.Base, t.Enum)
	}
	return e.nameOf(t.Named, d)
}

// narrowed reports whether a use of an enum leaves fewer of its values than the name does.
func narrowed(t *model.Type, n *model.Named) bool {
	left := len(n.Values)
	open := n.Open
	if t.Named.Shape == model.Alias && len(t.Named.Type.Enum) > 0 {
		left, open = len(t.Named.Type.Enum), false
	}
	return len(t.Enum) > 0 && (open || len(t.Enum) < left)
}

// nameOf is the name of a type inside the file.
func (e *emitter) nameOf(n *model.Named, d direction) string {
	if d == sent && e.inputs[n] {
		return naming.TSInput(n)
	}
	return naming.TSLocal(n.Name)
}

// literals is a union of values.
//
//	"up" | "down"
func literals(base model.Kind, values []model.EnumValue) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = literal(base, v)
	}
	return strings.Join(all, " | ")
}

func literal(base model.Kind, v model.EnumValue) string {
	if base == model.String {
		return quote(v.Text)
	}
	return strconv.FormatInt(v.Int, 10)
}
