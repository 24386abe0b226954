package check_test

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// dump writes a model as text that a person can read, with all that the emitters may read in it.
func dump(api *model.API) string {
	var b strings.Builder
	fmt.Fprintf(&b, "api %q %q%s\n", api.Title, api.Version, when(api.IgnoreUnknown, " ignores unknown"))
	for _, s := range api.Schemes {
		fmt.Fprintf(&b, "scheme %s kind=%d header=%q param=%q scopes=%v\n", s.Name, s.Kind, s.Header, s.Param, s.Scopes)
	}
	for _, e := range api.Errors {
		fmt.Fprintf(&b, "error %s %d %q%s\n", e.Name, e.Code, e.Message, when(e.Data != nil, " data "+typeText(e.Data)))
		dumpFields(&b, e.Fields)
	}
	for _, n := range api.Types {
		dumpNamed(&b, n)
	}
	for _, s := range api.Services {
		fmt.Fprintf(&b, "service %s\n", s.Name)
		for _, m := range s.Methods {
			dumpMethod(&b, m)
		}
	}
	return b.String()
}

func when(ok bool, text string) string {
	if !ok {
		return ""
	}
	return text
}

func dumpNamed(b *strings.Builder, n *model.Named) {
	shape := map[model.Shape]string{model.Object: "object", model.Enum: "enum", model.Union: "union", model.Alias: "alias"}[n.Shape]
	fmt.Fprintf(b, "%s %s%s%s%s", shape, n.Name, when(n.Open, " open"), when(n.Nullable, " nullable"), when(n.Recursive, " recursive"))
	fmt.Fprint(b, when(n.Type != nil, " = "+typeText(n.Type)), when(n.Discriminator != "", " by "+n.Discriminator))
	var used []string
	for _, m := range n.UsedBy {
		used = append(used, m.Name)
	}
	fmt.Fprintf(b, "%s\n", when(used != nil, " used by "+strings.Join(used, ", ")))
	dumpFields(b, n.Fields)
	if n.Shape == model.Enum {
		fmt.Fprintf(b, "\tof %s: %s\n", kinds[n.Base], enumText(n.Values))
	}
	for _, m := range n.Members {
		fmt.Fprintf(b, "\t%s%s\n", when(m.Tag != "", m.Tag+": "), typeText(m.Type))
	}
}

func dumpFields(b *strings.Builder, fields []*model.Field) {
	for _, f := range fields {
		fmt.Fprintf(b, "\t%s%s%s %s", f.Name, when(f.Rename != "", "("+f.Rename+")"), when(f.Optional, "?"), typeText(f.Type))
		if f.Default != nil {
			fmt.Fprintf(b, " = %s", valueText(f.Default))
		}
		if f.From != nil {
			fmt.Fprintf(b, " from %s", f.From.Name)
		}
		fmt.Fprintln(b)
	}
}

func dumpMethod(b *strings.Builder, m *model.Method) {
	fmt.Fprintf(b, "method %s short=%s%s%s", m.Name, m.Short, when(m.Rename != "", " name="+m.Rename), when(m.ByName, " by name"))
	if a := m.Auth; a.Scheme != nil {
		fmt.Fprintf(b, " auth=%s%s%s", a.Scheme.Name, when(a.Optional, "?"), when(a.Scopes != nil, fmt.Sprint(a.Scopes)))
	}
	fmt.Fprintf(b, "%s%s\n", when(m.Timeout != 0, " timeout="+m.Timeout.String()), when(m.Tags != nil, fmt.Sprint(" tags=", m.Tags)))
	if m.ParamsType != nil {
		fmt.Fprintf(b, "\tparams of %s\n", m.ParamsType.Name)
	} else {
		dumpFields(b, m.Params)
	}
	fmt.Fprint(b, when(m.Result != nil, "\t→ "+typeText(m.Result)+"\n"))
	for _, e := range m.Errors {
		fmt.Fprintf(b, "\t! %s\n", e.Name)
	}
	for _, e := range m.Examples {
		fmt.Fprintf(b, "\texample %s → %s%s\n", valueText(e.Params), valueText(e.Result), when(e.Error != nil, errorName(e)))
	}
}

func errorName(e *model.Example) string {
	if e.Error == nil {
		return ""
	}
	return "error " + e.Error.Name
}

var kinds = map[model.Kind]string{
	model.String: "string", model.Bool: "bool", model.Int: "int", model.Int32: "int32", model.Int64: "int64",
	model.Float: "float", model.Decimal: "decimal", model.Bytes: "bytes", model.Time: "time", model.Date: "date",
	model.JSON: "json", model.List: "list", model.Map: "map",
}

func typeText(t *model.Type) string {
	if t == nil {
		return ""
	}
	text := kinds[t.Kind]
	if t.Named != nil {
		text = t.Named.Name
	}
	if t.Elem != nil {
		text += "<" + when(t.Key != nil, typeText(t.Key)+", ") + typeText(t.Elem) + ">"
	}
	text += when(t.Secret, " secret") + when(t.Hex, " hex") + rulesText(t.Rules)
	if t.Enum != nil {
		text += " of " + enumText(t.Enum)
	}
	return text + when(t.Nullable, "|null")
}

func rulesText(r model.Rules) string {
	var all []string
	for _, c := range []struct {
		name string
		n    *int
	}{
		{"minLength", r.MinLength}, {"maxLength", r.MaxLength}, {"minItems", r.MinItems}, {"maxItems", r.MaxItems},
		{"minProperties", r.MinProperties}, {"maxProperties", r.MaxProperties},
	} {
		if c.n != nil {
			all = append(all, fmt.Sprintf("%s %d", c.name, *c.n))
		}
	}
	for _, c := range []struct {
		name string
		n    *model.Number
	}{
		{"minimum", r.Minimum}, {"maximum", r.Maximum}, {"exclusiveMinimum", r.ExclusiveMinimum},
		{"exclusiveMaximum", r.ExclusiveMaximum}, {"multipleOf", r.MultipleOf},
	} {
		if c.n != nil {
			all = append(all, fmt.Sprintf("%s %s(%d,%g)", c.name, c.n.Text, c.n.Int, c.n.Float))
		}
	}
	all = append(all, r.Patterns...)
	all = append(all, r.Formats...)
	if r.UniqueItems {
		all = append(all, "unique")
	}
	return when(all != nil, "["+strings.Join(all, "; ")+"]")
}

func enumText(values []model.EnumValue) string {
	var all []string
	for _, v := range values {
		all = append(all, fmt.Sprintf("%s%q/%d", when(v.Key != "", v.Key+"="), v.Text, v.Int))
	}
	return strings.Join(all, " ")
}

func valueText(v *model.Value) string {
	if v == nil {
		return "-"
	}
	var parts []string
	switch v.Kind {
	case model.NullValue:
		return "null"
	case model.StringValue:
		return fmt.Sprintf("%q", v.Text)
	case model.ListValue:
		for _, item := range v.Items {
			parts = append(parts, valueText(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case model.MapValue:
		for _, m := range v.Members {
			parts = append(parts, fmt.Sprintf("%q: %s", m.Name, valueText(m.Value)))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return v.Text
}
