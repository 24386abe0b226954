package webtest

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// tab is a tab of a browser that shows a site.
type tab struct {
	*browsertest.Tab
	site *site
}

// browse opens a site in a browser.
func browse(t *testing.T, s *site) *tab {
	t.Helper()
	b := &tab{browsertest.Open(t), s}
	b.Resize(1280, 900)
	b.Visit(s.url)
	return b
}

// scope is the dialog on top, or the whole page.
const scope = `([...document.querySelectorAll("dialog[open]")].at(-1) ?? document)`

// click clicks with the mouse on the button or link with a text.
func (b *tab) click(text string) {
	b.T.Helper()
	b.Click(browsertest.Named(scope+`.querySelectorAll("button, a, .choices label")`, text))
}

// control is a script that finds what a label labels.
func control(label string) string {
	return `[...` + scope + `.querySelectorAll("label")].find((e) => e.textContent.trim().startsWith(` + browsertest.Quote(label) + `))?.control`
}

func field(label string) browsertest.Element {
	return browsertest.Found("field "+label, control(label))
}

// fill types into the field with a label, in place of what is there.
func (b *tab) fill(label, text string) {
	b.T.Helper()
	b.Fill(field(label), text)
}

// choose takes a choice of a select.
func (b *tab) choose(label, choice string) {
	b.T.Helper()
	b.Choose(field(label), choice)
}

// wrong waits until a field says what is wrong with it: to those who look and to those who listen.
func (b *tab) wrong(label, text string) {
	b.T.Helper()
	b.Is(`(() => { const field = `+control(label)+`; return field.getAttribute("aria-invalid") + " " + document.getElementById(field.getAttribute("aria-describedby")).textContent })()`, "true "+text)
}

// signIn signs in from the first page.
func (b *tab) signIn(name, password string) {
	b.T.Helper()
	b.fill("Name", name)
	b.fill("Password", password)
	b.Press("\r")
}
