package page

import (
	"bytes"
	"encoding/json"

	"github.com/trunkline-rpc/trunkline/internal/model"
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
