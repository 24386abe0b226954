package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	source "github.com/yuin/goldmark/text"

	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// page is a document as a host of code reads it.
type page struct {
	source []byte
	root   ast.Node
}

func render(t *testing.T, yaml []byte) page {
	t.Helper()
	text := Emit(spectest.Model(t, yaml))
	return page{text, goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(source.NewReader(text))}
}

func (p page) each(f func(ast.Node)) {
	ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}

// words are what a reader sees of a node.
func (p page) words(n ast.Node) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, is := n.(*ast.Text); is && entering {
			s := string(t.Segment.Value(p.source))
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				s = unescape(s)
			}
			b.WriteString(s)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// specs are those of the repository, and one of names that are alike.
func specs(t *testing.T) map[string][]byte {
	t.Helper()
	all := spectest.All(t)
	all["alike"] = []byte(alike)
	return all
}

// alike has names whose anchors are the same, or empty.
const alike = `
trunkline: 1
info: {title: Types, version: "1"}
defaults: {auth: none}
auth: {user: {type: basic}, user-1: {type: bearer}}
errors:
  User: {code: 1, message: a}
  Contents: {code: 2, message: a}
types:
  Types: {fields: {a: Errors, b: UserGet}}
  UserGet: string
  Userget: string
  Errors: {fields: {c: Userget}}
methods:
  user.get: {result: Types, errors: [User]}
  userget: {auth: user-1}
  $/x: {auth: user, service: Methods}
  $: {service: Methods, name: Dollar}
`

// TestLinks follows every link inside the documents, by anchors as GitHub makes them.
func TestLinks(t *testing.T) {
	for name, yaml := range specs(t) {
		t.Run(name, func(t *testing.T) {
			p := render(t, yaml)
			anchors := p.anchors()
			links := 0
			p.each(func(n ast.Node) {
				l, is := n.(*ast.Link)
				if !is || !strings.HasPrefix(string(l.Destination), "#") {
					return
				}
				links++
				to, found := anchors[string(l.Destination[1:])]
				if says := p.words(l); !found || !strings.Contains(to, says) && says != "those of every API" {
					t.Errorf("the link %q leads to %q, which is the heading %q", says, l.Destination, to)
				}
			})
			if links == 0 {
				t.Error("there are no links")
			}
		})
	}
}

// anchors are the headings by their anchors, as github-slugger numbers them.
func (p page) anchors() map[string]string {
	seen, anchors := map[string]int{}, map[string]string{}
	p.each(func(n ast.Node) {
		h, is := n.(*ast.Heading)
		if !is {
			return
		}
		words := p.words(h)
		base := strings.ToLower(words)
		base = strings.Map(func(r rune) rune {
			if strings.ContainsRune("!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~…“”", r) {
				return -1
			}
			return r
		}, base)
		base = strings.ReplaceAll(base, " ", "-")
		id := base
		for taken := true; taken; {
			if _, taken = anchors[id]; taken {
				seen[base]++
				id = base + "-" + itoa(seen[base])
			}
		}
		anchors[id] = words
	})
	return anchors
}

// TestTables sees that rows have as many cells as their heads.
func TestTables(t *testing.T) {
	for name, yaml := range specs(t) {
		for _, line := range strings.Split(string(render(t, yaml).source), "\n") {
			if bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); strings.HasPrefix(line, "| ") && bars != 5 && bars != 3 {
				t.Errorf("%s: a row has %d cells: %s", name, bars-1, line)
			}
		}
	}
}

func TestSecrets(t *testing.T) {
	text := string(render(t, spectest.SmartOps(t)).source)
	if strings.Contains(text, "123456") || strings.Contains(text, "eyJhbGciOiJIUzI1NiJ9") || !strings.Contains(text, `"password": "[redacted]"`) {
		t.Error("an example shows a secret, or no example has one")
	}
}

