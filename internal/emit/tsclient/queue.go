package tsclient

import "github.com/trunkline-rpc/trunkline/internal/model"

// queue holds types that something was said of, and that have to be declared for it. Each is in it once.
type queue struct {
	seen map[*model.Named]bool
	all  []*model.Named
}

func (q *queue) add(n *model.Named) {
	if q.seen == nil {
		q.seen = map[*model.Named]bool{}
	}
	if !q.seen[n] {
		q.seen[n] = true
		q.all = append(q.all, n)
	}
}

// each calls f with each type, also with those that f adds.
func (q *queue) each(f func(n *model.Named)) {
	for i := 0; i < len(q.all); i++ {
		f(q.all[i])
	}
}
