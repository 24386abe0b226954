// Package unions has what decoders of all languages know about unions without a discriminator: which
// kind of JSON makes a value whose, and how to say what was expected.
package unions

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// KindsOfMembers lists the kinds of JSON that make a value each member's, the usual one first. A number
// is an int64's only where no other member takes numbers.
func KindsOfMembers(n *model.Named) [][]model.ValueKind {
	taken := map[model.ValueKind]bool{}
	for _, m := range n.Members {
		taken[Kinds(m.Type)[0]] = true
	}
	var all [][]model.ValueKind
	for _, m := range n.Members {
		kinds := Kinds(m.Type)
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

// Kinds are the kinds of JSON that values of a type are, the usual one first. An int64 is read from a
// number too.
func Kinds(t *model.Type) []model.ValueKind {
	switch t.Kind {
	case model.Ref:
		return kindsOfNamed(t.Named)
	case model.Int64:
		return []model.ValueKind{model.StringValue, model.NumberValue}
	}
	return []model.ValueKind{kindOf(t.Kind)}
}

func kindsOfNamed(n *model.Named) (kinds []model.ValueKind) {
	switch {
	case n.Shape == model.Alias:
		return Kinds(n.Type)
	case n.Shape == model.Enum:
		return []model.ValueKind{kindOf(n.Base)}
	case n.Shape == model.Object || n.Discriminator != "":
		return []model.ValueKind{model.MapValue}
	}
	for _, m := range n.Members {
		kinds = append(kinds, Kinds(m.Type)...)
	}
	return kinds
}

func kindOf(kind model.Kind) model.ValueKind {
	switch kind {
	case model.Bool:
		return model.BoolValue
	case model.Int, model.Int32, model.Float:
		return model.NumberValue
	case model.List:
		return model.ListValue
	case model.Map:
		return model.MapValue
	}
	return model.StringValue
}

var nouns = map[model.ValueKind][]string{
	model.BoolValue: {"true", "false"}, model.NumberValue: {"a number"}, model.StringValue: {"a string"},
	model.ListValue: {"an array"}, model.MapValue: {"an object"},
}

// Wanted says what a union takes: "a string or an array".
func Wanted(n *model.Named) string {
	var all []string
	for _, kinds := range KindsOfMembers(n) {
		all = append(all, nouns[kinds[0]]...)
	}
	return Alternatives(all)
}

// Alternatives joins what may stand in one place: "a number, a string or an array".
func Alternatives(all []string) string {
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}
