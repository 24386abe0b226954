package page_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// TestAccessible lets axe-core look at every kind of page, light on a wide screen and dark on a narrow one: it
// finds nothing to criticise.
func TestAccessible(t *testing.T) {
	b := openTab(t)
	url := siteOf(t, spectest.SmartOps(t))
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1440}, {"dark", 390}} {
		b.Prefer(look.scheme)
		b.Resize(look.width, 900)
		b.Visit(url)
		for _, hash := range []string{"#/", "#/method/host.create", "#/method/host.report", "#/method/host.list", "#/method/user.register", "#/type/Check", "#/type/HostState", "#/error/InvalidParams", "#/batch"} {
			b.goTo(hash)
			b.openAll()
			b.Accessible(look.scheme + " " + hash)
		}
		if look.width < 1000 {
			b.click(".menu")
			b.Until(`document.activeElement.matches(".filter")`)
			b.Accessible(look.scheme + ", with the list")
		}
	}
}
