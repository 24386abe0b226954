package markdown

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// quote writes a text as JSON.
func quote(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // texts are valid Unicode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// literal writes a value as JSON, in one line.
func literal(v *model.Value) string {
	switch v.Kind {
	case model.BoolValue, model.NumberValue:
		return v.Text
	case model.StringValue:
		return quote(v.Text)
	case model.ListValue:
		return "[" + strings.Join(each(v.Items, literal), ", ") + "]"
	case model.MapValue:
		return "{" + strings.Join(each(v.Members, entry), ", ") + "}"
	}
	return "null"
}

func entry(m model.ValueMember) string { return quote(m.Name) + ": " + literal(m.Value) }

// wide is how long a line of JSON may be.
const wide = 90

// pretty writes a value as JSON, and breaks the lines that are long.
func pretty(v *model.Value) string {
	var b strings.Builder
	write(&b, v, "", 0)
	return b.String()
}

// write writes a value behind so many characters of its line.
func write(b *strings.Builder, v *model.Value, indent string, before int) {
	short := literal(v)
	if before+len(indent)+len(short) <= wide || v.Kind != model.ListValue && v.Kind != model.MapValue {
		b.WriteString(short)
		return
	}
	inner := indent + "  "
	separator := "\n" + inner
	b.WriteByte(short[0])
	for _, item := range v.Items {
		b.WriteString(separator)
		write(b, item, inner, 0)
		separator = ",\n" + inner
	}
	for _, m := range v.Members {
		name := quote(m.Name) + ": "
		b.WriteString(separator + name)
		write(b, m.Value, inner, len(name))
		separator = ",\n" + inner
	}
	b.WriteString("\n" + indent)
	b.WriteByte(short[len(short)-1])
}
