package openrpc

import (
	"encoding/json"
	"reflect"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// fieldSchema is the schema of a field or param, with its default. Inside an object it carries the
// description as well; a param has it beside its schema.
func (e *emitter) fieldSchema(f *model.Field, inside bool) object {
	o := e.schema(f.Type)
	extra := object{}
	if inside {
		extra = extra.having("description", f.Description)
		if f.Deprecated != "" {
			extra = extra.with("deprecated", true)
		}
	}
	if f.Default != nil {
		extra = extra.with("default", literal(f.Default))
	}
	if len(extra) == 0 {
		return o
	}
	if len(o) == 1 && o[0].name == "$ref" { // what stands beside a $ref is ignored
		o = object{{"allOf", []object{o}}}
	}
	return append(extra, o...)
}

// schema is the schema of a use of a type.
func (e *emitter) schema(t *model.Type) object {
	o := e.notNull(t)
	if t.Nullable {
		return object{{"anyOf", []object{o, {{"type", "null"}}}}}
	}
	return o
}

func (e *emitter) notNull(t *model.Type) object {
	if t.Kind == model.Ref {
		return e.ref(t)
	}
	if t.Kind == model.Bytes {
		return bytesSchema(t)
	}
	o := e.kind(t)
	if len(t.Enum) > 0 {
		o = o.with("enum", values(t.Kind, t.Enum))
	}
	if t.Secret {
		o = o.with("x-secret", true)
	}
	return append(o, rules(t.Rules)...)
}

// ref refers to a named type, and narrows it where this use does.
func (e *emitter) ref(t *model.Type) object {
	ref := object{{"$ref", "#/components/schemas/" + pointer(t.Named.Name)}}
	narrowed := object{}
	if len(t.Enum) > 0 {
		narrowed = narrowed.with("enum", values(t.Named.Base, t.Enum))
	}
	if declared := t.Named.Type; declared == nil || !reflect.DeepEqual(declared.Rules, t.Rules) {
		narrowed = append(narrowed, rules(t.Rules)...)
	}
	if len(narrowed) == 0 {
		return ref
	}
	return object{{"allOf", []object{ref, narrowed}}}
}

const safe = 1<<53 - 1 // the largest integer that every JSON reader keeps

func (e *emitter) kind(t *model.Type) object {
	switch t.Kind {
	case model.String:
		return object{{"type", "string"}}
	case model.Bool:
		return object{{"type", "boolean"}}
	case model.Int:
		return integer(t.Rules, -safe, safe)
	case model.Int32:
		return integer(t.Rules, -1<<31, 1<<31-1)
	case model.Int64:
		return object{{"type", []string{"string", "integer"}}, {"pattern", "^-?(0|[1-9][0-9]*)$"}, {"x-format", "int64"}}
	case model.Float:
		return object{{"type", "number"}}
	case model.Decimal:
		return object{{"type", "string"}, {"pattern", `^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`}}
	case model.Time:
		return object{{"type", "string"}, {"format", "date-time"}}
	case model.Date:
		return object{{"type", "string"}, {"format", "date"}}
	case model.List:
		return object{{"type", "array"}, {"items", e.schema(t.Elem)}}
	case model.Map:
		o := object{{"type", "object"}, {"additionalProperties", e.schema(t.Elem)}}
		if t.Key != nil {
			o = o.with("propertyNames", e.schema(t.Key))
		}
		return o
	}
	return object{} // any JSON
}

// integer is the schema of an integer: the range of its type counts where the spec sets none.
func integer(r model.Rules, least, most int64) object {
	o := object{{"type", "integer"}}
	if r.Minimum == nil && r.ExclusiveMinimum == nil {
		o = o.with("minimum", least)
	}
	if r.Maximum == nil && r.ExclusiveMaximum == nil {
		o = o.with("maximum", most)
	}
	return o
}

// bytesSchema is the schema of bytes as text. The spec counts bytes, and a schema counts characters.
func bytesSchema(t *model.Type) object {
	o, length := object{{"type", "string"}}, func(bytes int) int { return 2 * bytes }
	if t.Hex {
		o = o.with("pattern", "^([0-9a-fA-F]{2})*$").with("x-encoding", "hex")
	} else {
		o = o.with("contentEncoding", "base64").with("pattern", "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")
		length = func(bytes int) int { return (bytes + 2) / 3 * 4 }
	}
	if r := t.Rules; r.MinLength != nil {
		o = o.with("minLength", length(*r.MinLength)).with("x-minBytes", *r.MinLength)
	}
	if r := t.Rules; r.MaxLength != nil {
		o = o.with("maxLength", length(*r.MaxLength)).with("x-maxBytes", *r.MaxLength)
	}
	return o
}

// rules are the constraints of a type by their names in JSON Schema.
func rules(r model.Rules) object {
	o := object{}
	count := func(name string, limit *int) {
		if limit != nil {
			o = o.with(name, *limit)
		}
	}
	number := func(name string, limit *model.Number) {
		if limit != nil {
			o = o.with(name, json.RawMessage(limit.Text))
		}
	}
	count("minLength", r.MinLength)
	count("maxLength", r.MaxLength)
	o = several(o, "pattern", r.Patterns)
	o = several(o, "format", r.Formats)
	number("minimum", r.Minimum)
	number("maximum", r.Maximum)
	number("exclusiveMinimum", r.ExclusiveMinimum)
	number("exclusiveMaximum", r.ExclusiveMaximum)
	number("multipleOf", r.MultipleOf)
	count("minItems", r.MinItems)
	count("maxItems", r.MaxItems)
	if r.UniqueItems {
		o = o.with("uniqueItems", true)
	}
	count("minProperties", r.MinProperties)
	count("maxProperties", r.MaxProperties)
	return o
}

// several says that all of the patterns or formats hold: a schema has room for one.
func several(o object, name string, all []string) object {
	if len(all) == 0 {
		return o
	}
	o = o.with(name, all[0])
	if len(all) > 1 {
		o = o.with("allOf", each(all[1:], func(s string) object { return object{{name, s}} }))
	}
	return o
}
