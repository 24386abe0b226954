package tsclient

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

func (e *emitter) fieldShape(f *model.Field) string {
	if !f.Optional {
		return e.shape(f.Type)
	}
	return strings.TrimSuffix(e.shape(f.Type), " }") + ", optional: true }"
}

// byName reports whether an alias has a shape of its own: those of lists and maps have, as they may
// hold themselves.
func byName(n *model.Named) bool { return n.Type.Kind == model.List || n.Type.Kind == model.Map }

// refShape leads to the shape of a type, which is declared by itself. It may be the one that this is a
// part of.
func (e *emitter) refShape(n *model.Named) string {
	e.shapesOf.add(n)
	return `{ is: "ref", ref: () => ` + shapeName(n) + " }"
}

func shapeName(n *model.Named) string { return "shapeOf" + n.Name }

// shape is the shape of a use of a type.
//
//	{ is: "string", minLength: 1, maxLength: 80 }
func (e *emitter) shape(t *model.Type) string {
	text := e.notNullShape(t)
	if t.Nullable {
		return strings.TrimSuffix(text, " }") + ", nullable: true }"
	}
	return text
}

func (e *emitter) notNullShape(t *model.Type) string {
	if t.Kind != model.Ref {
		return e.kindShape(t)
	}
	n := t.Named
	switch n.Shape {
	case model.Enum:
		return enumShape(n, t.Enum)
	case model.Alias:
		return e.aliasShape(t, n)
	}
	return e.refShape(n)
}

// aliasShape is the shape of a use of an alias, whose constraints stand at the use.
func (e *emitter) aliasShape(t *model.Type, n *model.Named) string {
	if byName(n) && reflect.DeepEqual(t.Rules, n.Type.Rules) {
		return e.refShape(n)
	}
	aliased := *n.Type
	aliased.Rules = t.Rules
	if len(t.Enum) > 0 {
		aliased.Enum = t.Enum
	}
	return e.notNullShape(&aliased)
}

func enumShape(n *model.Named, left []model.EnumValue) string {
	is := kinds[n.Base]
	switch {
	case len(left) > 0:
		return `{ is: "` + is + `", enum: [` + list(n.Base, left) + `] }`
	case n.Open:
		return `{ is: "` + is + `" }`
	}
	return `{ is: "` + is + `", enum: [` + list(n.Base, n.Values) + `] }`
}

func list(base model.Kind, values []model.EnumValue) string {
	return strings.ReplaceAll(literals(base, values), " | ", ", ")
}

var kinds = map[model.Kind]string{
	model.String: "string", model.Bool: "boolean", model.Int: "int", model.Int32: "int32", model.Int64: "int64",
	model.Float: "float", model.Decimal: "decimal", model.Bytes: "base64", model.Time: "time", model.Date: "date",
	model.JSON: "json", model.List: "list", model.Map: "map",
}

func (e *emitter) kindShape(t *model.Type) string {
	if t.Kind == model.List || t.Kind == model.Map {
		return e.collectionShape(t)
	}
	is := kinds[t.Kind]
	if t.Hex {
		is = "hex"
	}
	parts := append([]string{`is: "` + is + `"`}, ruleParts(t)...)
	if len(t.Enum) > 0 {
		parts = append(parts, "enum: ["+list(t.Kind, t.Enum)+"]")
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

func (e *emitter) collectionShape(t *model.Type) string {
	parts := []string{`is: "` + kinds[t.Kind] + `"`, "of: " + e.shape(t.Elem)}
	if t.Key != nil {
		parts = append(parts, "keys: "+e.shape(t.Key))
	}
	return "{ " + strings.Join(append(parts, ruleParts(t)...), ", ") + " }"
}

// ruleParts are the constraints of a use of a type.
func ruleParts(t *model.Type) (parts []string) {
	r := t.Rules
	count := func(name string, n *int) {
		if n != nil {
			parts = append(parts, name+": "+strconv.Itoa(*n))
		}
	}
	number := func(name string, n *model.Number) {
		if n != nil && t.Kind != model.Decimal {
			parts = append(parts, name+": "+numberLiteral(t.Kind, n))
		}
	}
	count("minLength", r.MinLength)
	count("maxLength", r.MaxLength)
	if len(r.Patterns) > 0 {
		all := make([]string, len(r.Patterns))
		for i, p := range r.Patterns {
			all[i] = member(p) + ": " + pattern(p)
		}
		parts = append(parts, "patterns: { "+strings.Join(all, ", ")+" }")
	}
	if len(r.Formats) > 0 {
		parts = append(parts, `formats: ["`+strings.Join(r.Formats, `", "`)+`"]`)
	}
	number("minimum", r.Minimum)
	number("exclusiveMinimum", r.ExclusiveMinimum)
	number("maximum", r.Maximum)
	number("exclusiveMaximum", r.ExclusiveMaximum)
	number("multipleOf", r.MultipleOf)
	count("minItems", r.MinItems)
	count("maxItems", r.MaxItems)
	if r.UniqueItems {
		parts = append(parts, "uniqueItems: true")
	}
	count("minProperties", r.MinProperties)
	count("maxProperties", r.MaxProperties)
	return parts
}

const safeInteger = 1<<53 - 1

// numberLiteral is a limit. Integers that a number of JavaScript cannot hold are written as its big ones.
func numberLiteral(kind model.Kind, n *model.Number) string {
	switch {
	case kind == model.Float:
		return n.Text
	case n.Int > safeInteger || n.Int < -safeInteger:
		return strconv.FormatInt(n.Int, 10) + "n"
	}
	return strconv.FormatInt(n.Int, 10)
}
