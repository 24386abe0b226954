package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// mixed is a value of each kind, and the first of what can be wrong.
const mixed = `{"string": "A", "bool": true, "int": -8, "int64": "1", "matrix": [[0.5, null]], "map": {"a": "x", "b": null}, "deep": {"d": [{"e": "f"}]},
	"tags": ["a", "b", "c"], "trees": {"oak": {"name": "root", "children": [{"name": "leaf"}], "parent": null}}, "pin": "12345", "level": "x",
	"event": {"kind": "host-down", "host": "h", "why": null}, "ids": ["one"], "any": [4, true], "state": "sideways", "time": "noon", "stranger": 1, "list": "none"}`

// TestConsoleAccessible lets axe-core look at the console in all its states, light and dark, wide and narrow.
func TestConsoleAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(testneed.NPM(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	c := openConsole(t, "method/echo.everything")
	c.do(evaluate(string(axe)))
	for scheme, width := range map[string]int64{"light": 1440, "dark": 390} {
		c.do(chromedp.EmulateViewport(width, 900))
		c.eval(`(document.documentElement.dataset.scheme = ` + quoted(scheme) + `)`)
		c.until(`document.getAnimations().length === 0`) // colours change by and by
		c.accessible(scheme + ", in the beginning")
		c.write(mixed)
		c.accessible(scheme + ", filled in")
		c.send()
		c.until(`document.querySelectorAll(".row-wrong").length > 5`)
		c.eval(`document.querySelectorAll(".transcript summary, .history summary").forEach((s) => s.click())`)
		c.accessible(scheme + ", with errors")
		c.write(`{"string": `)
		c.accessible(scheme + ", broken")
		c.write(`{}`)
		c.click("button.session")
		c.until(`document.querySelector("dialog[open]") !== null`)
		c.accessible(scheme + ", signing in")
		c.clickOn("dialog", "Close")

		c.eval(`location.hash = "#/method/subtract"`)
		c.sees("main h1", "subtract")
		c.write(`[42, 23]`)
		c.clickOn(".console", "Copy link")
		c.send()
		c.sees(".answer-title", "Result")
		c.accessible(scheme + ", with a result")
		c.clickOn(".console", "Add to batch")
		c.eval(`location.hash = "#/batch"`)
		c.sees("main h1", "Batch")
		c.sendBatch()
		c.sees(".batch-whole", "results")
		c.eval(`document.querySelectorAll(".batch-edit:not([open]) summary").forEach((s) => s.click())`)
		c.until(`document.querySelector(".batch-item .editor") !== null`)
		c.accessible(scheme + ", a batch")
		c.eval(`location.hash = "#/method/echo.everything"`)
		c.sees("main h1", "echo.everything")
	}
}

// evaluate runs a script whose value does not matter.
func evaluate(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[string](script+`;""`))
		return err
	})
}

// accessible sees that axe-core has nothing to say about the page as it is, and that nothing is wider than it.
func (c *console) accessible(when string) {
	c.t.Helper()
	c.eval(`(window.axed = undefined, axe.run(document, {resultTypes: ["violations"]}).then((r) => (window.axed = r.violations.flatMap((v) =>
		v.nodes.slice(0, 3).map((n) => v.id + ": " + v.help + "\n" + n.html.slice(0, 300) + "\n" + n.failureSummary)).join("\n\n"))), "")`)
	c.until(`window.axed !== undefined`)
	if found := c.eval(`window.axed`); found != "" {
		c.t.Errorf("%s: %s", when, found)
	}
	if over := c.eval(`document.documentElement.scrollWidth - innerWidth`); over != "0" {
		c.t.Errorf("%s: the page is %s pixels too wide", when, over)
	}
}

// TestConsoleByKeyboard fills in a form, sends it and reaches the field with the error, without a mouse.
func TestConsoleByKeyboard(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	press := func(keys string) { c.do(chromedp.KeyEvent(keys)) }
	reach := func(script string) {
		t.Helper()
		for range 60 {
			if c.eval(script) == "true" {
				return
			}
			press(kb.Tab)
		}
		t.Fatalf("the Tab key never leads to %s", script)
	}
	c.do(chromedp.Focus(chromedp.CSS("main h1")))
	reach(`document.activeElement.closest('[data-field="type"]') !== null && document.activeElement.matches(".input")`)
	press("a")
	reach(`document.activeElement.closest('[data-field="range"]') !== null && document.activeElement.matches(".input")`)
	press("1.5")
	reach(`document.activeElement.closest('[data-field="note"]') !== null && document.activeElement.matches(".row-state")`)
	press("n") // the choice that begins so
	c.until(`document.querySelector('[data-field="note"]').dataset.state === "null"`)
	reach(`document.activeElement.matches(".row-add")`)
	press(kb.Enter)
	c.until(`document.activeElement.closest('[data-field="person createdAt"]') !== null`)
	reach(`document.activeElement.closest('[data-field="person type"]') !== null`)
	press("b")
	reach(`document.activeElement.matches("input[value=call]")`)
	press(kb.ArrowRight)
	c.sees(".console .send", "Notify")
	c.until(`document.activeElement.matches("input[value=notify]")`)
	press(kb.ArrowLeft)
	c.sees(".console .send", "Send")
	reach(`document.activeElement.matches(".send")`)
	press(kb.Enter)
	c.sees(".answer-title", "-32602")
	c.until(`document.activeElement.closest('[data-field="range"]') !== null`)
	same(t, c.params(), `{"type": "a", "range": 1.5, "note": null, "person": {"type": "b", "select": ""}}`)
}
