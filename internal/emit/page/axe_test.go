package page_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestAccessible lets axe-core look at every kind of page, in both schemes and at two widths: it finds nothing
// to criticise.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(testneed.NPM(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t)
	url := siteOf(t, smartOps(t))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1440, 390} {
			b.prefer(scheme)
			b.resize(width, 900)
			b.visit(url)
			b.run(string(axe))
			for _, hash := range []string{"#/", "#/method/host.create", "#/method/host.report", "#/method/host.list", "#/method/user.register", "#/type/Check", "#/type/HostState", "#/error/InvalidParams", "#/batch"} {
				b.goTo(hash)
				b.run(`for (const s of document.querySelectorAll("main details:not([open]) > summary")) s.click()`)
				b.clean(scheme, width)
			}
			if width == 390 {
				b.run(`document.querySelector(".menu").click()`)
				b.await(`document.activeElement.matches(".filter")`)
				b.clean(scheme, width)
			}
		}
	}
}

// clean sees that axe-core has nothing to say about the page as it is.
func (b *tab) clean(scheme string, width int64) {
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
				b.t.Errorf("%s, %s, %d pixels: %s: %s\n%.300s\n%s", b.text("location.hash"), scheme, width, violation.ID, violation.Help, node.HTML, node.FailureSummary)
			}
		}
	}
}
