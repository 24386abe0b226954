package markdown

import "github.com/trunkline-rpc/trunkline/internal/model"

// sampleParams are the required params of a method with values that show their types.
func sampleParams(m *model.Method) *model.Value { return sampleObject(m.Params, 0) }

func sampleObject(fields []*model.Field, depth int) *model.Value {
	v := &model.Value{Kind: model.MapValue}
	for _, f := range fields {
		if !f.Optional {
			v.Members = append(v.Members, member(f.Name, sample(f.Type, depth)))
		}
	}
	return v
}

// sample is a value that shows a type. It need not keep its constraints.
func sample(t *model.Type, depth int) *model.Value {
	switch {
	case t.Nullable || depth > 8:
		return &model.Value{Kind: model.NullValue}
	case len(t.Enum) > 0:
		return enumSample(scalarBase(t), t.Enum[0])
	case t.Secret:
		return text("[redacted]")
	}
	switch t.Kind {
	case model.Ref:
		return sampleNamed(t.Named, depth+1)
	case model.Bool:
		return &model.Value{Kind: model.BoolValue, Text: "true"}
	case model.Int, model.Int32, model.Float:
		return &model.Value{Kind: model.NumberValue, Text: least(t.Rules)}
	case model.Int64, model.Decimal:
		return text(least(t.Rules))
	case model.Bytes:
		return text("")
	case model.Time:
		return text("2026-01-31T12:00:00Z")
	case model.Date:
		return text("2026-01-31")
	case model.List:
		return &model.Value{Kind: model.ListValue}
	case model.Map:
		return &model.Value{Kind: model.MapValue}
	}
	return text("…")
}

func least(r model.Rules) string {
	if r.Minimum != nil {
		return r.Minimum.Text
	}
	return "1"
}

func enumSample(base model.Kind, v model.EnumValue) *model.Value {
	if base == model.String {
		return text(v.Text)
	}
	return &model.Value{Kind: model.NumberValue, Text: itoa(int(v.Int))}
}

func sampleNamed(n *model.Named, depth int) *model.Value {
	switch n.Shape {
	case model.Object:
		return sampleObject(n.Fields, depth)
	case model.Enum:
		return enumSample(n.Base, n.Values[0])
	case model.Union:
		first := sample(n.Members[0].Type, depth)
		if n.Discriminator != "" {
			tag := member(n.Discriminator, text(n.Members[0].Tag))
			first.Members = append([]model.ValueMember{tag}, first.Members...)
		}
		return first
	}
	return sample(n.Type, depth)
}
