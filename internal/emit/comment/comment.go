// Package comment makes texts of the spec fit for comments of any language.
package comment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Width is how many characters a line of prose may have.
const Width = 100

// Clean drops what may not stand in a comment and keeps line feeds. It trims blank lines and trailing
// spaces.
func Clean(text string) string {
	if plain(text) {
		return text
	}
	text = spaces.Replace(text)
	text = strings.Map(func(r rune) rune {
		if r != '\n' && !visible(r) {
			return -1
		}
		return r
	}, text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

var spaces = strings.NewReplacer("\r\n", "\n", "\t", "    ")

// plain reports whether the text is one line of printable ASCII that ends in no space: most are.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return !strings.HasSuffix(text, " ")
}

// visible refuses controls, the formatting characters that reorder or hide text (bidi, zero width),
// the separators U+2028 and U+2029, and the replacement character.
func visible(r rune) bool {
	return r != utf8.RuneError && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}
