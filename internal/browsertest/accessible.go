package browsertest

import (
	"os"
	"path/filepath"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// look asks axe-core for the first three places of all that is wrong.
const look = `axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.flatMap((v) =>
	v.nodes.slice(0, 3).map((n) => v.id + ": " + v.help + "\n" + n.html.slice(0, 300) + "\n" + n.failureSummary)))`

// Accessible sees that axe-core has nothing to say about the page as it is, and that nothing is wider
// than it.
func (b *Tab) Accessible(when string) {
	b.T.Helper()
	b.Until(`document.getAnimations().every((a) => a.playState !== "running" || a.effect.getComputedTiming().endTime === Infinity)`) // colours change by and by
	if b.Text(`typeof axe`) == "undefined" {
		b.Run(axe(b))
	}
	for _, wrong := range Value[[]string](b, look) {
		b.T.Errorf("%s: %s", when, wrong)
	}
	if over := Value[int](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		b.T.Errorf("%s: the page is %d pixels too wide", when, over)
	}
}

func axe(b *Tab) string {
	b.T.Helper()
	text, err := os.ReadFile(filepath.Join(testneed.NPM(b.T, "axe-core"), "axe.min.js"))
	if err != nil {
		b.T.Fatal(err)
	}
	return string(text)
}
