package spec

import (
	"errors"
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// generics are the types that take arguments, with how many they may take.
var generics = map[string]struct{ min, max int }{
	"list": {1, 1},
	"map":  {1, 2},
}

// expr reads a type expression. It returns nil, with a mistake, when n holds none.
func (r *reader) expr(at diag.Place, n *node) *Expr {
	if n.isNull() && !n.isEmpty() {
		n.refuse(at, "%s alone is no type: what may be null has a type such as string | null", n.Value)
		return nil
	}
	if !n.isScalar() || n.isNull() {
		n.refuse(at, `wants a type such as string, list<User> or User | null, and this is %s`, n.kind())
		return nil
	}
	text, ok := r.text(at, "type", n)
	if !ok {
		return nil
	}
	p := &exprParser{text: text.Value, whole: text.Pos}
	p.start, p.exact = r.inside(n)
	e, err := p.union(0)
	if err == nil && p.peek() != 0 {
		err = p.surplus()
	}
	if err != nil {
		at.Refuse(p.pos(), "type %q: %v", clip(text.Value), err)
		return nil
	}
	return e
}

// exprParser reads type expressions by recursive descent.
type exprParser struct {
	text  string
	at    int
	whole diag.Pos // of the scalar, with its quote
	start diag.Pos // of what it holds
	exact bool
}

// pos is where the parser stands. What it has passed over is ASCII, so that bytes are columns.
func (p *exprParser) pos() diag.Pos {
	if !p.exact || p.at == 0 {
		return p.whole
	}
	return p.start.Shift(p.at)
}

// rest is what the parser has not passed over, for messages.
func (p *exprParser) rest() string { return clip(p.text[p.at:]) }

// surplus says what is wrong with what follows a type.
func (p *exprParser) surplus() error {
	if strings.TrimSpace(p.rest()) == "?" {
		return errors.New("what may be absent has the ? behind its name, as in note?: string; what may be null has a type such as string | null")
	}
	return fmt.Errorf("%q is not expected here", p.rest())
}

// peek passes over spaces and returns the next byte, or 0 at the end.
func (p *exprParser) peek() byte {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

// union reads "A | B | null".
func (p *exprParser) union(depth int) (*Expr, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("nests more than %d deep", maxNesting)
	}
	p.peek()
	pos := p.pos()
	first, err := p.term(depth)
	if err != nil || p.peek() != '|' {
		return first, err
	}
	e := &Expr{Pos: pos, Members: []*Expr{first}}
	for p.peek() == '|' {
		p.at++
		member, err := p.term(depth)
		if err != nil {
			return nil, err
		}
		e.Members = append(e.Members, member)
	}
	return e, nil
}

// term reads "Name", "list<T>" or "map<Key, T>".
func (p *exprParser) term(depth int) (*Expr, error) {
	c := p.peek()
	e := &Expr{Pos: p.pos()}
	from := p.at
	for p.at < len(p.text) && isNameByte(p.text[p.at]) {
		p.at++
	}
	e.Name = p.text[from:p.at]
	switch {
	case e.Name == "" && c == 0:
		return nil, errors.New("a type is missing at the end")
	case e.Name == "":
		return nil, fmt.Errorf("a type is missing before %q", p.rest())
	case strings.HasSuffix(p.text[p.at:], "[]"):
		return nil, fmt.Errorf("a list is written list<%s>", e.Name)
	case p.peek() != '<':
		return e, p.bare(e, from)
	}
	return e, p.arguments(e, from, depth)
}

// bare holds a name without arguments to what it needs.
func (p *exprParser) bare(e *Expr, from int) error {
	if g, ok := generics[e.Name]; ok && g.min > 0 {
		p.at = from
		return fmt.Errorf("%s wants the type of what it holds: %s<string>", e.Name, e.Name)
	}
	return nil
}

// arguments reads "<T>" or "<Key, T>".
func (p *exprParser) arguments(e *Expr, from, depth int) error {
	g, ok := generics[e.Name]
	if !ok {
		p.at = from
		return fmt.Errorf("%s takes no types in < >%s", e.Name, generic(e.Name))
	}
	open := p.at
	for c := p.peek(); c == '<' || c == ','; c = p.peek() {
		p.at++
		arg, err := p.union(depth + 1)
		if err != nil {
			return err
		}
		e.Args = append(e.Args, arg)
	}
	if p.peek() != '>' {
		p.at = open
		return errors.New("the < is never closed")
	}
	p.at++
	if len(e.Args) < g.min || len(e.Args) > g.max {
		p.at = from
		return fmt.Errorf("%s takes %s, and not %d", e.Name, wanted(g.min, g.max), len(e.Args))
	}
	return nil
}

// generic suggests what was meant by a name that takes no types.
func generic(name string) string {
	switch strings.ToLower(name) {
	case "array", "slice", "vector", "set", "seq":
		return ": a list is written list<T>"
	case "dict", "record", "hashmap":
		return ": a map is written map<T>"
	case "optional", "option", "nullable", "maybe":
		return ": what may be absent is written note?: string, and what may be null string | null"
	}
	return diag.Suggest(name, []string{"list", "map"})
}

func wanted(low, high int) string {
	if low == high {
		return "one type"
	}
	return "one type or two"
}

func isNameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '-' || c == '$'
}
