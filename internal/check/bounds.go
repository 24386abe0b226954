package check

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// bound is a limit of a number. An exclusive one is not reached. Sign is 1 of a lower bound, and
// -1 of an upper one.
type bound struct {
	n         *model.Number
	exclusive bool
	sign      int
}

// lower is the lower bound that rules set, if they do.
func lower(r model.Rules) bound {
	return tightest(bound{r.Minimum, false, 1}, bound{r.ExclusiveMinimum, true, 1})
}

// upper is the upper bound that rules set, if they do.
func upper(r model.Rules) bound {
	return tightest(bound{r.Maximum, false, -1}, bound{r.ExclusiveMaximum, true, -1})
}

// tightest is the one of two bounds of the same side that leaves fewer values.
func tightest(a, b bound) bound {
	switch {
	case a.n == nil:
		return b
	case b.n == nil:
		return a
	}
	order := a.sign * compare(a.n, b.n)
	if order < 0 || order == 0 && b.exclusive {
		return b
	}
	return a
}

// compare orders two numbers of one kind, of which either Int or Float is 0.
func compare(a, b *model.Number) int {
	return cmp.Or(cmp.Compare(a.Int, b.Int), cmp.Compare(a.Float, b.Float))
}

func (b bound) split() (inclusive, exclusive *model.Number) {
	if b.exclusive {
		return nil, b.n
	}
	return b.n, nil
}

// String is the bound as a spec says it.
func (b bound) String() string {
	name := "minimum "
	switch {
	case b.sign < 0 && b.exclusive:
		name = "exclusiveMaximum "
	case b.sign < 0:
		name = "maximum "
	case b.exclusive:
		name = "exclusiveMinimum "
	}
	return name + b.n.Text
}

// between says why there is no number between two bounds, or "".
func between(low, high bound, step *model.Number, integers bool) string {
	if low.n == nil || high.n == nil {
		return ""
	}
	order := compare(low.n, high.n)
	touch := order == 0 && (low.exclusive || high.exclusive)
	// Two exclusive bounds with nothing in between. order < 0 keeps the subtraction from wrapping.
	gap := integers && order < 0 && low.exclusive && high.exclusive && high.n.Int-1 == low.n.Int
	switch {
	case order > 0 || touch || gap:
		return fmt.Sprintf("%s and %s leave no value", low, high)
	case integers && step != nil && !steps(low, high, step.Int):
		return fmt.Sprintf("%s, %s and multipleOf %s leave no value", low, high, step.Text)
	}
	return ""
}

// steps reports whether a multiple of step lies between bounds that leave some integer.
func steps(low, high bound, step int64) bool {
	first, last := low.n.Int, high.n.Int
	if low.exclusive {
		first++
	}
	if high.exclusive {
		last--
	}
	// The largest multiple that is not above last; % rounds towards zero.
	rest := last % step
	if rest < 0 {
		rest += step
	}
	return uint64(last)-uint64(first) >= uint64(rest)
}

// isMultiple divides numbers of one kind. Fractions count as the decimals that they are written
// as: as binary fractions, 0.3 is no multiple of 0.1.
func isMultiple(n, of *model.Number) bool {
	if of.Int != 0 {
		return n.Int%of.Int == 0
	}
	return new(big.Rat).Quo(rational(n.Float), rational(of.Float)).IsInt()
}

func rational(f float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	return r
}
