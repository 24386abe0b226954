package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// markRecursive marks the types that can contain themselves, over whatever other types. These are
// the strongly connected components of the graph of types, found by Tarjan's algorithm: a spec of
// thousands of types is still checked in no time.
func markRecursive(types []*model.Named) {
	s := &components{index: map[*model.Named]int{}, low: map[*model.Named]int{}, open: map[*model.Named]bool{}}
	for _, n := range types {
		if s.index[n] == 0 {
			s.visit(n)
		}
	}
}

// components finds strongly connected components. index numbers the types from 1 in the order in
// which they are reached, and low is the smallest number that leads back from a type.
type components struct {
	index, low map[*model.Named]int
	stack      []*model.Named
	open       map[*model.Named]bool // on the stack
}

func (s *components) visit(n *model.Named) {
	s.index[n] = len(s.index) + 1
	s.low[n] = s.index[n]
	s.stack, s.open[n] = append(s.stack, n), true
	for _, next := range namedParts(n) {
		switch {
		case next == n:
			n.Recursive = true
		case s.index[next] == 0:
			s.visit(next)
			s.low[n] = min(s.low[n], s.low[next])
		case s.open[next]:
			s.low[n] = min(s.low[n], s.index[next])
		}
	}
	if s.low[n] == s.index[n] {
		s.close(n)
	}
}

// close takes the component that n was reached first of from the stack.
func (s *components) close(n *model.Named) {
	for several := s.stack[len(s.stack)-1] != n; ; {
		top := s.stack[len(s.stack)-1]
		s.stack, s.open[top] = s.stack[:len(s.stack)-1], false
		top.Recursive = top.Recursive || several
		if top == n {
			return
		}
	}
}

// namedParts are the named types that a type is made of, those inside lists and maps included.
func namedParts(n *model.Named) []*model.Named {
	var all []*model.Named
	for _, t := range parts(n) {
		all = appendNamed(all, t)
	}
	return all
}

func appendNamed(all []*model.Named, t *model.Type) []*model.Named {
	if t == nil {
		return all
	}
	if t.Named != nil {
		all = append(all, t.Named)
	}
	return appendNamed(appendNamed(all, t.Elem), t.Key)
}

// parts are the types that a named type is made of.
func parts(n *model.Named) []*model.Type {
	var all []*model.Type
	for _, f := range n.Fields {
		all = append(all, f.Type)
	}
	for _, m := range n.Members {
		all = append(all, m.Type)
	}
	if n.Type != nil {
		all = append(all, n.Type)
	}
	return all
}
