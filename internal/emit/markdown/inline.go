package markdown

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlines writes the children of a node one behind the other.
func (w *writer) inlines(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(w.inline(c))
	}
	return b.String()
}

func (w *writer) inline(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return w.text(n)
	case *ast.String:
		return escape(string(n.Value))
	case *ast.CodeSpan:
		return code(w.literal(n))
	case *ast.Emphasis:
		return emphasis(strings.Repeat("*", n.Level), w.inlines(n))
	case *xast.Strikethrough:
		return emphasis("~~", w.inlines(n))
	case *ast.Link:
		return link(w.inlines(n), string(n.Destination))
	case *ast.AutoLink:
		return link(escape(string(n.Label(w.source))), string(n.URL(w.source)))
	case *ast.RawHTML:
		return escape(w.raw(n))
	case *ast.Image: // what it shows, and not where it is loaded from
		return w.inlines(n)
	}
	return w.inlines(n)
}

func (w *writer) text(n *ast.Text) string {
	text := n.Segment.Value(w.source)
	if !n.IsRaw() {
		text = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(text)))
	}
	switch written := escape(visible(string(text))); {
	case n.HardLineBreak():
		return written + "\\\n"
	case n.SoftLineBreak():
		return written + "\n"
	default:
		return written
	}
}

// literal is the text of a code span.
func (w *writer) literal(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, is := c.(*ast.Text); is {
			b.Write(t.Segment.Value(w.source))
		}
	}
	return b.String()
}

func (w *writer) raw(n *ast.RawHTML) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b.Write(segment.Value(w.source))
	}
	return b.String()
}

// emphasis marks text, unless there is none, or the marks would not hold.
func emphasis(mark, text string) string {
	if strings.TrimSpace(text) == "" || strings.TrimSpace(text) != text {
		return text
	}
	return mark + text + mark
}

// link links to the web and to mail addresses. Of other links the text is left.
func link(text, to string) string {
	u, err := url.Parse(to)
	if err != nil || text == "" {
		return text
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return "[" + text + "](<" + destination.Replace(to) + ">)"
	}
	return text
}

var destination = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "`", "%60", "|", "%7C", " ", "%20")
