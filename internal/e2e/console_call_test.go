package e2e_test

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// radio takes one of a few choices that stand side by side.
func (c *console) radio(scope, value string) {
	c.T.Helper()
	c.Activate(browsertest.CSS(scope + ` input[value="` + value + `"]`))
}

func TestConsoleNotification(t *testing.T) {
	c := openConsole(t, "method/update")
	c.write(`[1, 2, 3, 4, 5]`)
	c.radio(".console-options", "notify")
	c.sees(".console .send", "Notify")
	c.send()
	same(t, c.last().body, `{"jsonrpc": "2.0", "method": "update", "params": [1, 2, 3, 4, 5]}`)
	c.sees(".answer-title", "No answer, as to every notification.")
	c.sees(".answer .status", "204")
}

// TestConsolePositions sends the same params by name and by position.
func TestConsolePositions(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	c.typeInto(field("type"), "a")
	c.typeInto(field("note"), "n")
	c.radio(".console-options", "position")
	same(t, c.json(), `["a", null, "n"]`)
	c.send()
	same(t, c.params(), `["a", null, "n"]`)
	c.radio(".console-options", "name")
	c.send()
	same(t, c.params(), `{"type": "a", "note": "n"}`)
	c.write(`["a", null, null]`) // null where one may be absent, and where it may be null
	c.radio(".console-options", "name")
	same(t, c.json(), `{"type": "a", "note": null}`)

	c.goTo("#/method/echo.forms", "echo.forms")
	if c.Text(`document.querySelector('.console-options input[value=position]')`) != "null" {
		t.Error("a method that refuses positions offers them")
	}
}

// TestConsoleAnswer shows the whole of both sides, and hides what is secret.
func TestConsoleAnswer(t *testing.T) {
	c := openConsole(t, "method/list.strings")
	c.sees(".auth-lacking", "Needs token.")
	c.signIn("token", "admin")
	c.Until(`document.querySelector(".auth-lacking") === null && document.querySelector(".auth-state").textContent === "Signed in: token"`)
	c.typeInto(field("count"), "2")
	c.send()
	c.sees(".answer-title", "Result")
	c.sees(".answer .json", `["admin", "admin"]`)
	c.sees(".answer .status", "200 OK")
	c.openAll(".transcript summary")
	c.sees(".transcript", "POST /api")
	c.sees(".transcript", "Authorization: Bearer …")
	c.sees(".transcript", `"method": "list.strings"`)
	c.sees(".transcript", "content-type: application/json")
	if seen := c.Text(`document.querySelector(".transcript details").textContent`); strings.Contains(seen, "admin") {
		t.Errorf("the token is shown: %s", seen)
	}
	if got := c.last().header.Get("Authorization"); got != bearer("admin") {
		t.Errorf("the server got %q", got)
	}
}

// TestConsoleHistory restores a call of another method, with its answer.
func TestConsoleHistory(t *testing.T) {
	c := openConsole(t, "method/subtract")
	c.typeInto(field("minuend"), "42")
	c.typeInto(field("subtrahend"), "23")
	c.send()
	c.goTo("#/method/scalar.event", "scalar.event")
	c.send()
	c.sees(".history summary", "2")
	c.Run(`[...document.querySelectorAll(".history-entry")].find((e) => e.textContent.includes("subtract")).click()`)
	c.sees("main h1", "subtract")
	c.Until(`document.querySelector('[data-field="minuend"] .input').value === "42"`)
	c.sees(".answer .json", "19")

	c.typeInto(field("minuend"), "1")
	c.goTo("#/batch", "Batch")
	c.Run(`[...document.querySelectorAll(".history-entry")].find((e) => e.textContent.includes("subtract")).click()`)
	c.Until(`document.querySelector('[data-field="minuend"] .input')?.value === "42"`)
	for i := range 60 {
		c.typeInto(field("minuend"), strconv.Itoa(i))
		c.send()
	}
	c.Until(`document.querySelectorAll(".history-entry").length === 50`)
}

// TestConsoleKeepsWhatWasTyped comes back to a method, and to it in another language.
func TestConsoleKeepsWhatWasTyped(t *testing.T) {
	c := openConsole(t, "method/subtract")
	c.typeInto(field("minuend"), "42")
	c.goTo("#/method/sum", "sum")
	c.goTo("#/method/subtract", "subtract")
	c.Until(`document.querySelector('[data-field="minuend"] .input').value === "42"`)
	c.Run(`[...document.querySelectorAll("header button")].find((b) => b.textContent.includes("中文")).click()`)
	c.sees(".console h2", "试用")
	if got := c.Text(`document.querySelector('[data-field="minuend"] .input').value`); got != "42" {
		t.Errorf("in Chinese the field shows %q", got)
	}
}

