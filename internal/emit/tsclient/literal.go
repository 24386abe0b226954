package tsclient

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// quote is a string of JavaScript. What cannot be seen, or could end a line or a script, is escaped.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case !unicode.IsPrint(r) || unicode.In(r, unicode.Co):
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func escape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\u{%x}`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// property is the name of a member: quoted where it is no identifier.
func property(name string) string {
	if isIdentifier(name) {
		return name
	}
	return quote(name)
}

// member is the name of a member of an object literal, where __proto__ means something else.
func member(name string) string {
	if name == "__proto__" {
		return `["__proto__"]`
	}
	return property(name)
}

// typedMember is a member of an object literal whose value has to keep its exact type. Where every object
// has a member by that name, TypeScript would take the type of that one for what is expected here, and
// widen the value.
//
//	constructor: { is: "int" } as const
func typedMember(name, value string) string {
	if naming.TSOfObject(name) && !strings.HasPrefix(value, "() =>") {
		value += " as const"
	}
	return member(name) + ": " + value
}

// jsText is a literal of the spec as one of JavaScript.
func jsText(v *model.Value) string {
	switch {
	case v.Kind == model.ListValue:
		all := make([]string, len(v.Items))
		for i, item := range v.Items {
			all[i] = jsText(item)
		}
		return "[" + strings.Join(all, ", ") + "]"
	case v.Kind == model.MapValue && len(v.Members) > 0:
		all := make([]string, len(v.Members))
		for i, m := range v.Members {
			all[i] = member(m.Name) + ": " + jsText(m.Value)
		}
		return "{ " + strings.Join(all, ", ") + " }"
	}
	return jsonText(v)
}

// isIdentifier reports whether the name can stand as it is.
func isIdentifier(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == '$'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}
