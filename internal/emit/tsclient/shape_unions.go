package tsclient

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// unionShape is the shape of a union.
//
//	{ is: "tagged", tag: "kind", tags: { hostUp: { is: "ref", ref: "HostUp" } } }
//	{ is: "union", kinds: { string: { is: "string" } }, want: "a string or an array" }
func (e *emitter) unionShape(n *model.Named) string {
	if n.Discriminator != "" {
		return e.taggedShape(n)
	}
	var all, wanted []string
	for i, kinds := range kindsOf(n) {
		wanted = append(wanted, kindNouns[kinds[0]]...)
		for _, kind := range kinds {
			all = append(all, kindNames[kind]+": "+e.shape(n.Members[i].Type))
		}
	}
	return "{ is: \"union\", kinds: { " + strings.Join(all, ", ") + " }, want: " + quote(alternatives(wanted)) + " }"
}

func (e *emitter) taggedShape(n *model.Named) string {
	all := make([]string, len(n.Members))
	for i, m := range n.Members {
		all[i] = typedMember(m.Tag, e.shape(m.Type))
	}
	return "{ is: \"tagged\", tag: " + quote(n.Discriminator) + ", tags: { " + strings.Join(all, ", ") + " } }"
}

// alternatives joins what may stand in one place: "a number, a string or an array".
func alternatives(all []string) string {
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

// kindsOf lists the kinds of JSON that make a value each member's. A number is an int64's only
// where no other member takes numbers.
func kindsOf(n *model.Named) [][]model.ValueKind {
	taken := map[model.ValueKind]bool{}
	for _, m := range n.Members {
		taken[jsonKinds(m.Type)[0]] = true
	}
	var all [][]model.ValueKind
	for _, m := range n.Members {
		kinds := jsonKinds(m.Type)
		own := kinds[:1:1]
		for _, kind := range kinds[1:] {
			if !taken[kind] {
				own = append(own, kind)
			}
		}
		all = append(all, own)
	}
	return all
}

// jsonKinds are the kinds of JSON that values of a type are, the usual one first.
func jsonKinds(t *model.Type) []model.ValueKind {
	kind := t.Kind
	if kind == model.Ref {
		switch n := t.Named; n.Shape {
		case model.Alias:
			return jsonKinds(n.Type)
		case model.Enum:
			kind = n.Base
		case model.Union:
			if n.Discriminator == "" {
				return memberKinds(n)
			}
			return []model.ValueKind{model.MapValue}
		default:
			return []model.ValueKind{model.MapValue}
		}
	}
	switch kind {
	case model.Bool:
		return []model.ValueKind{model.BoolValue}
	case model.Int, model.Int32, model.Float:
		return []model.ValueKind{model.NumberValue}
	case model.Int64:
		return []model.ValueKind{model.StringValue, model.NumberValue}
	case model.List:
		return []model.ValueKind{model.ListValue}
	case model.Map:
		return []model.ValueKind{model.MapValue}
	}
	return []model.ValueKind{model.StringValue}
}

func memberKinds(n *model.Named) (kinds []model.ValueKind) {
	for _, m := range n.Members {
		kinds = append(kinds, jsonKinds(m.Type)...)
	}
	return kinds
}

var kindNames = map[model.ValueKind]string{
	model.BoolValue: "boolean", model.NumberValue: "number", model.StringValue: "string",
	model.ListValue: "array", model.MapValue: "object",
}

var kindNouns = map[model.ValueKind][]string{
	model.BoolValue: {"true", "false"}, model.NumberValue: {"a number"}, model.StringValue: {"a string"},
	model.ListValue: {"an array"}, model.MapValue: {"an object"},
}
