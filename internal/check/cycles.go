package check

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// cycles refuses types whose values would have no end, and marks those that may contain themselves.
func (c *checker) cycles() {
	w := &walk{c: c, state: map[*model.Named]state{}}
	for _, n := range c.api.Types {
		w.visit(n)
	}
	markRecursive(c.api.Types)
}

// walk follows what every value of a type has to hold, and keeps the way that it came.
type walk struct {
	c     *checker
	state map[*model.Named]state
	way   []step
}

// step is a field of an object, or an alias where field is nil.
type step struct {
	from  *model.Named
	field *model.Field
}

func (w *walk) visit(n *model.Named) {
	w.state[n] = busy
	switch n.Shape {
	case model.Alias:
		w.follow(step{from: n}, n.Type)
	case model.Object:
		for _, f := range n.Fields {
			if !f.Optional || f.Default != nil {
				w.follow(step{n, f}, f.Type)
			}
		}
	}
	w.state[n] = done
}

func (w *walk) follow(s step, t *model.Type) {
	if t.Kind != model.Ref || t.Nullable {
		return
	}
	w.way = append(w.way, s)
	switch w.state[t.Named] {
	case untouched:
		w.visit(t.Named)
	case busy:
		w.refuse(t.Named)
	}
	w.way = w.way[:len(w.way)-1]
}

func (w *walk) refuse(n *model.Named) {
	start := len(w.way) - 1
	for w.way[start].from != n {
		start--
	}
	var b strings.Builder
	for _, s := range w.way[start:] {
		b.WriteString(s.from.Name)
		if s.field != nil {
			b.WriteString("." + s.field.Name)
		}
		b.WriteString(" → ")
	}
	last := w.way[len(w.way)-1]
	pos := w.c.pos[last.from]
	if last.field != nil {
		pos = w.c.pos[last.field]
	}
	w.c.declOf[n].at.Refuse(pos, "contains itself without end: %s%s; make one of these optional, nullable, a list or a map", b.String(), n.Name)
}
