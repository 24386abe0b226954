package rpc

import (
	"slices"
	"strconv"
	"strings"
)

// Enum is a set of strings. It is made once, and is safe for concurrent use from then on.
type Enum struct {
	values  []string
	index   map[string]int // of many values
	open    bool
	message string
	limit   string
}

// NewEnum returns the set of values.
func NewEnum(values ...string) *Enum {
	e := &Enum{values: values}
	e.message, e.limit = enumTexts(values, quote)
	if len(values) > manyMembers {
		e.index = make(map[string]int, len(values))
		for i, value := range values {
			e.index[value] = i
		}
	}
	return e
}

// Open lets other values pass too. It changes e and returns it.
func (e *Enum) Open() *Enum {
	e.open = true
	return e
}

// find returns the index of text, or -1.
func (e *Enum) find(text []byte) int {
	if e.index != nil {
		if i, ok := e.index[string(text)]; ok {
			return i
		}
		return -1
	}
	for i, value := range e.values {
		if value == string(text) {
			return i
		}
	}
	return -1
}

// has is find for a string.
func (e *Enum) has(text string) bool {
	if e.index != nil {
		_, ok := e.index[text]
		return ok
	}
	return slices.Contains(e.values, text)
}

// IntEnum is a set of integers. It is made once, and is safe for concurrent use from then on.
type IntEnum struct {
	values  []int64
	open    bool
	message string
	limit   string
}

// NewIntEnum returns the set of values.
func NewIntEnum(values ...int64) *IntEnum {
	e := &IntEnum{values: values}
	e.message, e.limit = enumTexts(values, func(n int64) string { return strconv.FormatInt(n, 10) })
	return e
}

// Open lets other values pass too. It changes e and returns it.
func (e *IntEnum) Open() *IntEnum {
	e.open = true
	return e
}

func (e *IntEnum) has(n int64) bool { return slices.Contains(e.values, n) }

// enumShown is how many values a message names; the limit names all of them.
const enumShown = 10

// enumTexts returns the message and the limit of a violation of an enum.
func enumTexts[T any](values []T, text func(T) string) (message, limit string) {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = text(value)
	}
	limit = "[" + strings.Join(all, ",") + "]"
	switch n := len(all); {
	case n == 1:
		return "must be " + all[0], limit
	case n > enumShown:
		return "must be one of " + strings.Join(all[:enumShown], ", ") + " and " + strconv.Itoa(n-enumShown) + " more", limit
	}
	return "must be one of " + strings.Join(all, ", "), limit
}
