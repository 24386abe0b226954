// Package diag collects the mistakes of a spec, each with its place, and renders them.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in the spec. Line and Col are 1-based; Col counts runes. The zero Pos is no place.
type Pos struct {
	Line, Col int
}

// IsValid reports whether p is a place.
func (p Pos) IsValid() bool { return p.Line > 0 }

// Shift returns the place n runes further on the same line.
func (p Pos) Shift(n int) Pos { return Pos{p.Line, p.Col + n} }

// Compare orders places by line, then by column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Diagnostic is one mistake.
type Diagnostic struct {
	Pos     Pos
	Message string
}

// List collects mistakes. Its zero value is ready to use.
type List struct {
	all []Diagnostic
}

// Addf records a mistake at pos.
func (l *List) Addf(pos Pos, format string, args ...any) {
	l.all = append(l.all, Diagnostic{pos, fmt.Sprintf(format, args...)})
}

// Empty reports whether no mistake was recorded.
func (l *List) Empty() bool { return len(l.all) == 0 }

// Sorted returns the mistakes by place, those of one place in the order in which they were found,
// and none twice.
func (l *List) Sorted() []Diagnostic {
	sorted := slices.Clone(l.all)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int { return a.Pos.Compare(b.Pos) })
	return slices.Compact(sorted)
}

// Render writes one line for each mistake: file:line:col: message. A mistake without a place
// is shown as file: message.
func (l *List) Render(file string) string {
	var b strings.Builder
	for _, d := range l.Sorted() {
		if d.Pos.IsValid() {
			fmt.Fprintf(&b, "%s:%d:%d: %s\n", file, d.Pos.Line, d.Pos.Col, d.Message)
		} else {
			fmt.Fprintf(&b, "%s: %s\n", file, d.Message)
		}
	}
	return b.String()
}
