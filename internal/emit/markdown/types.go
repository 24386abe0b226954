package markdown

import (
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

func (d *document) types() {
	if !d.hasTypes() {
		return
	}
	d.put("## " + typesTitle)
	for _, n := range d.api.Types {
		d.put("### " + heading("Type", n.Name))
		d.put(deprecated(n.Deprecated))
		d.put(prose(n.Description))
		d.shape(n)
		d.put(d.usedBy(n))
	}
	d.builtinTypes()
}

// hasTypes reports whether there is a type to speak of, of the API's own or a built-in one.
func (d *document) hasTypes() bool { return len(d.api.Types)+len(d.used) > 0 }

// shape says what a type is.
func (d *document) shape(n *model.Named) {
	orNull := ""
	if n.Nullable {
		orNull = ", or null"
	}
	switch n.Shape {
	case model.Object:
		d.object(n)
	case model.Enum:
		d.enum(n, orNull)
	case model.Union:
		d.union(n, orNull)
	case model.Alias:
		d.put("**Type:** " + d.typeWords(n.Type) + orNull + ". " + sentence(rulesWords(n.Type)))
	}
}

func (d *document) object(n *model.Named) {
	if len(n.Fields) == 0 {
		d.put("It is an object without members.")
		return
	}
	d.fields("Member", n.Fields)
}

func (d *document) enum(n *model.Named, orNull string) {
	named := false
	for _, v := range n.Values {
		named = named || v.Key != ""
	}
	if !named {
		d.put("It is " + series(values(n.Base, n.Values), "or") + orNull + "." + openWords(n))
		return
	}
	rows := []string{"| Value | Meaning |", "|---|---|"}
	for _, v := range n.Values {
		rows = append(rows, "| "+inCell(code(enumValue(n.Base, v)))+" | "+inCell(line(v.Key))+" |")
	}
	d.put("It is one of these values" + orNull + "." + openWords(n))
	d.put(strings.Join(rows, "\n"))
}

func openWords(n *model.Named) string {
	if n.Open {
		return " There may be others one day."
	}
	return ""
}

func (d *document) union(n *model.Named, orNull string) {
	var rows []string
	for _, m := range n.Members {
		row := "- " + d.typeWords(m.Type)
		if n.Discriminator != "" {
			row = "- " + code(quote(m.Tag)) + ": " + d.typeWords(m.Type)
		}
		rows = append(rows, row)
	}
	if n.Discriminator != "" {
		d.put("It is an object of one of these types" + orNull + ". Its member " + code(n.Discriminator) + " says which:")
	} else {
		d.put("It is one of these" + orNull + ":")
	}
	d.put(strings.Join(rows, "\n"))
}

// usedBy lists the methods that reach a type, and the types that take over its fields.
func (d *document) usedBy(n *model.Named) string {
	var said []string
	if heirs := d.heirs(n); len(heirs) > 0 {
		said = append(said, "Its members are also those of "+series(heirs, "and")+".")
	}
	if len(n.UsedBy) > 0 {
		said = append(said, "Used by "+d.methodList(n.UsedBy)+".")
	}
	return strings.Join(said, " ")
}

func (d *document) heirs(n *model.Named) (links []string) {
	for _, heir := range d.api.Types {
		if slices.ContainsFunc(heir.Fields, func(f *model.Field) bool { return f.From == n }) {
			links = append(links, d.ref(heir, heir.Name))
		}
	}
	return links
}

// someMethods is how many methods are listed where all would be too many to read.
const someMethods = 20

func (d *document) methodList(methods []*model.Method) string {
	some := methods
	if len(methods) > someMethods+1 {
		some = methods[:someMethods]
	}
	links := each(some, func(m *model.Method) string { return d.ref(m, m.Name) })
	if more := len(methods) - len(some); more > 0 {
		links = append(links, itoa(more)+" more")
	}
	return series(links, "and")
}
