package tsclient

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// pattern is a regular expression of Go as one of JavaScript with the flag u, that matches the same
// texts. The two read many an expression differently (\s, the dot, \pL, (?i), [[:alpha:]]), so that
// what is written out is what Go's parser has understood.
func pattern(expression string) string {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(err) // check has refused it
	}
	return "/" + regexpText(parsed) + "/u"
}

func regexpText(r *syntax.Regexp) string {
	switch r.Op {
	case syntax.OpNoMatch:
		return "[]"
	case syntax.OpLiteral:
		return literalText(r)
	case syntax.OpCharClass:
		return classText(r.Rune)
	case syntax.OpAnyCharNotNL:
		return `[^\n]`
	case syntax.OpAnyChar:
		return "[^]"
	case syntax.OpBeginLine:
		return `(?<![^\n])`
	case syntax.OpEndLine:
		return `(?![^\n])`
	case syntax.OpBeginText:
		return "^"
	case syntax.OpEndText:
		return "$"
	case syntax.OpWordBoundary:
		return `\b`
	case syntax.OpNoWordBoundary:
		return `\B`
	case syntax.OpCapture:
		return "(?:" + regexpText(r.Sub[0]) + ")"
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		return atom(r.Sub[0]) + quantifier(r)
	case syntax.OpConcat:
		return join(r.Sub, "")
	case syntax.OpAlternate:
		return "(?:" + join(r.Sub, "|") + ")"
	}
	return "(?:)" // an empty match
}

func join(all []*syntax.Regexp, separator string) string {
	texts := make([]string, len(all))
	for i, r := range all {
		texts[i] = regexpText(r)
	}
	return strings.Join(texts, separator)
}

// atom is what a quantifier can follow.
func atom(r *syntax.Regexp) string {
	text := regexpText(r)
	switch {
	case r.Op == syntax.OpCharClass, r.Op == syntax.OpAnyChar, r.Op == syntax.OpAnyCharNotNL, strings.HasPrefix(text, "(?:") && r.Op != syntax.OpConcat:
		return text
	case r.Op == syntax.OpLiteral && len(r.Rune) == 1:
		return text
	}
	return "(?:" + text + ")"
}

func quantifier(r *syntax.Regexp) string {
	switch {
	case r.Op == syntax.OpStar:
		return "*"
	case r.Op == syntax.OpPlus:
		return "+"
	case r.Op == syntax.OpQuest:
		return "?"
	case r.Max < 0:
		return fmt.Sprintf("{%d,}", r.Min)
	case r.Max == r.Min:
		return fmt.Sprintf("{%d}", r.Min)
	}
	return fmt.Sprintf("{%d,%d}", r.Min, r.Max)
}

// literalText is a text. Where case does not count, each letter stands with those that fold to it.
func literalText(r *syntax.Regexp) string {
	var b strings.Builder
	for _, c := range r.Rune {
		ranges := []rune{c, c}
		if r.Flags&syntax.FoldCase != 0 {
			for folded := unicode.SimpleFold(c); folded != c; folded = unicode.SimpleFold(folded) {
				ranges = append(ranges, folded, folded)
			}
		}
		if len(ranges) == 2 {
			b.WriteString(regexpRune(c))
		} else {
			b.WriteString(classText(sorted(ranges)))
		}
	}
	return b.String()
}

func sorted(ranges []rune) []rune {
	var singles []rune
	for i := 0; i < len(ranges); i += 2 {
		singles = append(singles, ranges[i])
	}
	slices.Sort(singles)
	var all []rune
	for _, c := range singles {
		all = append(all, c, c)
	}
	return all
}

// classText is a class of characters, as ranges. Those that hold most characters are written by what
// they do not hold.
func classText(ranges []rune) string {
	if len(ranges) == 0 {
		return "[]"
	}
	if ranges[0] == 0 && ranges[len(ranges)-1] == unicode.MaxRune {
		return "[^" + rangesText(complement(ranges)) + "]"
	}
	return "[" + rangesText(ranges) + "]"
}

func complement(ranges []rune) []rune {
	var rest []rune
	for i := 1; i+1 < len(ranges); i += 2 {
		rest = append(rest, ranges[i]+1, ranges[i+1]-1)
	}
	return rest
}

func rangesText(ranges []rune) string {
	var b strings.Builder
	for i := 0; i < len(ranges); i += 2 {
		low, high := ranges[i], ranges[i+1]
		b.WriteString(classRune(low))
		if high > low+1 {
			b.WriteByte('-')
		}
		if high > low {
			b.WriteString(classRune(high))
		}
	}
	return b.String()
}

// classRune is a character inside a class.
func classRune(c rune) string {
	if c == '-' {
		return `\-`
	}
	return regexpRune(c)
}

// regexpRune is a character in an expression.
func regexpRune(c rune) string {
	switch {
	case c == '\n':
		return `\n`
	case c == '\r':
		return `\r`
	case c == '\t':
		return `\t`
	case c == '\f':
		return `\f`
	case strings.ContainsRune(`^$\.*+?()[]{}|/`, c):
		return `\` + string(c)
	case c < 0x80 && unicode.IsPrint(c) || c > 0xa0 && c < 0xd800 && unicode.IsPrint(c) && unicode.In(c, unicode.L, unicode.N):
		return string(c)
	case c < 0x100:
		return fmt.Sprintf(`\x%02x`, c)
	}
	return fmt.Sprintf(`\u{%x}`, c)
}