// TestConsoleCancel ends a call that takes too long.
func TestConsoleCancel(t *testing.T) {
	c := openConsole(t, "method/scalar.time", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	c.click(".console .send")
	c.Until(`document.querySelector(".console").getAttribute("aria-busy") === "true"`)
	c.clickOn(".console-actions", "Cancel")
	c.sees(".answer-title", "Cancelled")
}

// TestConsoleTrouble explains what is no answer.
func TestConsoleTrouble(t *testing.T) {
	var answer atomic.Value // a func(http.ResponseWriter)
	c := openConsole(t, "method/scalar.time", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer.Load().(func(http.ResponseWriter))(w) }))
	plain := func(status int, kind, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	for _, test := range []struct {
		answer        func(http.ResponseWriter)
		title, advice string
	}{
		{plain(413, "text/plain", "too large"), "The request is too large for the server (status 413)", "1 MiB"},
		{plain(502, "text/html", "<h1>Bad gateway</h1><script>document.title = 1</script>"), "The answer is not JSON (status 502)", "text/html"},
		{plain(200, "application/json", `{"hello": 1}`), "The answer is not one of JSON-RPC (status 200)", `{"hello": 1}`},
		{plain(200, "application/json", ""), "The answer is empty", ""},
		{plain(200, "application/json", `{"jsonrpc": "2.0", "id": 99, "result": 1}`), "Result", "The answer has the id 99"},
		{plain(200, "application/json", `{"jsonrpc": "2.0", "id": 6, "result": 12345678901234567890.120}`), "Result", "12345678901234567890.120"},
		{func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "No answer", "could not be reached"},
		{plain(200, "application/json", `"`+strings.Repeat("x", 17<<20)+`"`), "The answer is too long", "16 MB"},
		{plain(401, "application/json", `{"jsonrpc": "2.0", "id": 9, "error": {"code": -32001, "message": "Unauthenticated", "data": {"reason": "expired"}}}`), "-32001 Unauthenticated", "The token has expired"},
	} {
		answer.Store(test.answer)
		c.send()
		c.sees(".answer-title", test.title)
		c.sees(".answer", test.advice)
	}
}

// TestConsoleHugeAnswer shows an answer of 50,000 items in parts.
func TestConsoleHugeAnswer(t *testing.T) {
	items := strings.Repeat(`{"name": "x", "values": [1, 2, 3]},`, 50_000)
	c := openConsole(t, "method/scalar.json", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"jsonrpc": "2.0", "id": 1, "result": [`+items+`{"name": "last", "text": "`+strings.Repeat("y", 5000)+`"}]}`)
	}))
	c.send()
	c.sees(".answer .json", "Show 100 more of 49901")
	if n := c.Text(`document.querySelectorAll(".answer *").length`); len(n) > 4 {
		t.Errorf("%s elements are made at once", n)
	}
	c.clickOn(".answer .json", "Show 100 more of 49901")
	c.sees(".answer .json", "Show 100 more of 49801")
}

// TestConsoleHostileAnswers shows answers that would run scripts and load images, if they could.
func TestConsoleHostileAnswers(t *testing.T) {
	evil := `<img src=/x onerror=\"window.hacked=1\"><script>window.hacked=1</script><a href=\"javascript:window.hacked=1\">x</a>`
	answers := []string{
		`{"jsonrpc": "2.0", "id": 1, "result": {"EVIL": ["EVIL", {"token": "EVIL", "__proto__": {"hacked": 1}, "constructor": 1}]}}`,
		`{"jsonrpc": "2.0", "id": 2, "error": {"code": -32602, "message": "EVIL", "data": {"errors": [{"path": "/EVIL/__proto__", "rule": "EVIL", "message": "EVIL"}, {"path": 1}, null, {"path": "EVIL"}]}}}`,
		`{"jsonrpc": "2.0", "id": "EVIL", "error": {"code": "EVIL", "message": {"EVIL": 1}, "data": "EVIL"}}`,
		`<html>EVIL</html>`,
	}
	var n atomic.Int32
	c := openConsole(t, "method/echo.person", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Evil", `<script>window.hacked=1</script>`)
		_, _ = io.WriteString(w, strings.ReplaceAll(answers[min(int(n.Add(1)), len(answers))-1], "EVIL", evil))
	}))
	for range answers {
		c.write(`{"__proto__": {"hacked": "<img src=/y onerror=window.hacked=1>"}, "<script>": 1, "type": "<img src=/z>"}`)
		c.send()
		c.sees(".answer", "onerror")
		c.openAll(".answer details:not([open]) > summary, .history:not([open]) > summary")
		c.sees(".transcript", "x-evil")
	}
	if got := c.params(); got != `{"__proto__":{"hacked":"<img src=/y onerror=window.hacked=1>"},"<script>":1,"type":"<img src=/z>"}` {
		t.Errorf("the server got %s", got)
	}
	if made := c.Text(`[...document.querySelectorAll("img, main script, iframe, a[href^=javascript]")].map((e) => e.outerHTML).join() + (window.hacked ?? ({}).hacked ?? "")`); made != "" {
		t.Errorf("an answer makes %s", made)
	}
}
