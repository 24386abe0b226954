package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/spec"
)

const (
	indentation = "the indentation fits no line above, or something follows the end of a quoted text, a } or a ]"
	endsAtBrace = "inside { } a text ends at a { or [: quote the text that holds it"
	markInside  = "inside { } a ? ends a text: quote the text that holds it"
	markOfKey   = `? is not read inside { }: quote the key ("note?": string) or write optional: true`
	colon       = `a ": " stands where none can: quote the text that holds it, or check the indentation`
	colonInside = `a ": " stands where none can: quote the text that holds it, or put a , before the next key`
	blockText   = "| and > begin a text on the lines below: quote a text that begins with one"
	tagged      = "a text that begins with ! has to be quoted"
)

// notYAML maps texts to where they stop being YAML, and what is said of it.
var notYAML = []struct{ src, want string }{
	{"a: b: c\nd: e\n", "1:5: " + colon},
	{"x: a\n y: 1\n", "2:3: " + colon},
	{"x\ny: 1\n", "2:2: " + colon},
	{"x: 1\nA: {p: ^a?$}\nB: 1\n", "2:10: " + markInside},
	{"x: {d: see http://x?y=1, y: 1}\n", "1:20: " + markInside},
	{"x: 1\nA: {f: {note?: string}}\n", "2:13: " + markOfKey},
	{"x: 1\nA: {f: {note ?: string}}\n", "2:14: " + markOfKey},
	{"A: {\n  x: int,\n  note?: string,\n}\n", "3:7: " + markOfKey},
	{"x: 1\nA: {p: ^[a-z]+$}\n", "2:9: " + endsAtBrace},
	{"x: 1\nA: {p: a{3}}\n", "2:9: " + endsAtBrace},
	{"x: {d: \"quoted ? [\", p: ^a[b]} # [?]\n", "1:27: " + endsAtBrace},
	{"x: 1\nA: {p: [a-z]+}\n", "2:13: a text that begins with [ has to be quoted"},
	{"x: {d: a long: text, y: 1}\n", "1:14: " + colonInside},
	{"x: {a: 'b' c: d}\n", "1:12: a , is missing behind a quoted text"},
	{"x: 1\nA: {a: x\nB: 1\nC: 2\n", "3:1: a , is missing, or the { or [ of line 2 is never closed"},
	{"x: 1\nA: {a: x\n  B: 1\n  C: 2}\n", "3:3: a , is missing, or the { or [ of line 2 is never closed"},
	{"x: [a\n", "1:1: a , is missing, or the { or [ of line 1 is never closed"},
	{"x: 1\nA: {a: [x}\n", "2:10: a } stands where a ] or a , is wanted"},
	{"x: 1\nA: {a: x]\n", "2:9: a ] stands where a } or a , is wanted"},
	{"x: 1\nA: {a: x}}\nB: 1\n", "2:1: " + indentation},
	{"x: 1\nA: ]\n", "2:1: a value is missing, or a } or ] stands where none can"},
	{"x:\n  a: 1\n b: 2\n", "3:2: " + indentation},
	{"x: 'it's'\ny: 1\n", "1:1: " + indentation},
	{"x:\n  - a\n  b: 1\n", "3:3: the list goes on here without a -"},
	{"x: 1\nA: {a: @foo}\n", "2:8: a text that begins with @, ` or % has to be quoted"},
	{"x: `code`\n", "1:4: a text that begins with @, ` or % has to be quoted"},
	{"x:\n\ty: 1\n", "2:1: a tab cannot indent: use spaces"},
	{"x: 1\n\ty: 1\n", "2:1: a tab cannot indent: use spaces"},
	{"x: |\n\tb\n", "2:1: a tab cannot indent: use spaces"},
	{"x: |foo\n", "1:4: " + blockText},
	{"x: >0\n  a\n", "1:4: " + blockText},
	{"x: - a\n", "1:4: a list begins on the line below its key, or is written [a, b]"},
	{"x: ? a\n", "1:4: a ? stands where none can: quote the text that begins with it"},
	{"x: 1\ny: \"abc\n", "2:4: a quote is opened here and never closed"},
	{"x: 1\ny: 'abc\n---\nz: 1\n", "2:4: a quote is opened here and not closed before the document ends"},
	{"x: \"\\xZZ\"\n", "1:5: an escape lacks hexadecimal digits; use single quotes where none is meant"},
	{"x: \"\\ud800\"\n", "1:5: an escape is of no Unicode character"},
	{"x: &\ny: 1\n", "1:4: a text that begins with & or * has to be quoted"},
	{"x: !<foo\n", "1:4: " + tagged},
	{"x: !a!b c\n", "1:1: " + tagged},
	{"x: a\ny b\nz: 1\n", `2:1: a key wants ": " and a value`},
	{"x: abc\n%foo\n", "2:1: a line cannot begin with %: quote the text that does"},
	{"-\r\r\r%0\r\n\x01", "5:1: a control character stands here: in double quotes it can be written as an escape"},
	{"\x00\r\n", "1:1: a control character stands here: in double quotes it can be written as an escape"},
	{"x: é\u0007\n", "1:5: a control character stands here: in double quotes it can be written as an escape"},
}

func TestNotYAML(t *testing.T) {
	for _, test := range notYAML {
		pos, text, _ := strings.Cut(test.want, ": ")
		t.Run(test.src, func(t *testing.T) { compare(t, test.src, pos+": not YAML: "+text) })
	}
}

// TestHostile holds Parse to a cost that grows as the text does: where it grows faster, texts of
// this size take minutes.
func TestHostile(t *testing.T) {
	fill := func(unit string) string { return strings.Repeat(unit, (1<<20-1000)/len(unit)) }
	longName := strings.Repeat("a", 1<<19)
	manyKeys := new(strings.Builder)
	for i := 0; manyKeys.Len() < 1<<19; i++ {
		fmt.Fprintf(manyKeys, "k%d: 1, ", i)
	}
	texts := map[string]string{
		"lists in lists":    fill("["),
		"mappings":          fill("{a: "),
		"items":             fill("- "),
		"documents":         fill("--- a\n"),
		"a quote":           `x: "` + fill("x"),
		"commas":            "x: [" + fill("a,\n") + "b: c: d",
		"colons at the end": fill("a: b\n") + "a: b: c\n",
		"union":             head + "types:\n  A: " + fill("A|") + "A\n",
		"list of list":      head + "types:\n  A: " + fill("list<") + "\n",
		"schemes":           head + "defaults: {auth: " + fill("a|") + "a}\n",
		"the same key":      head + "types: {" + fill("a: b, ") + "}\n",
		"types in a line":   head + "types: {" + fill("a: list<, ") + "}\n",
		"commas of map":     head + "types: {" + fill("a: b<, c<, ") + "}\n",
		"unknown keys":      head + "types: {A: {" + manyKeys.String() + "}}\n",
		"a long name":       head + "methods:\n  ? " + longName + "\n  : {" + fill("b: 1, ")[:1<<18] + "}\n",
		"a long key":        head + "methods:\n  m:\n    ? " + longName + "\n    : x\n",
		"foreign lines":     head + "types: {" + fill("a: '\u2028', ") + "}\n",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			_, diags := spec.Parse([]byte(text))
			for _, line := range strings.SplitAfter(diags.Render("f"), "\n") {
				if len(line) > 1000 {
					t.Fatalf("a diagnostic of %d bytes: %.200s…", len(line), line)
				}
			}
		})
	}
}