// descriptions are Markdown as people and others write it, and what becomes of it.
var descriptions = []struct{ name, in, out string }{
	{"paragraphs", "One\ntwo.\n\nThree.", "One\ntwo.\n\nThree."},
	{"emphasis", "*a* __b__ `c_d` ~~e~~", "*a* **b** `c_d` ~~e~~"},
	{"a heading", "# Big\n\nSmall\n---", "**Big**\n\n**Small**"},
	{"lists", "- a\n- b\n  - c\n\n1. x\n2. y", "- a\n- b\n  - c\n\n1. x\n2. y"},
	{"code", "```go\nx := 1\n```", "```go\nx := 1\n```"},
	{"code that holds fences", "````\n```\n````", "````\n```\n````"},
	{"code that is not closed", "a\n```\nb", "a\n\n```\nb\n```"},
	{"a quote", "> a\n> b", "> a\n> b"},
	{"a table", "| a | b |\n|---|---|\n| `x\\|y` | 2 |", "| a | b |\n|---|---|\n| `x\\|y` | 2 |"},
	{"a link", "[docs](https://example.com/a_(b)?x=1&y=2)", "[docs](<https://example.com/a_(b)?x=1&y=2>)"},
	{"an address", "See https://example.com/a_b_c.", "See <https://example.com/a_b_c>."},
	{"a script as a link", "[x](javascript:alert(1)) [y](data:text/html,x) [z](JaVaScRiPt:x)", "x y z"},
	{"a link inside the host", "[x](/settings) [y](//example.com)", "x y"},
	{"an image", "![a cat](https://example.com/cat.png)", "a cat"},
	{"HTML", "a <b>b</b> <!-- c -->", `a \<b\>b\</b\> \<!-- c --\>`},
	{"a block of HTML", "<script>\nalert(1)\n</script>", "\\<script\\>\nalert(1)\n\\</script\\>"},
	{"a reference", "[User]: https://example.com\n\n[User] and [x]", `[User](<https://example.com>) and \[x\]`},
	{"signs", `1 < 2 & 3 > 2, a*b*c, snake_case, $x$ \# C:\dir`, `1 \< 2 & 3 \> 2, a*b*c, snake_case, \$x\$ # C:\\dir`},
	{"entities", "&lt;b&gt; &amp;lt;", `\<b\> \&lt;`},
	{"what would begin a block", "\\# a\n\\- b\n1\\. c\n\\=\n\\> d", "\\# a\n\\- b\n1\\. c\n\\=\n\\> d"},
	{"what cannot be seen", "a\u202eb\u200bc", "abc"},
}

func TestProse(t *testing.T) {
	for _, test := range descriptions {
		got := prose(test.in)
		if got != test.out {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.out)
		}
		if again := prose(got); again != got {
			t.Errorf("%s: read again,\n%s\nbecomes\n%s", test.name, got, again)
		}
	}
}

// TestProseOfAnything puts pieces of Markdown together at random. What is written is read as what it was.
func TestProseOfAnything(t *testing.T) {
	pieces := []string{
		"a", "b c", " ", "\n", "\n\n", "    ", "\t", "*", "**", "_", "__", "`", "```", "~~", "~~~", "[", "]", "(", ")", "![", "<", ">", "<b>", "</b>", "<!--", "-->",
		"<script>", "</script>", "&lt;", "&", "\\", "|", "|---|", "---", "===", "# ", "- ", "+ ", "1. ", "> ", "[a]: ", "https://example.com", "javascript:x", "\"", "'", "$", ":", "é", "\u202e", "[x](", "](", "www.", "@a.b", "<?", "<![CDATA[", "\x00",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		in := b.String()
		out := prose(in)
		root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(source.NewReader([]byte(out)))
		p := page{[]byte(out), root}
		p.each(func(n ast.Node) {
			switch n.(type) {
			case *ast.HTMLBlock, *ast.RawHTML, *ast.Image, *ast.Heading:
				t.Errorf("%q is written as %q, which holds a %s", in, out, n.Kind())
			}
		})
		if strings.Contains(cell(in), "\n") {
			t.Errorf("%q is written in a cell as %q", in, cell(in))
		}
		row := "| a | b |\n|---|---|\n| " + cell(in) + " | END |\n"
		table := page{[]byte(row), goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(source.NewReader([]byte(row)))}
		cells := 0
		table.each(func(n ast.Node) {
			if n.Kind().String() == "TableCell" {
				cells++
			}
		})
		if last := strings.TrimSpace(string(table.words(table.root))); cells != 4 || !strings.HasSuffix(last, "END") {
			t.Errorf("%q in a cell is %q: %d cells, the last %q", in, cell(in), cells, last)
		}
	}
}
