package tsclient

import (
	"strings"
)

// writer writes indented lines.
type writer struct {
	b     strings.Builder
	depth int
}

// line writes a line, or a blank one.
func (w *writer) line(parts ...string) {
	text := strings.Join(parts, "")
	if text != "" {
		w.b.WriteString(strings.Repeat("  ", w.depth))
	}
	w.b.WriteString(text)
	w.b.WriteByte('\n')
}

// block writes what stands between an opening and a closing line.
//
//	export interface User {
//	  …
//	}
func (w *writer) block(opening, closing string, body func()) {
	w.line(opening)
	w.depth++
	body()
	w.depth--
	w.line(closing)
}

// doc writes a comment of paragraphs, which may hold text from the spec: see docLines.
func (w *writer) doc(paragraphs ...string) {
	lines := docLines(paragraphs)
	switch len(lines) {
	case 0:
		return
	case 1:
		w.line("/** ", lines[0], " */")
		return
	}
	w.line("/**")
	for _, line := range lines {
		w.line(strings.TrimRight(" * "+line, " "))
	}
	w.line(" */")
}
