package rpc

import (
	"math"
	"math/big"
	"slices"
	"strconv"
)

// IntegerRules are the rules for an integer. They are made once, by Integers, and are safe for
// concurrent use from then on.
type IntegerRules struct {
	min, max   int64
	exclusive  uint8 // which of min and max are
	multipleOf int64 // 0: none
	enum       *IntEnum
	hasMin     bool
	hasMax     bool
}

const (
	exclusiveMin = 1 << iota
	exclusiveMax
)

// Integers returns rules that hold for every integer.
//
//go:noinline
func Integers() *IntegerRules { return &IntegerRules{} }

// Minimum asks for at least n. Of Minimum and ExclusiveMinimum, the last one holds.
// It changes r and returns it, as all of its kind do.
//
//go:noinline
func (r *IntegerRules) Minimum(n int64) *IntegerRules {
	r.min, r.hasMin, r.exclusive = n, true, r.exclusive&^exclusiveMin
	return r
}

// ExclusiveMinimum asks for more than n.
func (r *IntegerRules) ExclusiveMinimum(n int64) *IntegerRules {
	r.min, r.hasMin, r.exclusive = n, true, r.exclusive|exclusiveMin
	return r
}

// Maximum asks for at most n. Of Maximum and ExclusiveMaximum, the last one holds.
//
//go:noinline
func (r *IntegerRules) Maximum(n int64) *IntegerRules {
	r.max, r.hasMax, r.exclusive = n, true, r.exclusive&^exclusiveMax
	return r
}

// ExclusiveMaximum asks for less than n.
func (r *IntegerRules) ExclusiveMaximum(n int64) *IntegerRules {
	r.max, r.hasMax, r.exclusive = n, true, r.exclusive|exclusiveMax
	return r
}

// MultipleOf asks for a multiple of n, which is positive.
func (r *IntegerRules) MultipleOf(n int64) *IntegerRules {
	r.multipleOf = n
	return r
}

// Enum asks for one of values.
func (r *IntegerRules) Enum(values ...int64) *IntegerRules {
	r.enum = NewIntEnum(values...)
	return r
}

func (r *IntegerRules) check(d *Decoder, n int64) {
	if r.hasMin && (n < r.min || n == r.min && r.exclusive&exclusiveMin != 0) {
		failMinimum(d, strconv.FormatInt(r.min, 10), r.exclusive&exclusiveMin != 0)
	}
	if r.hasMax && (n > r.max || n == r.max && r.exclusive&exclusiveMax != 0) {
		failMaximum(d, strconv.FormatInt(r.max, 10), r.exclusive&exclusiveMax != 0)
	}
	if r.multipleOf != 0 && n%r.multipleOf != 0 {
		failMultiple(d, strconv.FormatInt(r.multipleOf, 10))
	}
	if r.enum != nil && !r.enum.has(n) {
		d.fail("enum", r.enum.message, r.enum.limit)
	}
}

// NumberRules are the rules for a floating-point number. They are made once, by Numbers, and are
// safe for concurrent use from then on.
type NumberRules struct {
	min, max   float64 // infinite: none
	exclusive  uint8
	multipleOf float64 // 0: none
	enum       []float64
}

// Numbers returns rules that hold for every number.
func Numbers() *NumberRules { return &NumberRules{min: math.Inf(-1), max: math.Inf(1)} }

// Minimum asks for at least n. Of Minimum and ExclusiveMinimum, the last one holds.
// It changes r and returns it, as all of its kind do.
func (r *NumberRules) Minimum(n float64) *NumberRules {
	r.min, r.exclusive = n, r.exclusive&^exclusiveMin
	return r
}

// ExclusiveMinimum asks for more than n.
func (r *NumberRules) ExclusiveMinimum(n float64) *NumberRules {
	r.min, r.exclusive = n, r.exclusive|exclusiveMin
	return r
}

// Maximum asks for at most n. Of Maximum and ExclusiveMaximum, the last one holds.
func (r *NumberRules) Maximum(n float64) *NumberRules {
	r.max, r.exclusive = n, r.exclusive&^exclusiveMax
	return r
}

// ExclusiveMaximum asks for less than n.
func (r *NumberRules) ExclusiveMaximum(n float64) *NumberRules {
	r.max, r.exclusive = n, r.exclusive|exclusiveMax
	return r
}

// MultipleOf asks for a multiple of n, which is positive. Both count as the shortest decimal
// number that stands for them, so that 0.3 is a multiple of 0.1.
func (r *NumberRules) MultipleOf(n float64) *NumberRules {
	r.multipleOf = n
	return r
}

// Enum asks for one of values.
func (r *NumberRules) Enum(values ...float64) *NumberRules {
	r.enum = values
	return r
}

func (r *NumberRules) check(d *Decoder, n float64) {
	if n < r.min || n == r.min && r.exclusive&exclusiveMin != 0 {
		failMinimum(d, formatFloat(r.min), r.exclusive&exclusiveMin != 0)
	}
	if n > r.max || n == r.max && r.exclusive&exclusiveMax != 0 {
		failMaximum(d, formatFloat(r.max), r.exclusive&exclusiveMax != 0)
	}
	if r.multipleOf != 0 && !isMultiple(n, r.multipleOf) {
		failMultiple(d, formatFloat(r.multipleOf))
	}
	if r.enum != nil && !slices.Contains(r.enum, n) {
		message, limit := enumTexts(r.enum, formatFloat)
		d.fail("enum", message, limit)
	}
}

// isMultiple divides decimals: as binary fractions, 0.3 is no multiple of 0.1.
func isMultiple(n, of float64) bool {
	if n == math.Trunc(n) && of == math.Trunc(of) {
		return math.Mod(n, of) == 0
	}
	dividend, exponent := decimalOf(n)
	divisor, divisorExponent := decimalOf(of)
	// Scale the one with the larger exponent, so that both count in the same unit.
	scale(dividend, exponent-divisorExponent)
	scale(divisor, divisorExponent-exponent)
	return new(big.Int).Rem(dividend, divisor).Sign() == 0
}

func scale(n *big.Int, exponent int) {
	if exponent > 0 {
		n.Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil))
	}
}

// decimalOf returns the shortest decimal for n, as digits and a power of ten.
func decimalOf(n float64) (digits *big.Int, exponent int) {
	text := strconv.FormatFloat(n, 'e', -1, 64)
	e := slices.Index([]byte(text), 'e')
	exponent, _ = strconv.Atoi(text[e+1:])
	mantissa := text[:e]
	if dot := slices.Index([]byte(mantissa), '.'); dot >= 0 {
		exponent -= len(mantissa) - dot - 1
		mantissa = mantissa[:dot] + mantissa[dot+1:]
	}
	digits, _ = new(big.Int).SetString(mantissa, 10)
	return digits, exponent
}

func formatFloat(f float64) string { return string(appendFloat(nil, f)) }

func failMinimum(d *Decoder, limit string, exclusive bool) {
	if exclusive {
		d.fail("exclusiveMinimum", "must be greater than "+limit, limit)
		return
	}
	d.fail("minimum", "must be at least "+limit, limit)
}

func failMaximum(d *Decoder, limit string, exclusive bool) {
	if exclusive {
		d.fail("exclusiveMaximum", "must be less than "+limit, limit)
		return
	}
	d.fail("maximum", "must be at most "+limit, limit)
}

func failMultiple(d *Decoder, limit string) {
	d.fail("multipleOf", "must be a multiple of "+limit, limit)
}
