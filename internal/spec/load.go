package spec

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

const (
	maxBytes   = 1 << 20
	maxNesting = 64
)

// load reads the document and refuses what YAML has and the language has not. It returns nil when
// there is nothing to go on with.
func load(text []byte, diags *diag.List) (*node, *source) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	top := diags.Top()
	if len(text) > maxBytes {
		top.Refuse(diag.Pos{}, "the spec has %d bytes, and at most %d are read", len(text), maxBytes)
		return nil, nil
	}
	src := newSource(string(text))
	if !utf8.Valid(text) {
		top.Refuse(src.position(validPrefix(text)), "the spec is not UTF-8 here")
		return nil, nil
	}
	root := parseYAML(src, top)
	if root == nil {
		return nil, nil
	}
	c := cleaner{src, top}
	c.clean(root, 1)
	return root, src
}

func parseYAML(src *source, top diag.Place) *node {
	documents := yaml.NewDecoder(bytes.NewReader([]byte(src.text)))
	first, err := decode(documents)
	switch {
	case err == io.EOF, err == nil && first.isNull():
		top.Refuse(diag.Pos{Line: 1, Col: 1}, "the spec is empty")
		return nil
	case err != nil:
		refuseSyntax(src, err, top)
		return nil
	}
	second, err := decode(documents)
	switch {
	case err == nil:
		top.Refuse(src.place(second.Line, second.Column), "a spec is one document, and here a second one begins")
	case err != io.EOF:
		refuseSyntax(src, err, top)
	}
	return first
}

var errPanic = errors.New("the library gave up")

// decode reads one document. The library panics on some texts that are not YAML.
func decode(documents *yaml.Decoder) (root *node, err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	var document yaml.Node
	if err := documents.Decode(&document); err != nil {
		return nil, err
	}
	if len(document.Content) == 0 {
		return nil, io.EOF
	}
	return (*node)(document.Content[0]), nil
}

// cleaner refuses anchors, aliases, merge keys and tags, and what nests too deep, and leaves a
// tree without them. It also puts every node where it stands in the text.
type cleaner struct {
	src *source
	top diag.Place
}

func (c *cleaner) clean(n *node, depth int) {
	pos := c.src.place(n.Line, n.Column)
	n.Line, n.Column = pos.Line, pos.Col
	if n.Anchor != "" {
		n.refuse(c.top, "the anchor &%s is not part of the spec language", clip(n.Anchor))
	}
	switch {
	case n.Kind == yaml.AliasNode:
		c.top.Refuse(pos, "the alias *%s is not part of the spec language: write the value out", clip(n.Value))
	case n.Tag == "!!merge":
		c.top.Refuse(pos, "the merge key << is not part of the spec language: use extends")
		n.drop()
	case n.Style&yaml.TaggedStyle != 0:
		c.top.Refuse(pos, "the tag %s is not part of the spec language", clip(n.Tag))
		n.untag()
	}
	if !n.isScalar() && depth > maxNesting {
		c.top.Refuse(pos, "the spec nests more than %d deep here", maxNesting)
		n.drop()
	}
	for i := range n.Content {
		c.clean(n.child(i), depth+1)
	}
}

// validPrefix returns how many bytes of text are UTF-8.
func validPrefix(text []byte) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRune(text[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}
