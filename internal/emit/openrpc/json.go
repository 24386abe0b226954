package openrpc

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// with adds a member.
func (o object) with(name string, value any) object { return append(o, member{name, value}) }

// having adds a member whose value is not empty.
func (o object) having(name, value string) object {
	if value == "" {
		return o
	}
	return o.with(name, value)
}

// write writes a value with its members one below the other. It is written once and for all here:
// encoding/json would go over the text of every object again for each object around it.
func write(b *bytes.Buffer, v any, indent string) {
	inner := indent + "  "
	switch v := v.(type) {
	case object:
		list(b, "{", "}", len(v), indent, func(i int) {
			scalar(b, v[i].name)
			b.WriteString(": ")
			write(b, v[i].value, inner)
		})
	case []object:
		list(b, "[", "]", len(v), indent, func(i int) { write(b, v[i], inner) })
	case []any:
		list(b, "[", "]", len(v), indent, func(i int) { write(b, v[i], inner) })
	case []string:
		list(b, "[", "]", len(v), indent, func(i int) { scalar(b, v[i]) })
	default:
		scalar(b, v)
	}
}

// list writes n items between brackets, each on a line of its own.
func list(b *bytes.Buffer, open, end string, n int, indent string, item func(i int)) {
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + indent + "  ")
		item(i)
	}
	if n > 0 {
		b.WriteString("\n" + indent)
	}
	b.WriteString(end)
}

// scalar writes a text, a number, a boolean or null, without escapes for HTML, of which there is none.
func scalar(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case string:
		if plain(v) {
			b.WriteByte('"')
			b.WriteString(v)
			b.WriteByte('"')
			return
		}
	case bool:
		b.WriteString(strconv.FormatBool(v))
		return
	}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // check has refused what JSON cannot say
	}
	b.Truncate(b.Len() - len("\n"))
}

// plain reports whether a text is written as it is, as nearly all are.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// literal is a value of the spec as JSON.
func literal(v *model.Value) any {
	switch v.Kind {
	case model.BoolValue, model.NumberValue:
		return json.RawMessage(v.Text)
	case model.StringValue:
		return v.Text
	case model.ListValue:
		all := make([]any, len(v.Items))
		for i, item := range v.Items {
			all[i] = literal(item)
		}
		return all
	case model.MapValue:
		all := object{}
		for _, m := range v.Members {
			all = all.with(m.Name, literal(m.Value))
		}
		return all
	}
	return nil
}
