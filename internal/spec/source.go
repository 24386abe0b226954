package spec

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// source is the text of a spec, cut into lines as an editor cuts it: at LF, CR LF and CR.
type source struct {
	text   string
	starts []int    // where each line begins
	end    diag.Pos // behind the last byte

	// The YAML library also begins a line behind U+0085, U+2028 and U+2029. For each of its lines,
	// this is the place in the text before its first column. It is nil where they are the same.
	foreign []diag.Pos
}

func newSource(text string) *source {
	s := &source{text: text, starts: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			s.starts = append(s.starts, i+1)
		}
	}
	s.end = s.position(len(text))
	if strings.ContainsAny(text, "\u0085\u2028\u2029") {
		s.measure()
	}
	return s
}

// measure fills foreign.
func (s *source) measure() {
	s.foreign = []diag.Pos{{Line: 1}}
	line, col := 1, 0
	for i, c := range s.text {
		col++
		switch {
		case c == '\n' || c == '\r' && !strings.HasPrefix(s.text[i+1:], "\n"):
			line, col = line+1, 0
		case c != '\u0085' && c != '\u2028' && c != '\u2029':
			continue
		}
		s.foreign = append(s.foreign, diag.Pos{Line: line, Col: col})
	}
}

// place is where the library's line and column are in the text. It sets an empty node behind the
// end, or at no line at all.
func (s *source) place(line, col int) diag.Pos {
	pos := diag.Pos{Line: max(line, 1), Col: max(col, 1)}
	if s.foreign != nil {
		before := s.foreign[min(pos.Line, len(s.foreign))-1]
		pos = before.Shift(pos.Col)
	}
	if pos.Compare(s.end) > 0 {
		return s.end
	}
	return pos
}

// position is the place of a byte.
func (s *source) position(offset int) diag.Pos {
	line := sort.SearchInts(s.starts, offset+1)
	return diag.Pos{Line: line, Col: runes(s.text[s.starts[line-1]:offset]) + 1}
}

// line is the text of a line, with what ends it.
func (s *source) line(line int) string {
	return s.text[s.starts[line-1]:s.after(line)]
}

// after is where the line after a line begins, or the text ends.
func (s *source) after(line int) int {
	if line < len(s.starts) {
		return s.starts[line]
	}
	return len(s.text)
}

// maxExact is how long a line may be for places inside its scalars to be looked up: it bounds what
// a hostile text can cost.
const maxExact = 4 << 10

// inside is where the text of a scalar begins, behind its quote. It reports whether the text
// stands there as it reads, without escapes and in one line, so that places inside it are known.
func (s *source) inside(n *node) (diag.Pos, bool) {
	line := s.line(n.Line)
	if len(line) > maxExact {
		return n.pos(), false
	}
	for i := 1; i < n.Column && line != ""; i++ {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	switch {
	case n.plain():
		return n.pos(), strings.HasPrefix(line, n.Value)
	case line != "" && strings.HasPrefix(line[1:], n.Value):
		return n.pos().Shift(1), true
	}
	return n.pos(), false
}

func runes(text string) int { return utf8.RuneCountInString(text) }

// maxShown is how many runes of a text a message shows.
const maxShown = 60

// clip shortens a text for a message.
func clip(text string) string { return diag.Clip(text, maxShown) }
