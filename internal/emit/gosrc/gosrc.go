// Package gosrc is the vocabulary in which the Go emitters write: every imported symbol, the shapes
// of statements, comments and literals that are safe whatever the spec says, and files that are
// checked after they were rendered.
//
// Text from a spec reaches Go source in two ways only: as a comment through Doc, and as a literal
// through the functions of lit.go. Names go through ID, which takes nothing but an ASCII identifier.
package gosrc

import (
	"strconv"

	"github.com/dave/jennifer/jen"
)

// ID is an identifier. It panics when name is none: package check refuses such names, and what
// else would stand here would be code.
func ID(name string) *jen.Statement {
	mustName(name)
	return jen.Id(name)
}

func mustName(name string) {
	if !identifier(name) {
		panic("gosrc: " + strconv.Quote(name) + " is no identifier")
	}
}

// identifier reports whether name is made of ASCII letters and, behind the first, digits.
func identifier(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// Names hands out unexported names, numbering those that are taken.
type Names struct {
	taken map[string]bool
}

// NewNames returns a set in which some names are taken already.
func NewNames(taken ...string) *Names {
	n := &Names{map[string]bool{}}
	for _, name := range taken {
		n.taken[name] = true
	}
	return n
}

// New returns name, or name2, name3 and so on, whichever is free, and takes it.
func (n *Names) New(name string) string {
	mustName(name)
	free := name
	for i := 2; n.taken[free]; i++ {
		free = name + strconv.Itoa(i)
	}
	n.taken[free] = true
	return free
}
