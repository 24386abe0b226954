package page

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// literal is a value of the spec as JSON, whose members keep their order. No value is nil.
func literal(v *model.Value) json.RawMessage {
	if v == nil {
		return nil
	}
	var b bytes.Buffer
	write(&b, v)
	return b.Bytes()
}

func write(b *bytes.Buffer, v *model.Value) {
	switch v.Kind {
	case model.NullValue:
		b.WriteString("null")
	case model.BoolValue, model.NumberValue:
		b.WriteString(v.Text)
	case model.StringValue:
		b.Write(quote(v.Text))
	case model.ListValue:
		b.WriteByte('[')
		for i, item := range v.Items {
			comma(b, i)
			write(b, item)
		}
		b.WriteByte(']')
	case model.MapValue:
		b.WriteByte('{')
		for i, m := range v.Members {
			comma(b, i)
			b.Write(quote(m.Name))
			b.WriteByte(':')
			write(b, m.Value)
		}
		b.WriteByte('}')
	}
}

func comma(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

func quote(text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // every string has a form in JSON
	}
	return quoted
}

// tsService names a service as a property of the TypeScript client: "user".
func tsService(s *model.Service) string { return lowerFirst(naming.Service(s)) }

// tsMethod names a method of the TypeScript client: "register".
func tsMethod(m *model.Method) string { return lowerFirst(naming.Method(m)) }

// lowerFirst begins a name with a small letter, or with small letters where it begins with an
// abbreviation: "ID" is "id", "HTTPCheck" is "httpCheck".
func lowerFirst(name string) string {
	n := 0
	for n < len(name) && 'A' <= name[n] && name[n] <= 'Z' {
		n++
	}
	if n > 1 && n < len(name) {
		n--
	}
	return strings.ToLower(name[:n]) + name[n:]
}
