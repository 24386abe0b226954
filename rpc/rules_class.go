package rpc

import (
	"regexp/syntax"
	"unicode/utf8"
)

// byteClass is a pattern of the form ^[class]+$, also with * and {m,n}: every ASCII byte of the
// text has to be in the class. Text that is not ASCII is left to regexp.
type byteClass struct {
	in       [utf8.RuneSelf]bool
	min, max int // max -1: none
}

// match reports whether text matches; it is not sure of text that is not ASCII.
func (c *byteClass) match(text []byte) (matched, sure bool) {
	matched = len(text) >= c.min && (c.max < 0 || len(text) <= c.max)
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false, false
		}
		matched = matched && c.in[b]
	}
	return matched, true
}

// classOf returns the class that expression stands for, or nil when it is of another form.
func classOf(expression string) *byteClass {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil || parsed.Op != syntax.OpConcat || len(parsed.Sub) != 3 ||
		parsed.Sub[0].Op != syntax.OpBeginText || parsed.Sub[2].Op != syntax.OpEndText {
		return nil
	}
	class := &byteClass{}
	repeated := parsed.Sub[1]
	switch repeated.Op {
	case syntax.OpStar:
		class.min, class.max = 0, -1
	case syntax.OpPlus:
		class.min, class.max = 1, -1
	case syntax.OpRepeat:
		class.min, class.max = repeated.Min, repeated.Max
	default:
		return nil
	}
	if !class.fill(repeated.Sub[0]) {
		return nil
	}
	return class
}

// fill takes over the ASCII part of a character class.
func (c *byteClass) fill(class *syntax.Regexp) bool {
	if class.Op != syntax.OpCharClass {
		return false
	}
	for i := 0; i < len(class.Rune); i += 2 {
		for r := class.Rune[i]; r <= class.Rune[i+1] && r < utf8.RuneSelf; r++ {
			c.in[r] = true
		}
	}
	return true
}
