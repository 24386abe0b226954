package openrpc

import (
	"bytes"
	"encoding/json"

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

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal without escapes for HTML, of which there is none.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
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
