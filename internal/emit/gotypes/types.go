package gotypes

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// Base is the Go type of a value that is there and not null.
func Base(u Use) *jen.Statement {
	if name := u.Name(); name != "" {
		return gosrc.InAPI(name)
	}
	return Unnamed(u)
}

// Unnamed is the Go type behind an alias.
func Unnamed(u Use) *jen.Statement {
	switch u.Kind {
	case model.String:
		if u.Secret {
			return gosrc.Secret()
		}
		return jen.String()
	case model.Bool:
		return jen.Bool()
	case model.Int, model.Int64:
		return jen.Int64()
	case model.Int32:
		return jen.Int32()
	case model.Float:
		return jen.Float64()
	case model.List:
		return jen.Index().Add(Type(u.Elem))
	case model.Map:
		return jen.Map(jen.String()).Add(Type(u.Elem))
	case model.Ref:
		return gosrc.InAPI(u.Named.Name)
	}
	return special(u.Kind)
}

func special(kind model.Kind) *jen.Statement {
	switch kind {
	case model.Decimal:
		return gosrc.Decimal()
	case model.Bytes:
		return jen.Index().Byte()
	case model.Time:
		return gosrc.Time()
	case model.Date:
		return gosrc.Date()
	}
	return gosrc.JSON()
}

// Type is the Go type of a value that is always there: a pointer where it may be null.
func Type(t *model.Type) *jen.Statement {
	u := Of(t)
	if u.Nullable && !u.NilIsNone() {
		return jen.Op("*").Add(Base(u))
	}
	return Base(u)
}

// Result is the Go type that a handler returns: as Type, but objects and unions by pointer.
func Result(t *model.Type) *jen.Statement {
	if u := Of(t); u.IsStruct() {
		return jen.Op("*").Add(Base(u))
	}
	return Type(t)
}

// Presence is the form of a field by whether its value may be absent or null.
type Presence int

// The forms of fields.
const (
	Plain    Presence = iota // T; or nil of a list, a map, bytes, JSON
	Pointer                  // *T: nil when absent, or null
	TriState                 // rpc.Nullable[T]
)

// PresenceOf tells the form of a field.
func PresenceOf(f *model.Field) Presence {
	u := Of(f.Type)
	optional := f.Optional && f.Default == nil
	switch {
	case optional && u.Nullable:
		return TriState
	case u.NilIsNone():
		return Plain
	case optional || u.Nullable:
		return Pointer
	}
	return Plain
}

// Field is the Go type of a field.
func Field(f *model.Field) *jen.Statement {
	base := Base(Of(f.Type))
	switch PresenceOf(f) {
	case Pointer:
		return jen.Op("*").Add(base)
	case TriState:
		return gosrc.Nullable().Types(triStateArg(Of(f.Type)))
	}
	return base
}

// triStateArg holds structs by pointer: a type may hold itself in a field that can be absent.
func triStateArg(u Use) *jen.Statement {
	if u.IsStruct() {
		return jen.Op("*").Add(Base(u))
	}
	return Base(u)
}

// Zero is the zero value of what Result returns.
func Zero(t *model.Type) *jen.Statement {
	u := Of(t)
	if u.IsStruct() || u.Nullable || u.NilIsNone() {
		return jen.Nil()
	}
	kind := u.Kind
	if u.IsEnum() {
		kind = u.Named.Base
	}
	switch kind {
	case model.String, model.Decimal:
		return jen.Lit("")
	case model.Bool:
		return jen.False()
	case model.Time, model.Date:
		return Base(u).Values()
	}
	return gosrc.Int(0)
}
