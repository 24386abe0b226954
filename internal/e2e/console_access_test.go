package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// mixed is a value of each kind, and the first of what can be wrong.
const mixed = `{"string": "A", "bool": true, "int": -8, "int64": "1", "matrix": [[0.5, null]], "map": {"a": "x", "b": null}, "deep": {"d": [{"e": "f"}]},
	"tags": ["a", "b", "c"], "trees": {"oak": {"name": "root", "children": [{"name": "leaf"}], "parent": null}}, "pin": "12345", "level": "x",
	"event": {"kind": "host-down", "host": "h", "why": null}, "ids": ["one"], "any": [4, true], "state": "sideways", "time": "noon", "stranger": 1, "list": "none"}`

// TestConsoleAccessible lets axe-core look at the console in all its states, light and dark, wide and narrow.
func TestConsoleAccessible(t *testing.T) {
	c := openConsole(t, "method/echo.everything")
	for scheme, width := range map[string]int64{"light": 1440, "dark": 390} {
		c.Resize(width, 900)
		c.Run(`document.documentElement.dataset.scheme = ` + browsertest.Quote(scheme))
		c.Accessible(scheme + ", in the beginning")
		c.write(mixed)
		c.Accessible(scheme + ", filled in")
		c.send()
		c.Until(`document.querySelectorAll(".row-wrong").length > 5`)
		c.openAll(".transcript summary, .history summary")
		c.Accessible(scheme + ", with errors")
		c.write(`{"string": `)
		c.Accessible(scheme + ", broken")
		c.write(`{}`)
		c.click("button.session")
		c.Until(`document.querySelector("dialog[open]") !== null`)
		c.Accessible(scheme + ", signing in")
		c.clickOn("dialog", "Close")

		c.goTo("#/method/subtract", "subtract")
		c.write(`[42, 23]`)
		c.clickOn(".console", "Copy link")
		c.send()
		c.sees(".answer-title", "Result")
		c.Accessible(scheme + ", with a result")
		c.clickOn(".console", "Add to batch")
		c.goTo("#/batch", "Batch")
		c.sendBatch()
		c.sees(".batch-whole", "results")
		c.openAll(".batch-edit:not([open]) summary")
		c.Until(`document.querySelector(".batch-item .editor") !== null`)
		c.Accessible(scheme + ", a batch")
		c.goTo("#/method/echo.everything", "echo.everything")
	}
}

// TestConsoleByKeyboard fills in a form, sends it and reaches the field with the error, without a mouse.
func TestConsoleByKeyboard(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	reach := func(script string) {
		t.Helper()
		for range 60 {
			if c.Text(script) == "true" {
				return
			}
			c.Press(kb.Tab)
		}
		t.Fatalf("the Tab key never leads to %s", script)
	}
	c.Focus(browsertest.CSS("main h1"))
	reach(`document.activeElement.closest('[data-field="type"]') !== null && document.activeElement.matches(".input")`)
	c.Press("a")
	reach(`document.activeElement.closest('[data-field="range"]') !== null && document.activeElement.matches(".input")`)
	c.Press("1.5")
	reach(`document.activeElement.closest('[data-field="note"]') !== null && document.activeElement.matches(".row-state")`)
	c.Press("n") // the choice that begins so
	c.Until(`document.querySelector('[data-field="note"]').dataset.state === "null"`)
	reach(`document.activeElement.matches(".row-add")`)
	c.Press(kb.Enter)
	c.Until(`document.activeElement.closest('[data-field="person createdAt"]') !== null`)
	reach(`document.activeElement.closest('[data-field="person type"]') !== null`)
	c.Press("b")
	reach(`document.activeElement.matches("input[value=call]")`)
	c.Press(kb.ArrowRight)
	c.sees(".console .send", "Notify")
	c.Until(`document.activeElement.matches("input[value=notify]")`)
	c.Press(kb.ArrowLeft)
	c.sees(".console .send", "Send")
	reach(`document.activeElement.matches(".send")`)
	c.Press(kb.Enter)
	c.sees(".answer-title", "-32602")
	c.Until(`document.activeElement.closest('[data-field="range"]') !== null`)
	same(t, c.params(), `{"type": "a", "range": 1.5, "note": null, "person": {"type": "b", "select": ""}}`)
}
