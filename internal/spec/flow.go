package spec

import (
	"regexp"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

var (
	quote  = regexp.MustCompile(`(?:^|[\s{\[,])(["'])`)
	quoted = regexp.MustCompile(`[\s{\[,](?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')`)
	remark = regexp.MustCompile(`\s#[^\n]*`)
)

// trap is what the library does not read in { } or [ ] without quotes.
type trap struct {
	pattern *regexp.Regexp // its group is the place
	text    string
}

var traps = []trap{
	{regexp.MustCompile(`[^\s,:\[\]{}] *(\?) *:\s`), `? is not read inside { }: quote the key ("note?": string) or write optional: true`},
	{regexp.MustCompile(`[^\s,:\[\]{}] *(\?)`), "inside { } a ? ends a text: quote the text that holds it"},
	{regexp.MustCompile(`[^\s,:\[\]{}] *([\[{])`), "inside { } a text ends at a { or [: quote the text that holds it"},
	{regexp.MustCompile(`\[[^\[\]{}]*(\})`), "a } stands where a ] or a , is wanted"},
	{regexp.MustCompile(`\{[^\[\]{}]*(\])`), "a ] stands where a } or a , is wanted"},
	{regexp.MustCompile(`" *([^\s,:\[\]{}"])`), "a , is missing behind a quoted text"},
	{regexp.MustCompile(`\]([^\s,:\[\]{}])`), "a text that begins with [ has to be quoted"},
	{regexp.MustCompile(`: [^,\[\]{}\n]*?(:)\s`), `a ": " stands where none can: quote the text that holds it, or put a , before the next key`},
}

// refuseFlow reports what is wrong between { and } or [ and ]: one of the traps, or a comma or the
// end that is missing.
func refuseFlow(src *source, read int, text string, top diag.Place) {
	first, last := min(begun(src.text), len(src.starts)), faultyLine(src, read, text)
	from, to := src.starts[first-1], src.after(last)
	if i := strings.IndexAny(src.text[from:to], "{["); i >= 0 {
		from += i
	}
	if i, trap := firstTrap(src.text[from:to]); trap != nil {
		top.Refuse(src.position(from+i), "not YAML: %s", trap.text)
		return
	}
	top.Refuse(src.indented(last), "not YAML: a , is missing, or the { or [ of line %d is never closed", first)
}

// firstTrap finds the first trap in a text, and among those of one place the first of the list.
func firstTrap(text string) (at int, found *trap) {
	text = masked(text)
	for i := range traps {
		if m := traps[i].pattern.FindStringSubmatchIndex(text); m != nil && (found == nil || m[2] < at) {
			at, found = m[2], &traps[i]
		}
	}
	return at, found
}

// masked puts quotes in place of what is quoted, and spaces in place of comments, so that nothing in
// them is taken for a trap.
func masked(text string) string {
	text = quoted.ReplaceAllStringFunc(text, func(s string) string { return s[:1] + strings.Repeat(`"`, len(s)-1) })
	return remark.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
}
