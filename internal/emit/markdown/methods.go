package markdown

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

func (d *document) method(m *model.Method) {
	d.put("### " + heading("Method", m.Name))
	d.put(deprecated(m.Deprecated))
	if m.Summary != "" {
		d.put(startOfLines(line(m.Summary)))
	}
	d.put(prose(m.Description))
	d.put(d.caller(m))
	d.params(m)
	d.result(m)
	d.methodErrors(m)
	d.examples(m)
}

// deprecated says that something is going away. The text "true" says nothing of what to use instead.
func deprecated(instead string) string {
	switch instead {
	case "":
		return ""
	case "true":
		return "**Deprecated.**"
	}
	return "**Deprecated:** " + cell(instead)
}

// caller says who may call, and how.
func (d *document) caller(m *model.Method) string {
	said := []string{d.authWords(m.Auth)}
	if m.ByName {
		said = append(said, "Params are given by name alone.")
	}
	if m.Timeout > 0 {
		said = append(said, "It ends after "+m.Timeout.String()+".")
	}
	if len(m.Tags) > 0 {
		said = append(said, "Tags: "+strings.Join(each(m.Tags, code), ", ")+".")
	}
	return strings.Join(said, " ")
}

func (d *document) authWords(a model.Auth) string {
	if a.Scheme == nil {
		return "Anybody may call it."
	}
	scheme := d.ref(a.Scheme, a.Scheme.Name)
	switch {
	case a.Optional:
		return "Credentials may be given: " + scheme + "."
	case len(a.Scopes) > 0:
		noun := "scope"
		if len(a.Scopes) > 1 {
			noun = "scopes"
		}
		return "Needs " + scheme + " with the " + noun + " " + series(each(a.Scopes, code), "and") + "."
	}
	return "Needs " + scheme + "."
}

func (d *document) params(m *model.Method) {
	if len(m.Params) == 0 {
		d.put("**Params:** none.")
		return
	}
	from := ""
	if m.ParamsType != nil {
		from = " the fields of " + d.ref(m.ParamsType, m.ParamsType.Name) + "."
	}
	d.put("**Params:**" + from)
	d.fields("Param", m.Params)
}

// fields is a table of fields or params.
func (d *document) fields(what string, fields []*model.Field) {
	rows := []string{"| " + what + " | Type | Given | Description |", "|---|---|---|---|"}
	for _, f := range fields {
		rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s |",
			inCell(code(f.Name)), inCell(d.typeWords(f.Type)), presence(f), d.fieldWords(f)))
	}
	d.put(strings.Join(rows, "\n"))
}

// presence says whether a field may be absent.
func presence(f *model.Field) string {
	switch {
	case f.Default != nil:
		return "optional, else " + inCell(code(literal(f.Default)))
	case f.Optional:
		return "optional"
	}
	return "required"
}

// fieldWords is what there is to say of a field.
func (d *document) fieldWords(f *model.Field) string {
	var said []string
	if f.Deprecated != "" {
		said = append(said, withStop(inCell(deprecated(f.Deprecated))))
	}
	if text := cell(description(f)); text != "" {
		said = append(said, withStop(text))
	}
	if words := sentence(rulesWords(f.Type)); words != "" {
		said = append(said, inCell(words))
	}
	if f.From != nil {
		said = append(said, "From "+d.ref(f.From, f.From.Name)+".")
	}
	return strings.Join(said, " ")
}

// description is what a field says of itself, or else the type that it names, if that is no object:
// an object is looked up all the same.
func description(f *model.Field) string {
	if t := f.Type; f.Description == "" && t.Kind == model.Ref && t.Named.Shape != model.Object && t.Named.Shape != model.Union {
		first, _, _ := strings.Cut(t.Named.Description, "\n\n")
		return first
	}
	return f.Description
}

// withStop ends a text as sentences end.
func withStop(text string) string {
	if strings.HasSuffix(strings.TrimRight(text, "*_)`"), ".") || strings.ContainsAny(text[len(text)-1:], ".!?:;") {
		return text
	}
	return text + "."
}

func (d *document) result(m *model.Method) {
	if m.Result == nil {
		d.put("**Result:** null.")
		return
	}
	said := []string{d.typeWords(m.Result) + "."}
	if text := cell(m.ResultDescription); text != "" {
		said = append(said, withStop(text))
	}
	if words := sentence(rulesWords(m.Result)); words != "" {
		said = append(said, words)
	}
	d.put("**Result:** " + strings.Join(said, " "))
}
