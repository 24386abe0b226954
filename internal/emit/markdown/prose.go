package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	source "github.com/yuin/goldmark/text"
)

// The descriptions of a spec are Markdown. They are read, and written anew from what was understood:
// so they cannot hold HTML, load images, end the table that they stand in, or add headings.

var reader = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
).Parser()

// prose is a description as blocks, without a line feed at its end.
func prose(description string) string {
	if words(description) {
		return strings.TrimSpace(description)
	}
	p := parse(description)
	return strings.TrimRight(p.blocks(p.root), "\n")
}

// cell is a description in one line, for a cell of a table or an item of a list.
func cell(description string) string {
	if words(description) {
		return strings.TrimSpace(description)
	}
	p := parse(description)
	return strings.Join(strings.Fields(p.flat(p.root)), " ")
}

type writer struct {
	source []byte
	root   ast.Node
}

func parse(description string) *writer {
	raw := []byte(visible(description))
	return &writer{source: raw, root: reader.Parse(source.NewReader(raw))}
}

// blocks writes the children of a node one below the other.
func (w *writer) blocks(n ast.Node) string {
	var all []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if block := strings.TrimRight(w.block(c), "\n"); block != "" {
			all = append(all, block)
		}
	}
	return strings.Join(all, "\n\n")
}

func (w *writer) block(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return startOfLines(w.inlines(n))
	case *ast.Heading: // the headings of the page are its own
		return "**" + w.inlines(n) + "**"
	case *ast.FencedCodeBlock:
		return fence(language(string(n.Language(w.source))), w.lines(n))
	case *ast.CodeBlock:
		return fence("", w.lines(n))
	case *ast.HTMLBlock:
		return startOfLines(escape(w.html(n)))
	case *ast.Blockquote:
		return indent(w.blocks(n), "> ", "> ")
	case *ast.List:
		return w.list(n)
	case *ast.ThematicBreak:
		return "***"
	case *xast.Table:
		return w.table(n)
	}
	return w.blocks(n)
}

func (w *writer) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.source))
	}
	return b.String()
}

// html is the text of a block of HTML, which stays text. Blank lines in it would end the paragraph.
func (w *writer) html(n *ast.HTMLBlock) string {
	text := w.lines(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(w.source))
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (w *writer) list(l *ast.List) string {
	between := "\n\n"
	if l.IsTight {
		between = "\n"
	}
	var items []string
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if l.IsOrdered() {
			marker = itoa(number) + ". "
			number++
		}
		blocks := w.blocks(item)
		if l.IsTight {
			blocks = strings.ReplaceAll(blocks, "\n\n- ", "\n- ")
		}
		items = append(items, indent(blocks, marker, strings.Repeat(" ", len(marker))))
	}
	return strings.Join(items, between)
}

func (w *writer) table(t *xast.Table) string {
	var rows []string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, inCell(strings.Join(strings.Fields(w.inlines(c)), " ")))
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
		if len(rows) == 1 {
			rows = append(rows, strings.Repeat("|---", len(cells))+"|")
		}
	}
	return strings.Join(rows, "\n")
}

// flat writes blocks as inlines.
func (w *writer) flat(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *xast.TableCell:
		return inCell(w.inlines(n)) + " "
	case *ast.FencedCodeBlock:
		return inCell(code(strings.Join(strings.Fields(w.lines(n)), " "))) + " "
	case *ast.CodeBlock:
		return inCell(code(strings.Join(strings.Fields(w.lines(n)), " "))) + " "
	case *ast.HTMLBlock:
		return inCell(escape(w.html(n))) + " "
	}
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(w.flat(c))
	}
	return b.String()
}
