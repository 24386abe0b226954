package gotypes

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Encoding writes the bodies of EncodeRPC methods, statement by statement. Text that does not
// depend on values is gathered, so that one call writes as much of it as there is.
type Encoding struct {
	vars  *Vars
	group *jen.Group
	enc   gosrc.Code
	owner string
	text  string
	depth int
}

// NewEncoding writes to g; enc is the encoder. owner begins the names of variables that are not
// there from decoding the same type.
func NewEncoding(g *jen.Group, vars *Vars, enc gosrc.Code, owner string) *Encoding {
	return &Encoding{vars: vars, group: g, enc: enc, owner: owner}
}

func (e *Encoding) call(method string, args ...jen.Code) {
	e.Flush()
	e.group.Add(e.enc().Dot(method).Call(args...))
}

// Raw writes text as it is.
//
//	e.Raw(`{"status":`)
func (e *Encoding) Raw(text string) { e.text += text }

// Flush writes the text gathered so far.
func (e *Encoding) Flush() {
	if e.text != "" {
		e.group.Add(e.enc().Dot("Raw").Call(gosrc.Raw(e.text)))
		e.text = ""
	}
}

// block writes the statements of a block.
func (e *Encoding) block(body func(*Encoding)) func(*jen.Group) {
	return func(g *jen.Group) {
		inner := &Encoding{vars: e.vars, group: g, enc: e.enc, owner: e.owner, depth: e.depth}
		body(inner)
		inner.Flush()
	}
}

// Object writes the fields of receiver as an object.
//
//	e.Raw(`{"status":`)
//	e.IntEnum(int64(r.Status), outcomeValues)
//	e.Raw(`}`)
func (e *Encoding) Object(fields []*model.Field, receiver gosrc.Code) {
	e.Raw("{")
	before := none
	for _, f := range fields {
		value := receiver.Field(naming.Field(f))
		if present := presentIf(f, value); present != nil {
			e.Flush()
			e.group.If(present).BlockFunc(e.block(func(e *Encoding) {
				e.name(f.Name, before)
				e.Field(f, value)
			}))
			before = max(before, some)
			continue
		}
		e.name(f.Name, before)
		e.Field(f, value)
		before = all
	}
	e.Raw("}")
	e.Flush()
}

// members tells which members stand before another one.
type members int

const (
	none members = iota
	some         // perhaps: only such that may be absent
	all
)

func (e *Encoding) name(name string, before members) {
	switch before {
	case some:
		e.call("Comma")
	case all:
		e.Raw(",")
	}
	e.Raw(gosrc.JSONString(name) + ":")
}

// presentIf is the condition under which a field is written, or nil: always.
//
//	r.Note != nil
func presentIf(f *model.Field, value gosrc.Code) jen.Code {
	switch {
	case PresenceOf(f) == TriState:
		return jen.Op("!").Add(value()).Dot("IsAbsent").Call()
	case f.Optional && f.Default == nil:
		return value().Op("!=").Nil()
	}
	return nil
}

// Field writes the value of a field that is present.
func (e *Encoding) Field(f *model.Field, value gosrc.Code) {
	u := Of(f.Type)
	presence := PresenceOf(f)
	switch {
	case presence == TriState:
		e.triState(u, value)
	case u.Nullable:
		e.orNull(value().Op("==").Nil(), func(e *Encoding) { e.value(u, value, presence == Pointer) })
	default:
		e.value(u, value, presence == Pointer)
	}
}

// triState writes a value or null.
//
//	if value, ok := r.Note.Get(); ok {
//		e.String(value)
//	} else {
//		e.Null()
//	}
func (e *Encoding) triState(u Use, field gosrc.Code) {
	e.Flush()
	value := gosrc.Expr("value")
	get := jen.List(value(), jen.Id("ok")).Op(":=").Add(field()).Dot("Get").Call()
	e.group.If(get, jen.Id("ok")).
		BlockFunc(e.block(func(e *Encoding) { e.value(u, value, u.IsStruct()) })).
		Else().BlockFunc(e.block(func(e *Encoding) { e.call("Null") }))
}

// orNull writes a value that may be null.
//
//	if value == nil {
//		e.Null()
//	} else {
//		…
//	}
func (e *Encoding) orNull(isNull jen.Code, value func(*Encoding)) {
	e.Flush()
	e.group.If(isNull).BlockFunc(e.block(func(e *Encoding) { e.call("Null") })).
		Else().BlockFunc(e.block(value))
}
