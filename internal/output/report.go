package output

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Summary says in one line what Apply did.
func (p *Plan) Summary() string {
	return fmt.Sprintf("wrote %s, removed %d, %d unchanged", count(len(p.Write), "file"), len(p.Remove), p.Unchanged)
}

// maxDiff is how many lines of differences are shown.
const maxDiff = 200

// Differences tells how the folder differs from what is generated: which files are missing or no
// longer belong there, and a unified diff of those that changed.
func (p *Plan) Differences() string {
	var b strings.Builder
	for _, f := range p.Remove {
		fmt.Fprintf(&b, "%s is no longer generated\n", p.path(f.Path))
	}
	for _, f := range p.Write {
		if f.Old == nil {
			fmt.Fprintf(&b, "%s is missing\n", p.path(f.Path))
		}
	}
	var changes []byte
	for _, f := range p.Write {
		if f.Old != nil {
			changes = append(changes, diff.Diff(p.path(f.Path), f.Old, p.path(f.Path)+" as generated", f.New)...)
		}
	}
	b.WriteString(bounded(changes))
	return b.String()
}

// bounded cuts what is too long to read, and says so.
func bounded(text []byte) string {
	lines := bytes.SplitAfter(text, []byte("\n"))
	if len(lines) <= maxDiff+1 {
		return string(text)
	}
	rest := len(lines) - 1 - maxDiff
	return string(bytes.Join(lines[:maxDiff], nil)) + fmt.Sprintf("… and %s more\n", count(rest, "line"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
