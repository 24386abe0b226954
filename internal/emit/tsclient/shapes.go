package tsclient

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// validators declares what checks params before they are sent. The constraints are data beside it, so
// that nothing of them is left in a bundle that does not check.
func (e *emitter) validators() {
	e.doc("Checks params as the server would, for forms: the same paths, rules and messages. An empty list says that all is well.",
		"```ts\nconst errors = fieldErrors(validate.x(params)); // { \"/name\": \"is required\" }\n```")
	e.functions("validate", func() {
		for _, m := range e.api.Methods {
			if len(m.Params) > 0 {
				name := naming.TSFullMethod(m)
				e.member(name, "(params: unknown)", "Violation[]", "check(paramShapes."+name+", params)")
			}
		}
	})
	e.line()
}

// shapes declares the constraints.
func (e *emitter) shapes() {
	e.block("function check(shape: RpcShape, params: unknown): Violation[] {", "}", func() {
		e.line("return violationsIn(typeShapes, shape, ", strconv.FormatBool(e.api.IgnoreUnknown), ", params);")
	})
	e.line()
	e.block("const paramShapes = {", "} satisfies RpcShapes;", func() {
		for _, m := range e.api.Methods {
			if len(m.Params) == 0 {
				continue
			}
			if m.ParamsType != nil {
				e.line(naming.TSFullMethod(m), ": ", refShape(m.ParamsType), ",")
				continue
			}
			e.objectShape(naming.TSFullMethod(m), m.Params)
		}
	})
	e.line()
	e.block("const typeShapes: RpcShapes = {", "};", func() {
		for _, n := range e.api.Types {
			if e.sent[n] {
				e.namedShape(n)
			}
		}
	})
	e.line()
}

func (e *emitter) objectShape(name string, fields []*model.Field) {
	if len(fields) == 0 {
		e.line(name, `: { is: "object", fields: {} },`)
		return
	}
	e.block(name+`: { is: "object", fields: {`, "} },", func() {
		for _, f := range fields {
			e.line(member(f.Name), ": ", fieldShape(f), ",")
		}
	})
}

func fieldShape(f *model.Field) string {
	if !f.Optional {
		return shape(f.Type)
	}
	return strings.TrimSuffix(shape(f.Type), " }") + ", optional: true }"
}

// namedShape is the shape of a type that others refer to.
func (e *emitter) namedShape(n *model.Named) {
	switch {
	case n.Shape == model.Object:
		e.objectShape(n.Name, n.Fields)
	case n.Shape == model.Union:
		e.line(n.Name, ": ", unionShape(n), ",")
	case n.Shape == model.Alias && byName(n):
		e.line(n.Name, ": ", collectionShape(n.Type), ",")
	}
}

// byName reports whether an alias has a shape of its own: those of lists and maps have, as they may
// hold themselves.
func byName(n *model.Named) bool { return n.Type.Kind == model.List || n.Type.Kind == model.Map }

func refShape(n *model.Named) string { return `{ is: "ref", ref: ` + quote(n.Name) + ` }` }

// shape is the shape of a use of a type.
//
//	{ is: "string", minLength: 1, maxLength: 80 }
func shape(t *model.Type) string {
	text := notNullShape(t)
	if t.Nullable {
		return strings.TrimSuffix(text, " }") + ", nullable: true }"
	}
	return text
}

func notNullShape(t *model.Type) string {
	if t.Kind != model.Ref {
		return kindShape(t)
	}
	n := t.Named
	switch n.Shape {
	case model.Enum:
		return enumShape(n, t.Enum)
	case model.Alias:
		return aliasShape(t, n)
	}
	return refShape(n)
}

// aliasShape is the shape of a use of an alias, whose constraints stand at the use.
func aliasShape(t *model.Type, n *model.Named) string {
	if byName(n) && reflect.DeepEqual(t.Rules, n.Type.Rules) {
		return refShape(n)
	}
	aliased := *n.Type
	aliased.Rules = t.Rules
	if len(t.Enum) > 0 {
		aliased.Enum = t.Enum
	}
	return notNullShape(&aliased)
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

func kindShape(t *model.Type) string {
	if t.Kind == model.List || t.Kind == model.Map {
		return collectionShape(t)
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

func collectionShape(t *model.Type) string {
	parts := []string{`is: "` + kinds[t.Kind] + `"`, "of: " + shape(t.Elem)}
	if t.Key != nil {
		parts = append(parts, "keys: "+shape(t.Key))
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
