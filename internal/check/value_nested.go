package check

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// list checks a list against t, which stands for the list type l.
func (j *judge) list(path string, t, l *model.Type, v *spec.Value) *model.Value {
	if v.Kind != spec.ListValue {
		return j.refuse(v.Pos, path, "must be a list")
	}
	if why := length(len(v.Items), t.Rules.MinItems, t.Rules.MaxItems, "item"); why != "" {
		return j.refuse(v.Pos, path, "%s", why)
	}
	out := &model.Value{Kind: model.ListValue}
	seen := map[string]bool{}
	for i, item := range v.Items {
		checked := j.value(fmt.Sprintf("%s/%d", path, i), l.Elem, item)
		if checked == nil {
			continue
		}
		if t.Rules.UniqueItems && seen[item.Text] {
			j.refuse(item.Pos, path, "must not hold an item twice")
		}
		seen[item.Text] = true
		out.Items = append(out.Items, checked)
	}
	return out
}

// mapping checks a mapping against t, which stands for the map type m.
func (j *judge) mapping(path string, t, m *model.Type, v *spec.Value) *model.Value {
	if v.Kind != spec.MapValue {
		return j.refuse(v.Pos, path, "must be a mapping")
	}
	if why := length(len(v.Fields), t.Rules.MinProperties, t.Rules.MaxProperties, "entry"); why != "" {
		return j.refuse(v.Pos, path, "%s", strings.Replace(why, "entrys", "entries", 1))
	}
	out := &model.Value{Kind: model.MapValue}
	for _, f := range v.Fields {
		inside := pointer(path, f.Name.Value)
		if m.Key != nil {
			j.value(inside, m.Key, &spec.Value{Kind: spec.StringValue, Pos: f.Name.Pos, Text: f.Name.Value})
		}
		out.Members = append(out.Members, model.ValueMember{Name: f.Name.Value, Value: j.value(inside, m.Elem, f.Value)})
	}
	return out
}

// object checks a mapping against fields.
func (j *judge) object(path string, fields []*model.Field, v *spec.Value, passed ...string) *model.Value {
	if v.Kind != spec.MapValue {
		return j.refuse(v.Pos, path, "must be a mapping")
	}
	out := &model.Value{Kind: model.MapValue}
	given := map[string]bool{}
	for _, name := range passed {
		given[name] = true
	}
	for _, f := range v.Fields {
		if checked := j.member(path, fields, f, given); checked != nil {
			out.Members = append(out.Members, model.ValueMember{Name: f.Name.Value, Value: checked})
		}
	}
	for _, f := range fields {
		switch {
		case given[f.Name]:
		case f.Optional:
			j.left = append(j.left, f)
		default:
			j.refuse(v.Pos, pointer(path, f.Name), "is missing")
		}
	}
	return out
}

// member checks one member of an object. Those that are given already are passed over.
func (j *judge) member(path string, fields []*model.Field, f spec.ValueField, given map[string]bool) *model.Value {
	inside := pointer(path, f.Name.Value)
	if given[f.Name.Value] {
		return anything(f.Value)
	}
	given[f.Name.Value] = true
	for _, field := range fields {
		if field.Name == f.Name.Value {
			return j.value(inside, field.Type, f.Value)
		}
	}
	return j.refuse(f.Name.Pos, inside, "is not known%s", suggest(f.Name.Value, fieldNames(fields)...))
}

func fieldNames(fields []*model.Field) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return all
}

// union checks a value against the member that it is of.
func (j *judge) union(path string, n *model.Named, v *spec.Value) *model.Value {
	if n.Discriminator != "" {
		return j.tagged(path, n, v)
	}
	for _, m := range n.Members {
		if kindsOf(m.Type).has(model.ValueKind(v.Kind)) {
			return j.value(path, m.Type, v)
		}
	}
	return j.refuse(v.Pos, path, "must be of a type that %s holds", describeNamed(n))
}

func (j *judge) tagged(path string, n *model.Named, v *spec.Value) *model.Value {
	if v.Kind != spec.MapValue {
		return j.refuse(v.Pos, path, "must be a mapping")
	}
	inside := pointer(path, n.Discriminator)
	tag, pos := member(v, n.Discriminator)
	if tag == nil {
		return j.refuse(pos, inside, "is missing: it says which member of %s this is", describeNamed(n))
	}
	for _, m := range n.Members {
		if tag.Kind == spec.StringValue && m.Tag == tag.Text {
			return j.object(path, m.Type.Named.Fields, v, n.Discriminator)
		}
	}
	return j.refuse(tag.Pos, inside, "must be %s", or(tags(n)))
}

func tags(n *model.Named) []string {
	all := make([]string, len(n.Members))
	for i, m := range n.Members {
		all[i] = fmt.Sprintf("%q", m.Tag)
	}
	return all
}

func member(v *spec.Value, name string) (*spec.Value, diag.Pos) {
	for _, f := range v.Fields {
		if f.Name.Value == name {
			return f.Value, v.Pos
		}
	}
	return nil, v.Pos
}

// pointer adds a name to a JSON Pointer (RFC 6901).
func pointer(path, name string) string {
	return path + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
