package page_test

import (
	"os"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

// tab is a tab of a browser that shows a page of documentation.
type tab struct{ *browsertest.Tab }

func openTab(t *testing.T) *tab {
	t.Helper()
	return &tab{browsertest.Open(t)}
}

// goTo follows an address inside of the page.
func (b *tab) goTo(hash string) {
	b.T.Helper()
	hash = browsertest.Quote(hash)
	browsertest.Value[bool](b.Tab, `new Promise((done) => { // when the page has heard of it
		if (location.hash === `+hash+`) return done(true);
		addEventListener("hashchange", () => setTimeout(() => done(true)), {once: true});
		location.hash = `+hash+`;
	})`)
	b.Until(`location.hash === ` + hash + ` && document.querySelector("main h1")`)
}

// click clicks with the mouse on what a selector matches.
func (b *tab) click(selector string) {
	b.T.Helper()
	b.Click(browsertest.CSS(selector))
}

// openAll opens everything on the page.
func (b *tab) openAll() {
	b.T.Helper()
	b.Run(`for (const s of document.querySelectorAll("main details:not([open]) > summary")) s.click()`)
}
