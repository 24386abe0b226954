// Package model is the checked API: plain data in source order, with the names of the wire and no
// others. Package check makes it; the emitters read it. Whatever it holds has been checked, so
// that an emitter cannot fail.
package model

import "time"

// API is a checked spec.
type API struct {
	Title       string
	Version     string
	Description string // Markdown
	// IgnoreUnknown lets members pass that the spec does not know.
	IgnoreUnknown bool
	Schemes       []*Scheme
	Errors        []*Error
	Types         []*Named
	Services      []*Service
	Methods       []*Method
}

// SchemeKind is a way to carry credentials.
type SchemeKind int

// The kinds of schemes.
const (
	Bearer SchemeKind = iota + 1
	APIKey
	Basic
)

// Scheme is a way to authenticate.
type Scheme struct {
	Name        string
	Kind        SchemeKind
	Header      string // of an APIKey; may be empty when Param is set
	Param       string // empty: never taken from the params
	Description string
	Scopes      []Scope
}

// Scope is what an authenticated caller may do.
type Scope struct {
	Name        string
	Description string
}

// Error is a declared error.
type Error struct {
	Name        string
	Code        int
	Message     string
	Description string
	// Fields are the members of an inline data object. Data is any other type of data.
	// At most one of them is set.
	Fields []*Field
	Data   *Type
}

// Service is the methods that share it.
type Service struct {
	Name    string // "user"; "Root" for methods without a dot or slash
	Methods []*Method
}

// Method is a method of the API.
type Method struct {
	Name        string
	Service     *Service
	Rename      string // the spec's "name", or empty
	Short       string // the part of Name that the Go method is named after, unless Rename is set
	Summary     string
	Description string
	Auth        Auth
	ByName      bool
	Params      []*Field
	// ParamsType is the object type whose fields are the params, where the spec names one.
	ParamsType *Named
	Result     *Type // nil: the method answers null
	// ResultDescription describes the result.
	ResultDescription string
	Errors            []*Error
	Timeout           time.Duration // 0: none of its own
	Deprecated        string
	Tags              []string
	Examples          []*Example
}

// Auth is what a method asks of its caller.
type Auth struct {
	Scheme   *Scheme // nil: nothing is asked, and credentials are never looked at
	Optional bool    // the caller may be absent
	Scopes   []string
}

// Example is an example exchange.
type Example struct {
	Summary string
	Params  *Value // nil: none; a list or a map; secrets are redacted
	Result  *Value
	Error   *Error // in place of Result
}

// Shape tells what a Named type is.
type Shape int

// The shapes of named types.
const (
	Object Shape = iota + 1 // Fields
	Enum                    // Values
	Union                   // Members, and Discriminator when tagged
	Alias                   // Type: any other type by another name, with its constraints
)

// Named is an entry of the spec's types.
type Named struct {
	Name          string
	Description   string
	Deprecated    string
	Shape         Shape
	Fields        []*Field // those of "extends" included, where they stand: first
	Base          Kind     // of an Enum: String, Int or Int32
	Values        []EnumValue
	Open          bool // unknown enum values pass
	Members       []Member
	Discriminator string // of a tagged Union; empty: untagged
	Type          *Type  // of an Alias; never Nullable, as Nullable below says it
	// Nullable is set where null is a value of the type ("type: string | null"). Every Ref to it is
	// Nullable then, so that null stands at the uses alone.
	Nullable bool
	// Recursive is set where the type can contain itself.
	Recursive bool
	// UsedBy lists, in source order, the methods that reach the type.
	UsedBy []*Method
}

// EnumValue is a value of an enum: Text for strings, Int for integers.
type EnumValue struct {
	Key  string // the name the spec gives it, or empty
	Text string
	Int  int64
}

// Member is a member of a union.
type Member struct {
	Tag  string // of a tagged union
	Type *Type  // of a tagged union: a Ref to an object
}

// Field is a field of an object, or a param.
type Field struct {
	Name        string
	Rename      string // the spec's "name", or empty
	Description string
	Deprecated  string
	Type        *Type
	// Optional fields may be absent. A field with a Default is optional for the sender, and the
	// receiver always gets a value.
	Optional bool
	Default  *Value
	// From is the type that "extends" took the field from, or nil.
	From *Named
}

// Kind is a built-in type.
type Kind int

// The kinds of types.
const (
	String Kind = iota + 1
	Bool
	Int
	Int32
	Int64
	Float
	Decimal
	Bytes
	Time
	Date
	JSON
	List // Elem
	Map  // Key and Elem
	Ref  // Named
)

// Type is one use of a type.
type Type struct {
	Kind     Kind
	Nullable bool
	Secret   bool // of a String only
	Hex      bool // Bytes in hex instead of base64
	Elem     *Type
	Key      *Type // of a Map: nil, or a Ref to a string type (an Alias, or an Enum of strings)
	Named    *Named
	// Rules are all constraints that hold here: those written here and, for a Ref to an Alias
	// or Enum, those of what it names, merged. Those of Elem and Key are their own.
	Rules Rules
	// Enum restricts an anonymous String or integer to these values.
	// On a Ref to an Enum, or to an Alias of such a type, it leaves these of the values.
	Enum []EnumValue
}

// Rules are constraints. Nil and empty ones do not hold. Of Minimum and ExclusiveMinimum, and of
// Maximum and ExclusiveMaximum, at most one is set.
type Rules struct {
	MinLength, MaxLength               *int
	Patterns                           []string // RE2, unanchored
	Formats                            []string
	Minimum, Maximum                   *Number
	ExclusiveMinimum, ExclusiveMaximum *Number
	MultipleOf                         *Number
	MinItems, MaxItems                 *int
	UniqueItems                        bool
	MinProperties, MaxProperties       *int
}

// Number is a limit: Text as written, in JSON's grammar. Int is its value where it is an integer
// of an integer type; Float is it otherwise.
type Number struct {
	Text  string
	Int   int64
	Float float64
}

// Value is a literal: JSON with ordered members.
type Value struct {
	Kind    ValueKind
	Text    string // of a number (as written) or a string; "true" or "false" of a boolean
	Items   []*Value
	Members []ValueMember
}

// ValueMember is a member of an object literal.
type ValueMember struct {
	Name  string
	Value *Value
}

// ValueKind is the JSON kind of a Value.
type ValueKind int

// The JSON kinds.
const (
	NullValue ValueKind = iota + 1
	BoolValue
	NumberValue
	StringValue
	ListValue
	MapValue
)
