package check

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// judge holds literals of the spec to types. What it refuses becomes nil; as a part of another
// value, that is nothing that anybody reads, because the spec is refused.
type judge struct {
	c        *checker
	at       place
	what     string // stands before the path: "default", "params"
	defaults bool   // the value is a default: secrets are refused
	broken   bool
	left     []*model.Field // optional fields that the value leaves out
}

// redacted stands for a secret in an example.
const redacted = "[redacted]"

// literal checks a value that is one by itself, as that of an enum.
func (c *checker) literal(at place, t *model.Type, v *spec.Value) *model.Value {
	j := &judge{c: c, at: at}
	out := j.value("", t, v)
	if j.broken {
		return nil
	}
	return out
}

func (j *judge) refuse(pos diag.Pos, path, format string, args ...any) *model.Value {
	j.broken = true
	head := strings.TrimSpace(j.what + " " + path)
	if head != "" {
		head += ": "
	}
	j.at.Refuse(pos, "%s%s", head, fmt.Sprintf(format, args...))
	return nil
}

// value checks v against t. path is the JSON Pointer of v in what the spec shows.
func (j *judge) value(path string, t *model.Type, v *spec.Value) *model.Value {
	switch {
	case v == nil || t.Kind == 0:
		j.broken = true
		return nil
	case v.Kind == spec.NullValue && (t.Nullable || t.Kind == model.Ref && t.Named.Nullable):
		return &model.Value{Kind: model.NullValue}
	case v.Kind == spec.NullValue && core(t).Kind != model.JSON:
		return j.refuse(v.Pos, path, "must not be null")
	}
	out := j.present(path, t, v)
	if out == nil {
		return nil
	}
	if len(t.Enum) > 0 && !isOneOf(t.Enum, out) {
		return j.refuse(v.Pos, path, "must be %s", valueList(t.Enum))
	}
	if t.Secret {
		return j.secret(path, v)
	}
	return out
}

func (j *judge) secret(path string, v *spec.Value) *model.Value {
	if j.defaults {
		return j.refuse(v.Pos, path, "a secret has no default, which everybody could read")
	}
	return &model.Value{Kind: model.StringValue, Text: redacted}
}

// present checks a value that is not null, or that null is one of.
func (j *judge) present(path string, t *model.Type, v *spec.Value) *model.Value {
	underlying := core(t)
	switch underlying.Kind {
	case model.Ref:
		return j.named(path, underlying.Named, v)
	case model.JSON:
		return anything(v)
	case model.List:
		return j.list(path, t, underlying, v)
	case model.Map:
		return j.mapping(path, t, underlying, v)
	}
	return j.scalar(path, t, underlying, v)
}

func (j *judge) named(path string, n *model.Named, v *spec.Value) *model.Value {
	switch {
	case n.Shape == model.Enum:
		return j.enum(path, n, v)
	case n.Shape == model.Union:
		return j.union(path, n, v)
	}
	return j.object(path, n.Fields, v)
}

func (j *judge) enum(path string, n *model.Named, v *spec.Value) *model.Value {
	base := &model.Type{Kind: n.Base}
	out := j.scalar(path, base, base, v)
	if out == nil || n.Open || len(n.Values) == 0 || isOneOf(n.Values, out) {
		return out
	}
	return j.refuse(v.Pos, path, "must be %s", valueList(n.Values))
}

func isOneOf(values []model.EnumValue, v *model.Value) bool {
	for _, value := range values {
		if enumWire(value, v.Kind) == v.Text {
			return true
		}
	}
	return false
}

func enumWire(v model.EnumValue, kind model.ValueKind) string {
	if kind == model.NumberValue {
		return fmt.Sprint(v.Int)
	}
	return v.Text
}

// valueList is the text of the values of an enum.
func valueList(values []model.EnumValue) string {
	const shown = 10
	var all []string
	for _, v := range values[:min(shown, len(values))] {
		text := fmt.Sprint(v.Int)
		if v.Int == 0 && (v.Text != "" || v.Key != "") {
			text = fmt.Sprintf("%q", v.Text)
		}
		all = append(all, text)
	}
	if len(values) > shown {
		return fmt.Sprintf("one of %s and %d more", strings.Join(all, ", "), len(values)-shown)
	}
	return or(all)
}

// anything copies a value of type json.
func anything(v *spec.Value) *model.Value {
	if v == nil {
		return nil
	}
	out := &model.Value{Kind: model.ValueKind(v.Kind), Text: v.Text}
	for _, item := range v.Items {
		out.Items = append(out.Items, anything(item))
	}
	for _, f := range v.Fields {
		out.Members = append(out.Members, model.ValueMember{Name: f.Name.Value, Value: anything(f.Value)})
	}
	return out
}
