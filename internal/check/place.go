package check

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// place says in words where in the spec a mistake is: `method "user.register": param "page"`. It
// refuses there what several passes refuse.
type place struct{ diag.Place }

// at is a place at the top of the spec.
func (c *checker) at(format string, args ...any) place {
	return place{c.diags.At(format, args...)}
}

// in is a place inside p.
func (p place) in(format string, args ...any) place {
	return place{p.In(format, args...)}
}

// oneLine refuses text of several lines.
func (p place) oneLine(what string, t spec.Text) {
	if strings.ContainsAny(t.Value, "\n\r\u2028\u2029") {
		p.Refuse(t.Pos, "%s must be one line", what)
	}
}

// line names a place in another message.
func line(pos diag.Pos) string { return fmt.Sprintf("line %d", pos.Line) }

// or is the text of values to choose from: "a, b or c".
func or(values []string) string { return series(values, "or") }

// and is the text of values that all count: "a, b and c".
func and(values []string) string { return series(values, "and") }

func series(values []string, last string) string {
	n := len(values)
	if n < 2 {
		return strings.Join(values, "")
	}
	return strings.Join(values[:n-1], ", ") + " " + last + " " + values[n-1]
}

// suggest is ` (did you mean "x"?)` when one of known is close to word, and else "".
func suggest(word string, known ...string) string {
	return diag.Suggest(word, known)
}
