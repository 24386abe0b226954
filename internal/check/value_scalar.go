package check

import (
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// scalar checks a value against a built-in type. t holds the rules, and kind what aliases it
// stands for.
func (j *judge) scalar(path string, t, kind *model.Type, v *spec.Value) *model.Value {
	switch kind.Kind {
	case model.Bool:
		if v.Kind != spec.BoolValue {
			return j.refuse(v.Pos, path, "must be true or false")
		}
		return &model.Value{Kind: model.BoolValue, Text: v.Text}
	case model.Int, model.Int32:
		return j.integer(path, t, kind.Kind, v)
	case model.Int64:
		return j.int64(path, t, v)
	case model.Float:
		return j.float(path, t, v)
	}
	return j.text(path, t, kind, v)
}

func (j *judge) integer(path string, t *model.Type, kind model.Kind, v *spec.Value) *model.Value {
	if v.Kind != spec.NumberValue || !format.Integer(v.Text) {
		return j.refuse(v.Pos, path, "must be an integer")
	}
	n, ok := integer(v.Text, kind)
	if !ok {
		return j.refuse(v.Pos, path, "is outside the range of %s", kindName(kind))
	}
	if why := numberRule(&t.Rules, &model.Number{Int: n}); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	return &model.Value{Kind: model.NumberValue, Text: strconv.FormatInt(n, 10)}
}

// int64 takes digits in a string, and an integer as well, and returns what goes over the wire.
func (j *judge) int64(path string, t *model.Type, v *spec.Value) *model.Value {
	if v.Kind != spec.NumberValue && v.Kind != spec.StringValue || !format.Integer(v.Text) {
		return j.refuse(v.Pos, path, "must be an integer, or one in quotes")
	}
	n, ok := integer(v.Text, model.Int64)
	if !ok {
		return j.refuse(v.Pos, path, "is outside the range of int64")
	}
	if why := numberRule(&t.Rules, &model.Number{Int: n}); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	return &model.Value{Kind: model.StringValue, Text: strconv.FormatInt(n, 10)}
}

func (j *judge) float(path string, t *model.Type, v *spec.Value) *model.Value {
	if v.Kind != spec.NumberValue || !format.Decimal(v.Text) {
		return j.refuse(v.Pos, path, "must be a number")
	}
	f, err := strconv.ParseFloat(v.Text, 64)
	if err != nil {
		return j.refuse(v.Pos, path, "is outside the range of float")
	}
	if why := numberRule(&t.Rules, &model.Number{Float: f}); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	return &model.Value{Kind: model.NumberValue, Text: v.Text}
}

// numberRule says which rule n breaks, or "".
func numberRule(r *model.Rules, n *model.Number) string {
	switch {
	case r.Minimum != nil && compare(n, r.Minimum) < 0:
		return "must be at least " + r.Minimum.Text
	case r.Maximum != nil && compare(n, r.Maximum) > 0:
		return "must be at most " + r.Maximum.Text
	case r.ExclusiveMinimum != nil && compare(n, r.ExclusiveMinimum) <= 0:
		return "must be greater than " + r.ExclusiveMinimum.Text
	case r.ExclusiveMaximum != nil && compare(n, r.ExclusiveMaximum) >= 0:
		return "must be less than " + r.ExclusiveMaximum.Text
	case r.MultipleOf != nil && !isMultiple(n, r.MultipleOf):
		return "must be a multiple of " + r.MultipleOf.Text
	}
	return ""
}

// textKinds are the types that are text on the wire: what their values have to be.
var textKinds = map[model.Kind]struct {
	want  string
	valid func(string) bool
}{
	model.Decimal: {"a decimal number in quotes", format.Decimal},
	model.Time:    {"a time in quotes, as 2026-01-31T12:00:00Z", func(s string) bool { _, ok := format.ParseTime(s); return ok }},
	model.Date:    {"a date in quotes, as 2026-01-31", func(s string) bool { _, _, _, ok := format.ParseDate(s); return ok }},
}

func (j *judge) text(path string, t, kind *model.Type, v *spec.Value) *model.Value {
	special, found := textKinds[kind.Kind]
	switch {
	case found && (v.Kind != spec.StringValue || !special.valid(v.Text)):
		return j.refuse(v.Pos, path, "must be %s", special.want)
	case kind.Kind == model.Bytes:
		return j.bytes(path, t, kind.Hex, v)
	case v.Kind != spec.StringValue:
		return j.refuse(v.Pos, path, "must be a string%s", quoteHint(v))
	case strings.ContainsRune(v.Text, 0) || !utf8.ValidString(v.Text):
		return j.refuse(v.Pos, path, "must be valid Unicode without U+0000")
	}
	if why := j.c.textRule(&t.Rules, v.Text); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	return &model.Value{Kind: model.StringValue, Text: v.Text}
}

func quoteHint(v *spec.Value) string {
	if v.Kind == spec.NumberValue || v.Kind == spec.BoolValue {
		return ": quote it"
	}
	return ""
}

// textRule says which rule s breaks, or "".
func (c *checker) textRule(r *model.Rules, s string) string {
	if why := length(utf8.RuneCountInString(s), r.MinLength, r.MaxLength, "character"); why != "" {
		return why
	}
	for _, p := range r.Patterns {
		if !c.regexp(p).MatchString(s) {
			return "must match the pattern " + p
		}
	}
	for _, name := range r.Formats {
		if !format.Lookup(name)(s) {
			return "must be of the format " + name
		}
	}
	return ""
}

func (c *checker) regexp(pattern string) *regexp.Regexp {
	if c.regexps[pattern] == nil {
		c.regexps[pattern] = regexp.MustCompile(pattern)
	}
	return c.regexps[pattern]
}

func (j *judge) bytes(path string, t *model.Type, inHex bool, v *spec.Value) *model.Value {
	decode, name := base64.StdEncoding.Strict().DecodeString, "base64, padded"
	if inHex {
		decode, name = hex.DecodeString, "hex"
	}
	// The decoder passes over line feeds, which do not belong to the encoding.
	data, err := decode(v.Text)
	if v.Kind != spec.StringValue || err != nil || strings.ContainsAny(v.Text, "\r\n") {
		return j.refuse(v.Pos, path, "must be bytes in %s", name)
	}
	if why := length(len(data), t.Rules.MinLength, t.Rules.MaxLength, "byte"); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	return &model.Value{Kind: model.StringValue, Text: v.Text}
}

// length says which limit n breaks, or "".
func length(n int, least, most *int, noun string) string {
	switch {
	case least != nil && n < *least:
		return "must have at least " + count(*least, noun)
	case most != nil && n > *most:
		return "must have at most " + count(*most, noun)
	}
	return ""
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
