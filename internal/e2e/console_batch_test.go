package e2e_test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// addCall adds a call on the page of the batch, by keyboard.
func (c *console) addCall(method string) {
	c.T.Helper()
	c.typeInto(".batch-add input", method+"\r")
	c.Until(`document.querySelector(".batch-item:last-child .batch-name")?.textContent === ` + browsertest.Quote(method))
}

func (c *console) batchOrder() string {
	c.T.Helper()
	return c.Text(`[...document.querySelectorAll(".batch-name")].map((n) => n.textContent).join(" ")`)
}

func (c *console) sendBatch() {
	c.T.Helper()
	c.Focus(browsertest.CSS(".batch .send"))
	c.answered(".batch", func() { c.Press(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)) })
}

// TestConsoleBatch puts a batch together, changes its order, and reads each answer beside its call.
func TestConsoleBatch(t *testing.T) {
	c := openConsole(t, "method/subtract")
	c.typeInto(field("minuend"), "42")
	c.typeInto(field("subtrahend"), "23")
	c.clickOn(".console", "Add to batch")
	c.sees(".console-note", "Calls in the batch: 1.")
	c.clickOn(".console-note", "Open the batch")
	c.sees("main h1", "Batch")

	c.addCall("notify_hello")
	c.addCall("list.strings")
	c.addCall("scalar.time")
	c.typeInto(".batch-add input", "nothing\r")
	c.sees(".batch > [role=status].row-problem", "There is no method “nothing”.")
	c.clickOn(".batch-item:nth-child(4)", "Move scalar.time up")
	c.Until(`document.activeElement.getAttribute("aria-label") === "Move scalar.time up"`)
	c.Press(kb.Enter)
	c.Until(`document.querySelectorAll(".batch-name")[1].textContent === "scalar.time"`)
	if got := c.batchOrder(); got != "subtract scalar.time notify_hello list.strings" {
		t.Fatalf("the order is %s", got)
	}
	c.radio(".batch-item:nth-child(3)", "notify")
	c.Run(`document.querySelector(".batch-item:nth-child(4) summary").click()`)
	c.Until(`document.querySelector(".batch-item:nth-child(4) .editor") !== null`)
	c.typeInto(`.batch-item:nth-child(4) [data-field="count"] .input`, "99")
	c.signIn("token", "admin")
	c.sendBatch()
	same(t, c.last().body, `[{"jsonrpc": "2.0", "id": 1, "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}},
		{"jsonrpc": "2.0", "id": 2, "method": "scalar.time"}, {"jsonrpc": "2.0", "method": "notify_hello", "params": {}},
		{"jsonrpc": "2.0", "id": 3, "method": "list.strings", "params": {"count": 99}}]`)
	if got := c.last().header.Get("Authorization"); got != bearer("admin") {
		t.Errorf("the server got %q", got)
	}
	c.sees(".batch-item:nth-child(1) .batch-reply", "19")
	c.sees(".batch-item:nth-child(2) .batch-reply", "2026-01-02T02:04:05Z")
	c.sees(".batch-item:nth-child(3) .batch-reply", "No answer, as to every notification.")
	c.sees(".batch-item:nth-child(4) .batch-reply", "must be at most 10")
	c.sees(".batch-whole", "2 results, 1 errors, 1 notifications")
	c.clickOn(".batch-item:nth-child(4) .violations", "/count")
	c.Until(`document.activeElement.closest("[data-field]")?.dataset.field === "count"`)
	c.sees(".batch-item:nth-child(4) .row-problem", "must be at most 10")

	c.clickOn(".batch-item:nth-child(1)", "Remove subtract")
	c.clickOn(".batch", "Remove all")
	c.Until(`document.querySelectorAll(".batch-item").length === 0`)
	c.Run(`document.querySelector(".history-entry").click()`)
	c.Until(`document.querySelectorAll(".batch-item").length === 4`)
	c.sees(".batch-item:nth-child(1) .batch-reply", "19")
}

// TestConsoleBatchAnswers matches answers by their ids, and tells which are missing and which are too many.
func TestConsoleBatchAnswers(t *testing.T) {
	var body atomic.Value
	body.Store(`[{"jsonrpc": "2.0", "id": 2, "result": "second"}, {"jsonrpc": "2.0", "id": 77, "result": "nobody's"}, {"jsonrpc": "2.0", "id": 1, "error": {"code": 1002, "message": "it is gone"}}]`)
	c := openConsole(t, "batch", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body.Load().(string))
	}))
	for _, method := range strings.Fields("echo.person scalar.time scalar.json") {
		c.addCall(method)
	}
	c.sendBatch()
	c.sees(".batch-item:nth-child(1) .batch-reply", "1002 it is gone")
	c.sees(".batch-item:nth-child(1) .batch-reply", "answer 3")
	c.sees(".batch-item:nth-child(2) .batch-reply", "second")
	c.sees(".batch-item:nth-child(2) .batch-reply", "answer 1")
	c.sees(".batch-item:nth-child(3) .batch-reply", "No answer has the id of this call.")
	c.sees(".batch-whole", "Answers that match no call: 1")
	c.sees(".batch-whole", "nobody's")

	body.Store(`{"jsonrpc": "2.0", "id": null, "error": {"code": -32600, "message": "Invalid Request", "data": {"detail": "too many calls"}}}`)
	c.sendBatch()
	c.sees(".batch-whole", "-32600 Invalid Request")
	c.sees(".batch-whole", "too many calls")
}

// TestConsoleBatchByKeyboard puts a batch together and sends it without a mouse.
func TestConsoleBatchByKeyboard(t *testing.T) {
	c := openConsole(t, "batch")
	c.addCall("scalar.time")
	c.addCall("get_data")
	for range 40 { // the browser's own order of what takes the focus
		c.Press(kb.Tab)
		if c.Text(`document.activeElement.getAttribute("aria-label")`) == "Move get_data up" {
			break
		}
	}
	c.Press(kb.Enter)
	c.Until(`document.querySelector(".batch-name").textContent === "get_data"`)
	c.Press(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	c.sees(".batch-whole", "2 results")
	if got := c.batchOrder(); got != "get_data scalar.time" || !strings.HasPrefix(c.last().body, `[{"jsonrpc":"2.0","id":1,"method":"get_data"}`) {
		t.Errorf("the order is %s, and %s was sent", got, c.last().body)
	}
}
