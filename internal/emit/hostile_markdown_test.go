package emit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/trunkline-rpc/trunkline/internal/emit/markdown"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// hostileMarkdown are texts that want to be more of a document than words.
var hostileMarkdown = map[string]string{
	"heading":   "# Big\n\nSmall\n===\n\nSmaller\n---\n###### f",
	"script":    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<!-- \n\n<![CDATA[ x <?php x",
	"image":     "![x](https://example.com/x.png) ![y][z] <img src=\"//example.com\">\n\n[z]: https://example.com/y.png",
	"link":      "[x](javascript:alert(1)) [y](data:text/html;base64,x) <javascript:alert(1)> [z](vbscript:x) [t](\tjava\nscript:alert(1))",
	"reference": "[token]: javascript:alert(1)\n[C]: /x\n[^1]: note\n\n[C] [^1]",
	"fence":     "```\nx\n\n~~~~\n````\n`````",
	"cell":      "a | b\n---|---\nc | d\n\n| x |\n|---|\n| `y|z` \\| |",
	"list":      "- a\n\n      code\n1. b\n> c\n\n      d\n* * *\n+ [ ] e",
	"marks":     "**a *b __c ~~d `e ``f [g ![h <i \\",
	"entities":  "&lt;script&gt; &#60;img&#62; &#x3c;b&#x3e; &amp;lt; \\&lt; &nbsp;&Tab;# a",
	"breaks":    "a  \nb\\\nc\r\nd\re\u2028f\u0085g\vh",
	"html":      "</code></pre></td></table><h1>x</h1>\n</details>",
}

// TestHostileMarkdown sees that the descriptions of a spec stay in their places: the document has the
// headings, tables and code that it has with harmless ones, no HTML, no images, and no links but to the web.
func TestHostileMarkdown(t *testing.T) {
	want := outline(t, strings.NewReplacer("TEXT", `"a"`, "DEPRECATED", `"a"`, "PATTERN", `"|a"`).Replace(hostileSpec))
	for _, texts := range []map[string]string{hostile, hostileMarkdown} {
		for name, text := range hostileSpecsOf(texts) {
			t.Run(name, func(t *testing.T) {
				if got := outline(t, text); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// outline lists the headings of a document, and its tables with the sizes of their rows.
func outline(t *testing.T, yaml string) string {
	t.Helper()
	source := markdown.Emit(spectest.Model(t, []byte(yaml)))
	_, body, _ := strings.Cut(string(source), "-->\n")
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader([]byte(body)))
	var b strings.Builder
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock, *ast.RawHTML, *ast.Image:
			t.Errorf("there is a %s", n.Kind())
		case *ast.Link:
			harmless(t, string(n.Destination))
		case *ast.AutoLink:
			harmless(t, string(n.URL([]byte(body))))
		case *ast.Heading:
			fmt.Fprintf(&b, "%d %s\n", n.Level, n.Lines().Value([]byte(body)))
		case *xast.TableHeader, *xast.TableRow:
			if columns := n.Parent().FirstChild().ChildCount(); columns == 4 { // those of descriptions have fewer
				fmt.Fprintf(&b, "row of %d\n", n.ChildCount())
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

func harmless(t *testing.T, to string) {
	t.Helper()
	for _, start := range []string{"#", "https://", "http://", "mailto:"} {
		if strings.HasPrefix(to, start) {
			return
		}
	}
	t.Errorf("a link leads to %q", to)
}
