package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// merge adds the constraints that stand at a use to those that the named type brings along: all of
// them hold. Of two bounds the tighter one is kept.
func (u use) merge(own model.Rules) {
	base := u.out.Rules
	var merged model.Rules
	merged.MinLength = tighter(base.MinLength, own.MinLength, 1)
	merged.MaxLength = tighter(base.MaxLength, own.MaxLength, -1)
	merged.MinItems = tighter(base.MinItems, own.MinItems, 1)
	merged.MaxItems = tighter(base.MaxItems, own.MaxItems, -1)
	merged.MinProperties = tighter(base.MinProperties, own.MinProperties, 1)
	merged.MaxProperties = tighter(base.MaxProperties, own.MaxProperties, -1)
	merged.Patterns = union(base.Patterns, own.Patterns)
	merged.Formats = union(base.Formats, own.Formats)
	merged.UniqueItems = base.UniqueItems || own.UniqueItems
	merged.MultipleOf = u.multipleOf(base.MultipleOf, own.MultipleOf)
	merged.Minimum, merged.ExclusiveMinimum = tightest(lower(base), lower(own)).split()
	merged.Maximum, merged.ExclusiveMaximum = tightest(upper(base), upper(own)).split()
	if u.contradiction(base) == "" {
		if why := u.contradiction(merged); why != "" {
			u.at.Refuse(u.lastRule(), "%s%s", why, u.origin())
		}
	}
	u.out.Rules = merged
}

// tighter returns the larger of two limits where sign is 1, and the smaller one where it is -1.
func tighter(a, b *int, sign int) *int {
	switch {
	case a == nil:
		return b
	case b == nil || sign*cmp.Compare(*a, *b) >= 0:
		return a
	}
	return b
}

func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// multipleOf merges: what is a multiple of the one has to be one of the other.
func (u use) multipleOf(base, own *model.Number) *model.Number {
	if base == nil || own == nil {
		return cmp.Or(own, base)
	}
	if !isMultiple(own, base) {
		u.at.Refuse(u.lastRule(), "multipleOf %s is no multiple of %s, which %s asks for", own.Text, base.Text, u.out.Named.Name)
	}
	return own
}

// contradiction says why no value keeps to the rules, or "".
func (u use) contradiction(r model.Rules) string {
	for _, pair := range []struct {
		name        string
		least, most *int
	}{
		{"Length", r.MinLength, r.MaxLength},
		{"Items", r.MinItems, r.MaxItems},
		{"Properties", r.MinProperties, r.MaxProperties},
	} {
		if pair.least != nil && pair.most != nil && *pair.least > *pair.most {
			return fmt.Sprintf("min%s %d and max%s %d leave no value", pair.name, *pair.least, pair.name, *pair.most)
		}
	}
	return between(lower(r), upper(r), r.MultipleOf, core(u.out).Kind != model.Float)
}

// origin reminds of the limits that the named type brings along.
func (u use) origin() string {
	if u.out.Kind != model.Ref {
		return ""
	}
	return ", as those of " + u.out.Named.Name + " hold too"
}

func (u use) lastRule() diag.Pos {
	return u.src.Rules[len(u.src.Rules)-1].Keyword.Pos
}
