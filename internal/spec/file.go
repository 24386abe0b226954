// Package spec reads api.yaml: YAML text becomes a File in which every value knows its place.
// It knows the form of the language (which keys stand where, how a type is written) and nothing
// of its meaning, which is package check's. It is the only importer of the YAML library.
package spec

import "github.com/trunkline-rpc/trunkline/internal/diag"

// File is a spec as it was written. Lists are in source order. What was refused leaves its name in
// place, without the rest, so that it is not missed elsewhere as well: a TypeDecl, Field or Method
// with a nil Type or Params, a Scheme or Error with nothing but a name, an Auth without Schemes.
type File struct {
	Info          Info
	UnknownFields Text // "", "refuse" or "ignore"
	DefaultAuth   *Auth
	Schemes       []*Scheme
	Errors        []*Error
	Types         []*TypeDecl
	Methods       []*Method
}

// Text is a string of the spec. Its Pos is invalid when it was left out.
type Text struct {
	Value string
	Pos   diag.Pos
}

// IsSet reports whether the text was given.
func (t Text) IsSet() bool { return t.Pos.IsValid() }

// Flag is a boolean of the spec. Its Pos is invalid when it was left out.
type Flag struct {
	Value bool
	Pos   diag.Pos
}

// IsSet reports whether the flag was given.
func (f Flag) IsSet() bool { return f.Pos.IsValid() }

// Info describes the API.
type Info struct {
	Title, Version, Description Text
}

// Scheme is a way to authenticate.
type Scheme struct {
	Name        Text
	Type        Text // bearer, apiKey or basic
	Header      Text
	Param       Text
	Description Text
	Scopes      []*Scope
}

// Scope is what an authenticated caller may do.
type Scope struct {
	Name, Description Text
}

// Auth is what a method (or the defaults) asks of its caller: "none", "token", "token | none" or
// {token: [admin]}. With scopes, Schemes holds one name.
type Auth struct {
	Pos     diag.Pos
	Schemes []Text // the names between the bars, "none" among them
	Scopes  []Text
}

// Error is a declared error.
type Error struct {
	Name        Text
	Code        Number
	Reserved    Flag
	Message     Text
	Description Text
	Data        *Type
}

// Number is an integer of the spec, checked to be one. Its Pos is invalid when it was left out.
type Number struct {
	Value int64
	Pos   diag.Pos
}

// TypeDecl is an entry of "types".
type TypeDecl struct {
	Name Text
	Type *Type
}

// Type is a type as it was written: an expression ("list<User> | null"), or a mapping that
// holds "type" and what narrows it, or a definition (fields, extends, enum, union). What does
// not belong together is refused by package check.
type Type struct {
	Pos         diag.Pos
	Expr        *Expr // nil when the mapping has no "type"
	Description Text
	Deprecated  Text // "deprecated: true" reads as the text "true"
	Name        Text // overrides the derived Go and TypeScript name
	Optional    Flag
	Secret      Flag
	Open        Flag
	Encoding    Text
	Default     *Value
	Rules       []Rule // constraints, in source order; "enum" is not among them
	Enum        *Enum
	Extends     []Text
	Fields      []*Field
	HasFields   bool
	FieldsPos   diag.Pos
	Union       *Union
}

// Rule is a constraint as it was written: "minLength: 3".
type Rule struct {
	Keyword Text
	Value   *Value
}

// Field is a field of an object, or a param. "note?" sets Optional and is not part of Name.
type Field struct {
	Name     Text
	Optional bool
	Type     *Type
}

// Enum lists the values of a closed or open set. Key is set where the spec names them
// ({none: "", quickFix: quickfix}).
type Enum struct {
	Pos    diag.Pos
	Values []EnumValue
}

// EnumValue is one of them.
type EnumValue struct {
	Key   Text
	Value *Value
}

// Union is a tagged union: {hostUp: HostUp, hostDown: HostDown} with its discriminator. An
// untagged one is an Expr.
type Union struct {
	Pos           diag.Pos
	Members       []UnionMember
	Discriminator Text
}

// UnionMember is one of them.
type UnionMember struct {
	Tag  Text
	Type Text // the name of an object type
}

// Expr is a type expression. Either Members is set ("A | B", null among them as the name
// "null"), or Name and the Args between < and >.
type Expr struct {
	Pos     diag.Pos
	Name    string
	Args    []*Expr
	Members []*Expr
}

// Method is an entry of "methods".
type Method struct {
	Name        Text
	Summary     Text
	Description Text
	Service     Text
	GoName      Text // the key "name"
	ByName      Flag
	Auth        *Auth
	Params      *Params
	Result      *Type
	Errors      []Text
	Timeout     Text
	Deprecated  Text // as in Type
	Tags        []Text
	Examples    []*Example
}

// Params are the params of a method: Fields, or Ref, the name of an object type.
type Params struct {
	Pos    diag.Pos
	Ref    Text
	Fields []*Field
}

// Example is an example exchange of a method. Absent parts are nil.
type Example struct {
	Pos     diag.Pos
	Summary Text
	Params  *Value // a mapping (by name) or a list (by position)
	Result  *Value
	Error   Text // the name of a declared error, in place of Result
}

// ValueKind is the kind of a Value.
type ValueKind int

// The kinds of values.
const (
	NullValue ValueKind = iota + 1
	BoolValue
	NumberValue // Text holds it as written; integer or decimal, in JSON's grammar
	StringValue
	ListValue
	MapValue
)

// Value is a literal of the spec: a default, an example, a limit.
type Value struct {
	Kind   ValueKind
	Pos    diag.Pos
	Text   string // of a number or string; "true" or "false" of a boolean
	Items  []*Value
	Fields []ValueField
}

// ValueField is an entry of a mapping.
type ValueField struct {
	Name  Text
	Value *Value
}
