package check

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// where is the part of the spec in which a type stands. It decides which keys fit; those that the
// parser refuses already are not spoken of here.
type where struct {
	name       string
	open       bool
	deprecated bool
}

var (
	inTypes  = where{name: "a type", open: true, deprecated: true}
	inFields = where{name: "a field", deprecated: true}
	inResult = where{name: "a result"}
	inData   = where{name: "the data of an error"}
)

// together refuses the keys of a type that do not fit where it stands, or do not fit each other.
func together(at place, t *spec.Type, w where) {
	if !w.deprecated {
		at.unless(t.Deprecated.Pos, "deprecated does not fit %s: it is for types, fields, params and methods", w.name)
	}
	switch {
	case t.HasFields || len(t.Extends) > 0:
		alone(at, t, "fields, which make an object")
		if t.Union != nil {
			at.Refuse(t.Union.Pos, "union does not fit beside fields, which make an object")
		}
	case t.Union != nil:
		alone(at, t, "union")
	case t.Enum != nil:
		besideEnum(at, t)
	}
	open(at, t, w)
}

// alone refuses what says something of a value beside what makes it an object or a union.
func alone(at place, t *spec.Type, what string) {
	const format = "%s does not fit beside %s"
	if t.Expr != nil {
		at.Refuse(t.Expr.Pos, format, "type", what)
	}
	if t.Enum != nil {
		at.Refuse(t.Enum.Pos, format, "enum", what)
	}
	for _, rule := range t.Rules {
		at.Refuse(rule.Keyword.Pos, format, rule.Keyword.Value, what)
	}
	at.unless(t.Secret.Pos, format, "secret", what)
	at.unless(t.Encoding.Pos, format, "encoding", what)
}

func besideEnum(at place, t *spec.Type) {
	for _, rule := range t.Rules {
		at.Refuse(rule.Keyword.Pos, "%s says nothing beside enum, which lists the values", rule.Keyword.Value)
	}
	at.unless(t.Secret.Pos, "secret does not fit an enum, whose values everybody can read")
	at.unless(t.Encoding.Pos, "encoding fits bytes alone")
}

// open checks the key that lets unknown values of an enum pass.
func open(at place, t *spec.Type, w where) {
	switch {
	case !t.Open.IsSet():
	case t.Enum == nil:
		at.Refuse(t.Open.Pos, "open fits an enum alone")
	case !w.open:
		at.Refuse(t.Open.Pos, "an open enum needs a name: declare it under types, and name it here")
	}
}

// unless refuses what stands at pos, unless that is no place.
func (p place) unless(pos diag.Pos, format string, args ...any) {
	if pos.IsValid() {
		p.Refuse(pos, format, args...)
	}
}
