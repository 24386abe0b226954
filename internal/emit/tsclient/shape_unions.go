package tsclient

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
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
	var all []string
	for i, kinds := range unions.KindsOfMembers(n) {
		for _, kind := range kinds {
			all = append(all, kindNames[kind]+": "+e.shape(n.Members[i].Type))
		}
	}
	return "{ is: \"union\", kinds: { " + strings.Join(all, ", ") + " }, want: " + quote(unions.Wanted(n)) + " }"
}

func (e *emitter) taggedShape(n *model.Named) string {
	all := make([]string, len(n.Members))
	for i, m := range n.Members {
		all[i] = typedMember(m.Tag, e.shape(m.Type))
	}
	return "{ is: \"tagged\", tag: " + quote(n.Discriminator) + ", tags: { " + strings.Join(all, ", ") + " } }"
}

var kindNames = map[model.ValueKind]string{
	model.BoolValue: "boolean", model.NumberValue: "number", model.StringValue: "string",
	model.ListValue: "array", model.MapValue: "object",
}
