package spec

import (
	"gopkg.in/yaml.v3"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// node is a node of the YAML document. One that was refused as a whole is left as an alias, and
// the readers say nothing more of it.
type node yaml.Node

func (n *node) isRefused() bool { return n.Kind == yaml.AliasNode }

// drop refuses n as a whole.
func (n *node) drop() { *n = node{Kind: yaml.AliasNode, Line: n.Line, Column: n.Column} }

// untag takes away an explicit tag: what remains is what YAML reads without it, or the text that
// the tag asked for.
func (n *node) untag() {
	n.Style &^= yaml.TaggedStyle
	if n.Tag != "!!str" {
		n.Tag = ""
		n.Tag = (*yaml.Node)(n).ShortTag()
	}
}

// refuse records a mistake at n, unless n was refused before.
func (n *node) refuse(at diag.Place, format string, args ...any) {
	if !n.isRefused() {
		at.Refuse(n.pos(), format, args...)
	}
}

func (n *node) pos() diag.Pos { return diag.Pos{Line: n.Line, Col: n.Column} }

func (n *node) child(i int) *node { return (*node)(n.Content[i]) }

func (n *node) isScalar() bool { return n.Kind == yaml.ScalarNode }

func (n *node) isMapping() bool { return n.Kind == yaml.MappingNode }

func (n *node) isList() bool { return n.Kind == yaml.SequenceNode }

func (n *node) isNull() bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// isEmpty reports whether nothing stands where a value could.
func (n *node) isEmpty() bool { return n.isNull() && n.Value == "" }

// inFlow reports whether a mapping is written in braces.
func (n *node) inFlow() bool { return n.Style&yaml.FlowStyle != 0 }

// plain reports whether a scalar is written without quotes, in one line or several.
func (n *node) plain() bool {
	return n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

// kind names what the node is, for messages.
func (n *node) kind() string {
	switch {
	case n.isMapping():
		return "a mapping"
	case n.isList():
		return "a list"
	case n.isNull():
		return "nothing"
	}
	return "a text"
}
