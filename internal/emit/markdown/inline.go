package markdown

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlines writes the children of a node one behind the other. Texts that follow each other are one.
func (w *writer) inlines(n ast.Node) string {
	var b strings.Builder
	words := ""
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, is := c.(*ast.Text)
		if !is {
			b.WriteString(escape(words) + w.inline(c))
			words = ""
			continue
		}
		words += w.text(t)
		if t.HardLineBreak() || t.SoftLineBreak() {
			b.WriteString(escape(words) + lineBreak(t))
			words = ""
		}
	}
	return b.String() + escape(words)
}

func lineBreak(t *ast.Text) string {
	if t.HardLineBreak() {
		return "\\\n"
	}
	return "\n"
}

func (w *writer) inline(n ast.Node) string {
	switch n := n.(type) {
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
		return address(string(n.Label(w.source)), string(n.URL(w.source)))
	case *ast.RawHTML:
		return escape(w.raw(n))
	case *ast.Image: // what it shows, and not where it is loaded from
		return w.inlines(n)
	}
	return w.inlines(n)
}

// text is what a reader sees of a text: its escapes and entities are resolved.
func (w *writer) text(n *ast.Text) string {
	raw := n.Segment.Value(w.source)
	if n.IsRaw() {
		return visible(string(raw))
	}
	var seen []byte
	for len(raw) > 0 {
		size, resolved := 1, raw[:1]
		switch next := entity.Find(raw); {
		case raw[0] == '\\' && len(raw) > 1 && util.IsPunct(raw[1]):
			size, resolved = 2, raw[1:2]
		case next != nil:
			size, resolved = len(next), util.ResolveEntityNames(util.ResolveNumericReferences(next))
		}
		seen = append(seen, resolved...)
		raw = raw[size:]
	}
	return visible(string(seen))
}

var entity = regexp.MustCompile(`^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);`)

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

// address is a link that shows where it leads.
func address(label, to string) string {
	if label == to && linked(to) && destination.Replace(to) == to {
		return "<" + to + ">"
	}
	return link(escape(label), to)
}

// link links to the web and to mail addresses. Of other links the text is left.
func link(text, to string) string {
	if text == "" || !linked(to) {
		return text
	}
	return "[" + text + "](<" + destination.Replace(to) + ">)"
}

func linked(to string) bool {
	u, err := url.Parse(to)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

var destination = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "`", "%60", "|", "%7C", " ", "%20")
