package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// markUsed lists for every type the methods that reach it.
func (c *checker) markUsed() {
	r := &reached{edges: map[*model.Named][]*model.Named{}, by: map[*model.Named]*model.Method{}}
	for _, n := range c.api.Types {
		r.edges[n] = namedParts(n)
	}
	for _, m := range c.api.Methods {
		if m.ParamsType != nil {
			r.visit(m.ParamsType, m)
		}
		r.fields(m.Params, m)
		r.typ(m.Result, m)
		for _, e := range m.Errors {
			r.fields(e.Fields, m)
			r.typ(e.Data, m)
		}
	}
}

// reached remembers for each type the last method that reached it.
type reached struct {
	edges map[*model.Named][]*model.Named
	by    map[*model.Named]*model.Method
}

func (r *reached) visit(n *model.Named, m *model.Method) {
	if r.by[n] == m {
		return
	}
	r.by[n] = m
	n.UsedBy = append(n.UsedBy, m)
	for _, next := range r.edges[n] {
		r.visit(next, m)
	}
}

func (r *reached) fields(fields []*model.Field, m *model.Method) {
	for _, f := range fields {
		r.typ(f.Type, m)
	}
}

func (r *reached) typ(t *model.Type, m *model.Method) {
	for _, n := range appendNamed(nil, t) {
		r.visit(n, m)
	}
}
