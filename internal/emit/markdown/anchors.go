package markdown

import (
	"strings"
	"unicode"
)

// reserve works out the anchors of all headings, in the order in which they stand, as GitHub does: of
// headings alike, the second and those behind it are numbered.
func (d *document) reserve() {
	d.anchor(nil, title(d.api))
	d.anchor(contentsTitle, contentsTitle)
	for _, s := range d.api.Services {
		d.anchor(s, serviceTitle(s))
		for _, m := range s.Methods {
			d.anchor(m, heading("Method", m.Name))
		}
	}
	if d.hasTypes() {
		d.anchor(typesTitle, typesTitle)
	}
	for _, n := range d.api.Types {
		d.anchor(n, heading("Type", n.Name))
	}
	if d.hasTypes() {
		d.anchor(builtinTitle, builtinTitle)
	}
	d.anchor(errorsTitle, errorsTitle)
	for _, e := range d.api.Errors {
		d.anchor(e, heading("Error", e.Name))
	}
	d.anchor(standardTitle, standardTitle)
	if len(d.api.Schemes) > 0 {
		d.anchor(schemesTitle, schemesTitle)
	}
	for _, s := range d.api.Schemes {
		d.anchor(s, heading("Scheme", s.Name))
	}
}

func (d *document) anchor(of any, heading string) {
	base := slug(heading)
	id := base
	for d.slugs[id] > 0 {
		id = base + "-" + itoa(d.slugs[base])
		d.slugs[base]++
	}
	d.slugs[id]++
	if of != nil {
		d.anchors[of] = id
	}
}

// slug is the anchor of a heading: its letters, digits, hyphens and underscores, in lower case, and
// hyphens for its spaces.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
