package page_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestAccessible lets axe-core look at every kind of page, light on a wide screen and dark on a narrow one: it
// finds nothing to criticise.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(testneed.NPM(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t)
	url := siteOf(t, smartOps(t))
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 390}} {
		b.prefer(look.scheme)
		b.resize(look.width, 900)
		b.visit(url)
		b.run(string(axe))
		for _, hash := range []string{"#/", "#/method/host.create", "#/method/host.report", "#/method/host.list", "#/method/user.register", "#/type/Check", "#/type/HostState", "#/error/InvalidParams", "#/batch"} {
			b.goTo(hash)
			b.run(`for (const s of document.querySelectorAll("main details:not([open]) > summary")) s.click()`)
			b.clean(look.scheme)
		}
		if look.width < 1000 {
			b.run(`document.querySelector(".menu").click()`)
			b.await(`document.activeElement.matches(".filter")`)
			b.clean(look.scheme)
		}
	}
}

// clean sees that axe-core has nothing to say about the page as it is.
func (b *tab) clean(scheme string) {
	b.t.Helper()
	var found []struct {
		ID, Help string
		Nodes    []struct {
			HTML           string
			FailureSummary string
		}
	}
	text := eval[string](b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations))`)
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		b.t.Fatal(err)
	}
	for _, violation := range found {
		for i, node := range violation.Nodes {
			if i < 3 {
				b.t.Errorf("%s, %s: %s: %s\n%.300s\n%s", b.text("location.hash"), scheme, violation.ID, violation.Help, node.HTML, node.FailureSummary)
			}
		}
	}
}
