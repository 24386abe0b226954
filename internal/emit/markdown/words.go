package markdown

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// typeWords says what a use of a type is, with links to what it names: "list of User or null".
func (d *document) typeWords(t *model.Type) string {
	words := d.notNull(t)
	if t.Nullable {
		words += " or null"
	}
	return words
}

func (d *document) notNull(t *model.Type) string {
	switch t.Kind {
	case model.Ref:
		return d.ref(t.Named, t.Named.Name)
	case model.List:
		return "list of " + d.inside(t.Elem)
	case model.Map:
		if t.Key != nil {
			return "map from " + d.typeWords(t.Key) + " to " + d.inside(t.Elem)
		}
		return "map of " + d.inside(t.Elem)
	case model.Bytes:
		if t.Hex {
			return "bytes in hex"
		}
		return "bytes in base64"
	}
	return kindWords[t.Kind]
}

// inside is the type of what a list or a map holds.
func (d *document) inside(t *model.Type) string {
	if t.Nullable {
		return "(" + d.typeWords(t) + ")"
	}
	return d.typeWords(t)
}

var kindWords = map[model.Kind]string{
	model.String: "string", model.Bool: "bool", model.Int: "int", model.Int32: "int32", model.Int64: "int64",
	model.Float: "float", model.Decimal: "decimal", model.Time: "time", model.Date: "date", model.JSON: "any JSON",
}

// rulesWords says what values of a type have to be beyond its name, in words. What a name brings along
// is said again: who reads about a param should not have to look it up.
func rulesWords(t *model.Type) []string {
	all := ownWords(t)
	if t.Elem == nil {
		return all
	}
	if words := ownWords(innermost(t)); len(words) > 0 {
		all = append(all, "each: "+strings.Join(words, ", "))
	}
	return all
}

func ownWords(t *model.Type) []string {
	var all []string
	switch {
	case len(t.Enum) > 0:
		all = append(all, series(values(scalarBase(t), t.Enum), "or"))
	case t.Kind == model.Ref && t.Named.Shape == model.Enum && len(t.Named.Values) <= fewValues:
		all = append(all, series(values(t.Named.Base, t.Named.Values), "or"))
	}
	all = append(all, constraintWords(t.Rules, scalarBase(t) == model.Bytes)...)
	if t.Secret {
		all = append(all, "secret")
	}
	return all
}

// innermost is what a list of lists holds in the end.
func innermost(t *model.Type) *model.Type {
	for t.Elem != nil {
		t = t.Elem
	}
	return t
}

// fewValues is how many values of an enum are said where it is used.
const fewValues = 5

func scalarBase(t *model.Type) model.Kind {
	for t.Kind == model.Ref {
		if t.Named.Type == nil {
			return t.Named.Base
		}
		t = t.Named.Type
	}
	return t.Kind
}

// constraintWords says in words what constraints ask: "6 to 128 characters".
func constraintWords(r model.Rules, bytes bool) []string {
	unit := "character"
	if bytes {
		unit = "byte"
	}
	var all []string
	add := func(words string) {
		if words != "" {
			all = append(all, words)
		}
	}
	for _, name := range r.Formats {
		add(formatWords[name])
	}
	add(countWords(r.MinLength, r.MaxLength, unit, unit+"s"))
	for _, pattern := range r.Patterns {
		add("matches " + code(pattern))
	}
	add(boundWords(r))
	if r.MultipleOf != nil {
		add("a multiple of " + r.MultipleOf.Text)
	}
	add(countWords(r.MinItems, r.MaxItems, "item", "items"))
	if r.UniqueItems {
		add("no item twice")
	}
	add(countWords(r.MinProperties, r.MaxProperties, "entry", "entries"))
	return all
}

var formatWords = map[string]string{
	"email": "an email address", "uuid": "a UUID", "uri": "a URI", "hostname": "a host name",
	"ipv4": "an IPv4 address", "ipv6": "an IPv6 address", "cidr": "a network in CIDR notation",
}

func countWords(least, most *int, one, many string) string {
	noun := func(n int) string {
		if n == 1 {
			return itoa(n) + " " + one
		}
		return itoa(n) + " " + many
	}
	switch {
	case least == nil && most == nil:
		return ""
	case most == nil:
		return "at least " + noun(*least)
	case least == nil || *least == 0:
		return "at most " + noun(*most)
	case *least == *most:
		return "exactly " + noun(*most)
	}
	return itoa(*least) + " to " + noun(*most)
}

func boundWords(r model.Rules) string {
	var low, high string
	switch {
	case r.Minimum != nil && r.Maximum != nil:
		return r.Minimum.Text + " to " + r.Maximum.Text
	case r.Minimum != nil:
		low = "at least " + r.Minimum.Text
	case r.ExclusiveMinimum != nil:
		low = "greater than " + r.ExclusiveMinimum.Text
	}
	switch {
	case r.Maximum != nil:
		high = "at most " + r.Maximum.Text
	case r.ExclusiveMaximum != nil:
		high = "less than " + r.ExclusiveMaximum.Text
	}
	if low != "" && high != "" {
		return low + " and " + high
	}
	return low + high
}

// values are the values of an enum as JSON, with the names that numbers have.
func values(base model.Kind, all []model.EnumValue) []string {
	return each(all, func(v model.EnumValue) string {
		if v.Key == "" || base == model.String && v.Text != "" {
			return code(enumValue(base, v))
		}
		return code(enumValue(base, v)) + " (" + line(v.Key) + ")"
	})
}

func enumValue(base model.Kind, v model.EnumValue) string {
	if base == model.String {
		return quote(v.Text)
	}
	return itoa(int(v.Int))
}

// series joins values: "a, b or c".
func series(all []string, last string) string {
	n := len(all)
	if n < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:n-1], ", ") + " " + last + " " + all[n-1]
}

// sentence makes a sentence of words.
func sentence(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return upperFirst(strings.Join(words, ", ")) + "."
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
