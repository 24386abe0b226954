package specschema

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/rpc/format"
)

// kind is what types of some forms have in common.
type kind struct {
	forms       string   // a pattern of the type expression
	name        string   // for messages
	constraints []string // keys that fit
	limit       object   // what a limit of numbers has to be
	values      object   // what a default has to be; nil: anything
	enum        object   // what the values of an enum have to be; nil: there is none
	secret      bool     // whether it may be a secret
}

var (
	lengths    = []string{"minLength", "maxLength"}
	texts      = append(lengths[:2:2], "pattern", "format")
	numbers    = []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
	items      = []string{"minItems", "maxItems", "uniqueItems"}
	properties = []string{"minProperties", "maxProperties"}
)

var (
	anyText = object{"type": "string"}
	ints    = between(-safe, safe)
	int32s  = between(-1<<31, 1<<31-1)
	int64s  = between(-1<<63, 1<<63-1)
	digits  = object{"type": []string{"integer", "string"}, "pattern": "^-?(?:0|[1-9][0-9]*)$"}
	floats  = object{"type": "number"}
)

var kinds = []kind{
	{forms: "string", name: "string", constraints: texts, values: anyText, enum: anyText, secret: true},
	{forms: "bool", name: "bool", values: object{"type": "boolean"}},
	{forms: "int", name: "int", constraints: numbers, limit: ints, values: ints, enum: ints},
	{forms: "int32", name: "int32", constraints: numbers, limit: int32s, values: int32s, enum: int32s},
	{forms: "int64", name: "int64", constraints: numbers, limit: int64s, values: digits},
	{forms: "float", name: "float", constraints: numbers, limit: floats, values: floats},
	{forms: "decimal", name: "decimal", values: text(decimal)},
	{forms: "bytes", name: "bytes", constraints: append(lengths[:2:2], "encoding"), values: text(hex + "|" + base64)},
	{forms: "time", name: "time", values: text("^" + day + "[Tt]" + clock + "$")},
	{forms: "date", name: "date", values: text("^" + day + "$")},
	{forms: "json", name: "json"},
	{forms: "list *<.*>", name: "a list", constraints: items, values: object{"type": "array"}},
	{forms: "map *<.*>", name: "a map", constraints: properties, values: object{"type": "object"}},
}

const (
	safe = 1<<53 - 1 // the integers that every JSON reader keeps

	decimal = `^-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?$`
	hex     = `^(?:[0-9a-fA-F]{2})*$`
	base64  = `^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`
	day     = `[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))`
	clock   = `[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?(?:[Zz]|[+-][0-2][0-9]:[0-5][0-9])`
)

func between(least, most int) object {
	return object{"type": "integer", "minimum": least, "maximum": most}
}

func text(pattern string) object { return object{"type": "string", "pattern": pattern} }

// keyword is a key that says something of the values of a type.
type keyword struct {
	name, description string
	value             object
}

var count = object{"type": "integer", "minimum": 0, "maximum": 1<<31 - 1, "errorMessage": "A count, written in digits alone."}

// keywords are those that fit one kind of type or another.
var keywords = []keyword{
	{"minLength", "How many characters a string has at least, as Unicode code points; of bytes, how many bytes.", count},
	{"maxLength", "How many characters a string has at most, as Unicode code points; of bytes, how many bytes.", count},
	{"pattern", "A regular expression of RE2's syntax that the string matches somewhere: `^` and `$` bind it to its ends.",
		object{"type": "string", "errorMessage": "A regular expression: quote it."}},
	{"format", "What the string has to be.", object{"enum": format.Names()}},
	{"minimum", "The least that it may be.", nil},
	{"maximum", "The most that it may be.", nil},
	{"exclusiveMinimum", "It is greater than this.", nil},
	{"exclusiveMaximum", "It is less than this.", nil},
	{"multipleOf", "It is a multiple of this.", nil},
	{"minItems", "How many items it has at least.", count},
	{"maxItems", "How many items it has at most.", count},
	{"uniqueItems", "`true` refuses items that stand twice.", object{"type": "boolean"}},
	{"minProperties", "How many entries it has at least.", count},
	{"maxProperties", "How many entries it has at most.", count},
	{"encoding", "How the bytes are written: `base64`, which is what they are when nothing is said, or `hex`.",
		object{"enum": []string{"base64", "hex"}}},
	{"secret", "`true` keeps the value out of logs, errors, documentation, examples and traces.",
		object{"type": "boolean"}},
}

// schema is what the value of the key has to be where limits of numbers are like limit.
func (k keyword) schema(limit object) object {
	o := object{"description": strings.ReplaceAll(k.description, "`", "")}
	if o["description"] != k.description {
		o["markdownDescription"] = k.description
	}
	value := k.value
	if value == nil {
		value = limit
	}
	for name, v := range value {
		o[name] = v
	}
	if k.name == "multipleOf" {
		delete(o, "minimum")
		o["exclusiveMinimum"] = 0
	}
	return o
}

// valueKeys allows the keys wherever they could stand. What they have to be, and where they do not
// fit, is said by constraints, so that editors offer those that fit.
func valueKeys() string {
	all := make([]string, len(keywords))
	for i, k := range keywords {
		all[i] = encode(k.name) + ": true"
	}
	return strings.Join(all, ", ")
}
