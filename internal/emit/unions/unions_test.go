package unions_test

import (
	"slices"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// TestKinds sees by which kinds of JSON the members of unions are told apart.
func TestKinds(t *testing.T) {
	of := func(kind model.Kind) *model.Type { return &model.Type{Kind: kind} }
	named := func(n *model.Named) *model.Type { return &model.Type{Kind: model.Ref, Named: n} }
	union := func(types ...*model.Type) *model.Named {
		n := &model.Named{Shape: model.Union}
		for _, typ := range types {
			n.Members = append(n.Members, model.Member{Type: typ})
		}
		return n
	}
	const text, number, list, object = model.StringValue, model.NumberValue, model.ListValue, model.MapValue
	for _, test := range []struct {
		union  *model.Named
		kinds  [][]model.ValueKind
		wanted string
	}{
		{union(of(model.Bool), of(model.Decimal)), [][]model.ValueKind{{model.BoolValue}, {text}}, "true, false or a string"},
		{union(of(model.Int64), of(model.List)), [][]model.ValueKind{{text, number}, {list}}, "a string or an array"},
		{union(of(model.Int64), of(model.Float)), [][]model.ValueKind{{text}, {number}}, "a string or a number"},
		{union(named(&model.Named{Shape: model.Enum, Base: model.Int}), named(&model.Named{Shape: model.Object})), [][]model.ValueKind{{number}, {object}}, "a number or an object"},
		{union(named(&model.Named{Shape: model.Alias, Type: of(model.Map)}), of(model.Time)), [][]model.ValueKind{{object}, {text}}, "an object or a string"},
		{union(of(model.Bytes)), [][]model.ValueKind{{text}}, "a string"},
	} {
		if got := unions.KindsOfMembers(test.union); !slices.EqualFunc(got, test.kinds, slices.Equal) {
			t.Errorf("%s: the kinds are %v, and not %v", test.wanted, got, test.kinds)
		}
		if got := unions.Wanted(test.union); got != test.wanted {
			t.Errorf("it wants %q, and not %q", got, test.wanted)
		}
	}
}
