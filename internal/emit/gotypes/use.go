// Package gotypes says how the types of the model look in Go, and writes the statements that decode
// and encode their values. What is declared, and where, is up to the emitters that use it.
package gotypes

import (
	"reflect"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// Use is one use of a type, with the aliases between it and what it is resolved.
type Use struct {
	Kind     model.Kind // Ref: an object, a union or an enum, which is Named
	Named    *model.Named
	Alias    *model.Named // the alias by whose name it goes, or nil
	Nullable bool
	Secret   bool
	Hex      bool
	Elem     *model.Type
	Key      *model.Type
	Rules    model.Rules
	Enum     []model.EnumValue
}

// Of resolves a use of a type.
func Of(t *model.Type) Use {
	u := Use{
		Kind: t.Kind, Named: t.Named, Nullable: t.Nullable, Secret: t.Secret, Hex: t.Hex,
		Elem: t.Elem, Key: t.Key, Rules: t.Rules, Enum: t.Enum,
	}
	if t.Kind == model.Ref && t.Named.Shape == model.Alias {
		u.follow(t.Named)
	}
	return u
}

// follow takes from the aliased type what the alias does not say itself.
func (u *Use) follow(alias *model.Named) {
	core := Of(alias.Type)
	u.Kind, u.Named, u.Alias = core.Kind, core.Named, alias
	u.Nullable = u.Nullable || core.Nullable
	u.Secret = u.Secret || core.Secret
	u.Hex, u.Elem, u.Key = core.Hex, core.Elem, core.Key
	if u.Enum == nil {
		u.Enum = core.Enum
	}
}

// Name is the Go name of the type, or "" when it has none of its own.
func (u Use) Name() string {
	switch {
	case u.Alias != nil:
		return u.Alias.Name
	case u.Kind == model.Ref:
		return u.Named.Name
	}
	return ""
}

// IsEnum reports whether the values are those of a named enum.
func (u Use) IsEnum() bool { return u.Kind == model.Ref && u.Named.Shape == model.Enum }

// IsStruct reports whether the type is an object or a union.
func (u Use) IsStruct() bool { return u.Kind == model.Ref && u.Named.Shape != model.Enum }

// Defined reports whether the name stands for a type of its own, to and from which values are
// converted. The aliases of types that have methods are aliases in Go as well, so that a secret
// stays one by any name.
func (u Use) Defined() bool {
	if u.Alias == nil {
		return u.IsEnum()
	}
	switch u.Kind {
	case model.String:
		return !u.Secret
	case model.Bool, model.Int, model.Int32, model.Int64, model.Float, model.Bytes, model.List, model.Map:
		return true
	}
	return false
}

// HasMethods reports whether the type decodes and encodes itself: objects, unions, and lists and
// maps by the name of an alias whose limits nothing narrowed.
func (u Use) HasMethods() bool {
	switch {
	case u.IsStruct():
		return true
	case u.Alias == nil || u.Kind != model.List && u.Kind != model.Map:
		return false
	}
	return !u.narrowed()
}

// narrowed reports whether the use says more than its alias.
func (u Use) narrowed() bool {
	alias := Of(u.Alias.Type)
	return !reflect.DeepEqual(u.Rules, alias.Rules) || !reflect.DeepEqual(u.Enum, alias.Enum)
}

// NilIsNone reports whether the Go type has a nil that stands for an absent or null value.
func (u Use) NilIsNone() bool {
	switch u.Kind {
	case model.List, model.Map, model.Bytes, model.JSON:
		return true
	}
	return false
}
