package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// defaults checks the default of every field and param against its type.
func (c *checker) defaults() {
	e := &expansion{needs: map[*model.Field][]*model.Field{}, original: map[*model.Field]*model.Field{}}
	for _, f := range c.fields {
		if f.src.Default == nil {
			continue
		}
		j := &judge{c: c, at: f.at, what: "default", defaults: true}
		f.out.Default = j.value("", f.out.Type, f.src.Default)
		e.needs[f.out] = j.left
	}
	for _, copied := range c.copies {
		copied.field.Default = copied.of.Default
		e.original[copied.field] = copied.of
	}
	for _, f := range c.fields {
		if e.leads(f.out, f.out, map[*model.Field]bool{}) {
			f.at.Refuse(f.src.Default.Pos, "default leaves out a field whose own default leads back here: it has no end")
		}
	}
}

// expansion is what it takes to write a default to its end: needs holds the fields that an object
// in it leaves out, whose defaults stand there then.
type expansion struct {
	needs    map[*model.Field][]*model.Field
	original map[*model.Field]*model.Field // of fields that "extends" copied
}

// leads reports whether writing the default of from needs that of to.
func (e *expansion) leads(from, to *model.Field, seen map[*model.Field]bool) bool {
	for _, next := range e.needs[from] {
		for e.original[next] != nil {
			next = e.original[next]
		}
		if next == to {
			return true
		}
		if !seen[next] {
			seen[next] = true
			if e.leads(next, to, seen) {
				return true
			}
		}
	}
	return false
}
