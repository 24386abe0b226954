package rpc

import (
	"math"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// StringRules are the rules for a string. They are made once, by Strings, and are safe for
// concurrent use from then on. Every rule that is broken is a violation of its own.
//
// What makes the most usual rules is not inlined, here and for integers: a large API makes thousands
// of them, all in the function that initialises its package.
type StringRules struct {
	min, max int // in code points; -1: none
	patterns []*pattern
	formats  []stringFormat
	enum     *Enum

	sureMin, sureMax int // in bytes: see hold
}

type stringFormat struct {
	name  string
	valid func(string) bool
}

// Strings returns rules that hold for every string.
//
//go:noinline
func Strings() *StringRules { return &StringRules{min: -1, max: -1, sureMax: math.MaxInt} }

// hold records where text breaks the rules; r may be nil. Most strings need no look at what they say:
// every one of so many bytes keeps the rules, as a code point has 1 to 4 bytes.
func (r *StringRules) hold(d *Decoder, text []byte) {
	if r != nil && (len(text) < r.sureMin || len(text) > r.sureMax) {
		r.check(d, text)
	}
}

// settle works out which numbers of bytes are sure. Every rule that is added calls it.
func (r *StringRules) settle() *StringRules {
	if len(r.patterns)+len(r.formats) > 0 || r.enum != nil {
		r.sureMin, r.sureMax = 1, 0
		return r
	}
	r.sureMin, r.sureMax = r.min, r.max
	if r.min > 0 {
		r.sureMin = 4*min(r.min, math.MaxInt32) - 3
	}
	if r.max < 0 {
		r.sureMax = math.MaxInt
	}
	return r
}

// MinLength asks for at least n code points. It changes r and returns it, as all of its kind do.
//
//go:noinline
func (r *StringRules) MinLength(n int) *StringRules {
	r.min = n
	return r.settle()
}

// MaxLength asks for at most n code points.
//
//go:noinline
func (r *StringRules) MaxLength(n int) *StringRules {
	r.max = n
	return r.settle()
}

// Pattern asks for a match of an RE2 expression anywhere in the string. Several of them all have
// to match. It panics when the expression is none.
func (r *StringRules) Pattern(expression string) *StringRules {
	r.patterns = append(r.patterns, newPattern(expression))
	return r.settle()
}

// Format asks for a format: email, uuid, uri, hostname, ipv4, ipv6 or cidr. It panics on others.
func (r *StringRules) Format(name string) *StringRules {
	valid := format.Lookup(name)
	if valid == nil {
		panic("rpc: unknown format " + name)
	}
	r.formats = append(r.formats, stringFormat{name, valid})
	return r.settle()
}

// Enum asks for one of values.
func (r *StringRules) Enum(values ...string) *StringRules {
	r.enum = NewEnum(values...)
	return r.settle()
}

// check holds text to the rules.
func (r *StringRules) check(d *Decoder, text []byte) {
	if r.min >= 0 || r.max >= 0 {
		r.checkLength(d, text)
	}
	for _, p := range r.patterns {
		if !p.match(text) {
			d.fail("pattern", "must match the pattern "+p.expression, quote(p.expression))
		}
	}
	for _, f := range r.formats {
		if !f.valid(string(text)) {
			d.fail("format", "must be "+formatNoun(f.name), quote(f.name))
		}
	}
	if r.enum != nil && r.enum.find(text) < 0 {
		d.fail("enum", r.enum.message, r.enum.limit)
	}
}

// checkLength counts code points only where the number of bytes leaves a doubt.
func (r *StringRules) checkLength(d *Decoder, text []byte) {
	n := len(text)
	if n > r.max && r.max >= 0 || n >= r.min && n < 4*r.min && r.min > 1 {
		n = utf8.RuneCount(text)
	}
	if n < r.min {
		d.fail("minLength", "must have at least "+count(r.min, "character"), strconv.Itoa(r.min))
	}
	if n > r.max && r.max >= 0 {
		d.fail("maxLength", "must have at most "+count(r.max, "character"), strconv.Itoa(r.max))
	}
}

// pattern is a regular expression, and a table in its place where it only asks every byte to be
// of a class, as most of them do.
type pattern struct {
	expression string
	class      *byteClass
	regexp     *regexp.Regexp
}

func newPattern(expression string) *pattern {
	return &pattern{expression, classOf(expression), regexp.MustCompile(expression)}
}

func (p *pattern) match(text []byte) bool {
	if p.class != nil {
		if matched, sure := p.class.match(text); sure {
			return matched
		}
	}
	return p.regexp.Match(text)
}

// LengthRules are the rules for how long a list or map is, or how many bytes a value has. They are
// made by Lengths, Properties and Sizes.
type LengthRules struct {
	min, max         int // max -1: none
	minRule, maxRule string
	noun             string
}

// Lengths returns rules for the number of items of a list: minItems and maxItems.
func Lengths() *LengthRules {
	return &LengthRules{max: -1, minRule: "minItems", maxRule: "maxItems", noun: "item"}
}

// Properties returns rules for the number of entries of a map: minProperties and maxProperties.
func Properties() *LengthRules {
	return &LengthRules{max: -1, minRule: "minProperties", maxRule: "maxProperties", noun: "member"}
}

// Sizes returns rules for the number of bytes of a value: minLength and maxLength.
func Sizes() *LengthRules {
	return &LengthRules{max: -1, minRule: "minLength", maxRule: "maxLength", noun: "byte"}
}

// Min asks for at least n. It changes r and returns it, as Max does.
func (r *LengthRules) Min(n int) *LengthRules {
	r.min = n
	return r
}

// Max asks for at most n.
func (r *LengthRules) Max(n int) *LengthRules {
	r.max = n
	return r
}

func (r *LengthRules) tooMany(n int) bool { return r != nil && r.max >= 0 && n > r.max }

// check holds the length n to the rules. A nil r has none.
func (r *LengthRules) check(d *Decoder, n int) {
	if r == nil {
		return
	}
	if n < r.min {
		d.fail(r.minRule, "must have at least "+count(r.min, r.noun), strconv.Itoa(r.min))
	}
	if r.tooMany(n) {
		d.fail(r.maxRule, "must have at most "+count(r.max, r.noun), strconv.Itoa(r.max))
	}
}

// quote returns s as JSON.
func quote(s string) string { return string(appendString(nil, s)) }

// count returns "1 item" and "2 items".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// formatNoun names what a format wants.
func formatNoun(name string) string {
	switch name {
	case "email":
		return "an e-mail address"
	case "uuid":
		return "a UUID"
	case "uri":
		return "an absolute URI"
	case "hostname":
		return "a host name"
	case "ipv4":
		return "an IPv4 address"
	case "ipv6":
		return "an IPv6 address"
	}
	return "an address block in CIDR notation"
}
