package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/emit/page"
	"github.com/trunkline-rpc/trunkline/internal/spec"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// console is a browser that shows the page of an API, which its server answers, and what was sent to it.
type console struct {
	t    *testing.T
	ctx  context.Context
	url  string
	mu   sync.Mutex
	sent []*sent
}

// sent is a request that the server got.
type sent struct {
	header http.Header
	body   string
}

// chromium runs while the tests do; each test has a profile of its own in it.
var chromium struct {
	ctx   context.Context
	close []func()
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, close := range slices.Backward(chromium.close) {
		close()
	}
	os.Exit(code)
}

func browser(t *testing.T) context.Context {
	t.Helper()
	program := testneed.Chromium(t)
	if chromium.ctx == nil {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.Flag("lang", "en"))
		ctx, closeAll := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, closeOne := chromedp.NewContext(ctx)
		if err := chromedp.Do(ctx); err != nil {
			t.Fatal(err)
		}
		chromium.ctx, chromium.close = ctx, []func(){closeAll, closeOne}
	}
	return chromium.ctx
}

// openConsole opens the page of a method.
func openConsole(t *testing.T, hash string, answer ...http.Handler) *console {
	t.Helper()
	c := &console{t: t}
	mux := http.NewServeMux()
	mux.Handle("/api", c.record(append(answer, handler())[0]))
	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(pageFiles(t), "/api")))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c.url = server.URL

	ctx, cancel := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	c.ctx = ctx
	c.do(chromedp.EmulateViewport(1440, 1200), chromedp.Navigate(c.url+"/api/browse/#/"+hash))
	c.until(`document.querySelector("main h1") !== null`)
	c.eval(`(window.violations = [], addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI)))`)
	t.Cleanup(func() {
		if t.Failed() {
			c.picture()
		}
	})
	return c
}

// picture leaves what is on the screen where the variable CONSOLE_PICTURE says.
func (c *console) picture() {
	path := os.Getenv("CONSOLE_PICTURE")
	if path == "" {
		return
	}
	if png, err := chromedp.Run(c.ctx, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(path, png, 0o600)
	}
}

// pageFiles is the page of the spec that lies here.
func pageFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile("api.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, diags := spec.Parse(text)
	model := check.Check(file, diags)
	if !diags.Empty() {
		t.Fatal(diags.Render("api.yaml"))
	}
	files := fstest.MapFS{}
	for name, text := range page.Emit(model) {
		files[name] = &fstest.MapFile{Data: text}
	}
	return files
}

func (c *console) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		c.mu.Lock()
		c.sent = append(c.sent, &sent{r.Header.Clone(), string(body)})
		c.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// last is the newest request.
func (c *console) last() *sent {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sent) == 0 {
		c.t.Fatal("nothing was sent")
	}
	return c.sent[len(c.sent)-1]
}

// params are those of the newest request, as they were written, and null when there are none.
func (c *console) params() string {
	c.t.Helper()
	var request struct{ Params json.RawMessage }
	if err := json.Unmarshal([]byte(c.last().body), &request); err != nil {
		c.t.Fatalf("%v: %s", err, c.last().body)
	}
	if request.Params == nil {
		return "null"
	}
	return string(request.Params)
}

func (c *console) do(steps ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, steps...); err != nil {
		c.t.Fatal(err)
	}
}

// eval is what a script says.
func (c *console) eval(script string) string {
	c.t.Helper()
	text, err := chromedp.Run(c.ctx, chromedp.Evaluate[string](`String(`+script+`)`))
	if err != nil {
		c.t.Fatalf("%v: %s", err, script)
	}
	return text
}

// until waits until a script says true.
func (c *console) until(script string) {
	c.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if c.eval(script) == "true" {
			return
		}
	}
	c.t.Fatalf("never true: %s", script)
}

// sees waits for a text in an element.
func (c *console) sees(selector, text string) {
	c.t.Helper()
	var seen string
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if seen = c.text(selector); strings.Contains(seen, text) {
			return
		}
	}
	c.t.Fatalf("%s says %q, and not %q", selector, seen, text)
}

func (c *console) text(selector string) string {
	c.t.Helper()
	return c.eval(`document.querySelector(` + quoted(selector) + `)?.textContent ?? ""`)
}

func quoted(text string) string {
	q, _ := json.Marshal(text)
	return string(q)
}

// typeInto types with the keyboard, in place of what is there.
func (c *console) typeInto(selector, text string) {
	c.t.Helper()
	c.do(chromedp.Focus(chromedp.CSS(selector)))
	c.eval(`document.querySelector(` + quoted(selector) + `).select()`)
	c.do(chromedp.KeyEvent(text))
}

// choose takes a choice of a select, as a person would.
func (c *console) choose(selector, choice string) {
	c.t.Helper()
	script := `(() => { const s = document.querySelector(` + quoted(selector) + `); const o = [...s.options].find((o) => o.textContent === ` + quoted(choice) + `);
		if (!o) return "no"; s.focus(); s.value = o.value; s.dispatchEvent(new Event("input", {bubbles: true})); s.dispatchEvent(new Event("change", {bubbles: true})); return "yes"; })()`
	if c.eval(script) != "yes" {
		c.t.Fatalf("%s has no choice %q: %s", selector, choice, c.text(selector))
	}
}

func (c *console) click(selector string) {
	c.t.Helper()
	c.do(chromedp.Click(chromedp.CSS(selector)))
}

// clickOn presses the button with a text.
func (c *console) clickOn(scope, text string) {
	c.t.Helper()
	script := `(() => { const b = [...document.querySelectorAll(` + quoted(scope+" button, "+scope+" a") + `)].find((b) => (b.getAttribute("aria-label") ?? b.textContent) === ` + quoted(text) + `); b?.click(); return b ? "yes" : "no"; })()`
	if c.eval(script) != "yes" {
		c.t.Fatalf("%s has no button %q", scope, text)
	}
}

// json is the text beside the form.
func (c *console) json() string {
	c.t.Helper()
	return c.eval(`document.querySelector("textarea.raw-text").value`)
}

// write puts a text beside the form.
func (c *console) write(text string) {
	c.t.Helper()
	c.eval(`(() => { const area = document.querySelector("textarea.raw-text"); area.value = ` + quoted(text) + `; return area.dispatchEvent(new Event("input")); })()`)
}

// send presses Send, and waits for the answer.
func (c *console) send() {
	c.t.Helper()
	before := c.count()
	c.click(".console .send")
	c.until(`document.querySelector(".console").getAttribute("aria-busy") === "false"`)
	if c.count() == before {
		c.t.Fatalf("nothing was sent: %s", c.text(".console-note"))
	}
}

func (c *console) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.sent)
}

// clean reports what the policy of the page has stopped, and scripts that did run.
func (c *console) clean() {
	c.t.Helper()
	if sins := c.eval(`violations.join("\n")`); sins != "" {
		c.t.Errorf("against the policy: %s", sins)
	}
}
