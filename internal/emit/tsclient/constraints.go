package tsclient

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// fieldConstraints says what holds of a field beyond its type, in the words of the spec: "(minLength 1,
// maxLength 80, default 20)".
func fieldConstraints(f *model.Field) string {
	all := constraints(f.Type.Rules)
	if f.Default != nil {
		all = append(all, "default "+code(jsonText(f.Default)))
	}
	return inBrackets(all)
}

// aliasConstraints says it of a type that is another one by its name.
func aliasConstraints(n *model.Named) string {
	if n.Shape != model.Alias {
		return ""
	}
	return inBrackets(constraints(n.Type.Rules))
}

func inBrackets(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return "(" + strings.Join(all, ", ") + ")"
}

func constraints(r model.Rules) (all []string) {
	count := func(name string, n *int) {
		if n != nil {
			all = append(all, name+" "+strconv.Itoa(*n))
		}
	}
	number := func(name string, n *model.Number) {
		if n != nil {
			all = append(all, name+" "+n.Text)
		}
	}
	count("minLength", r.MinLength)
	count("maxLength", r.MaxLength)
	for _, p := range r.Patterns {
		all = append(all, "pattern "+code(p))
	}
	for _, name := range r.Formats {
		all = append(all, "format "+name)
	}
	number("minimum", r.Minimum)
	number("exclusiveMinimum", r.ExclusiveMinimum)
	number("maximum", r.Maximum)
	number("exclusiveMaximum", r.ExclusiveMaximum)
	number("multipleOf", r.MultipleOf)
	count("minItems", r.MinItems)
	count("maxItems", r.MaxItems)
	if r.UniqueItems {
		all = append(all, "uniqueItems")
	}
	count("minProperties", r.MinProperties)
	count("maxProperties", r.MaxProperties)
	return all
}

// code is text as code of Markdown.
func code(text string) string {
	text = strings.ReplaceAll(text, "\n", " ")
	if strings.Contains(text, "`") {
		return "`` " + text + " ``"
	}
	return "`" + text + "`"
}

// jsonText is a literal of the spec as JSON.
func jsonText(v *model.Value) string {
	switch v.Kind {
	case model.StringValue:
		return quote(v.Text)
	case model.ListValue:
		all := make([]string, len(v.Items))
		for i, item := range v.Items {
			all[i] = jsonText(item)
		}
		return "[" + strings.Join(all, ", ") + "]"
	case model.MapValue:
		all := make([]string, len(v.Members))
		for i, m := range v.Members {
			all[i] = quote(m.Name) + ": " + jsonText(m.Value)
		}
		return "{" + strings.Join(all, ", ") + "}"
	case model.NullValue:
		return "null"
	}
	return v.Text
}
