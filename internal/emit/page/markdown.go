package page

import (
	"bytes"
	"html"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// richText is HTML that was made of Markdown and cleaned. The page shows it as it is, so nothing else may
// become one.
type richText string

// rich renders Markdown, and takes from it what could run, load or pretend.
func rich(markdown string) richText {
	markdown = strings.TrimSpace(markdown)
	if markdown == "" {
		return ""
	}
	var b bytes.Buffer
	if err := markup.Convert([]byte(markdown), &b); err != nil {
		panic(err) // a buffer takes everything
	}
	return richText(strings.TrimSpace(string(cleaner.SanitizeBytes(b.Bytes()))))
}

// markup is CommonMark with tables and strikethrough. HTML shows as the text that it is: who writes
// list<string> means just that.
var markup = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(plainly{}, 100))),
)

// cleaner is the second lock: whatever the first lets pass, this is all that remains. Links may lead to other
// servers when a person follows them, and nothing is ever loaded from there.
var cleaner = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li",
		"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireParseableURLs(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	return p
}()

// plainly renders what Markdown could load or run as text, and headings below those of the page.
type plainly struct{}

// RegisterFuncs is called by goldmark.
func (plainly) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, heading)
	r.Register(ast.KindHTMLBlock, htmlBlock)
	r.Register(ast.KindRawHTML, rawHTML)
	r.Register(ast.KindImage, image)
}

// heading begins at the third level: a page has a title and sections of its own.
func heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "h" + string(rune('0'+min(n.(*ast.Heading).Level+2, 6))) + ">"
	if entering {
		_, _ = w.WriteString("<" + tag)
	} else {
		_, _ = w.WriteString("</" + tag + "\n")
	}
	return ast.WalkContinue, nil
}

func htmlBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		text := n.(*ast.HTMLBlock).Lines().Value(source)
		if line := n.(*ast.HTMLBlock).ClosureLine; line.Start >= 0 {
			text = append(text, line.Value(source)...)
		}
		_, _ = w.WriteString("<p>" + html.EscapeString(strings.TrimSpace(string(text))) + "</p>\n")
	}
	return ast.WalkSkipChildren, nil
}

func rawHTML(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(html.EscapeString(string(n.(*ast.RawHTML).Segments.Value(source))))
	}
	return ast.WalkSkipChildren, nil
}

// image leaves the text that stands for an image.
func image(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}
