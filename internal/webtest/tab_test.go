package webtest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// tab is a browser that shows a site.
type tab struct {
	t    *testing.T
	site *site
	ctx  context.Context

	mu   sync.Mutex
	bugs []string // errors that no script has caught
}

// browse opens a site in a browser. In the end there was no error in a script, and nothing that the
// policy had to stop.
func browse(t *testing.T, s *site) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(testneed.Chromium(t)), chromedp.NoSandbox,
		chromedp.Flag("lang", "en-US"), chromedp.Flag("accept-lang", "en-US"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t: t, site: s, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.resize(1280, 900)
	b.load()
	return b
}

func (b *tab) listen(event any) {
	if thrown, ok := event.(*runtime.EventExceptionThrown); ok {
		b.mu.Lock()
		defer b.mu.Unlock()
		details, _ := json.Marshal(thrown.ExceptionDetails)
		b.bugs = append(b.bugs, string(details))
	}
}

// well reports what went wrong that nobody sees. Tests call it in the end.
func (b *tab) well() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, bug := range b.bugs {
		b.t.Errorf("not caught: %s", bug)
	}
	b.site.mu.Lock()
	defer b.site.mu.Unlock()
	for _, report := range b.site.reports {
		b.t.Errorf("against the policy: %s", report)
	}
	if b.t.Failed() {
		b.picture("failed")
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// load loads the page.
func (b *tab) load() {
	b.t.Helper()
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.site.url))
	b.until(`document.querySelector("h1")`)
}

func (b *tab) resize(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// prefer sets the scheme of the system: "light" or "dark".
func (b *tab) prefer(scheme string) {
	b.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		b.t.Fatal(err)
	}
}

// text is what a script says.
func (b *tab) text(script string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`(async () => String(await (`+script+`)))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v\n%s", err, script)
	}
	return text
}

// run runs statements.
func (b *tab) run(script string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script+`; ""`)); err != nil {
		b.t.Fatal(err)
	}
}

// until waits until a script says something true.
func (b *tab) until(script string) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
		if b.text("Boolean("+script+")") == "true" {
			return
		}
	}
	b.picture("never")
	b.t.Fatalf("never true: %s\n%s", script, b.text("document.body.innerText"))
}

// sees waits for a text on the screen.
func (b *tab) sees(text string) {
	b.t.Helper()
	b.until(`document.body.innerText.includes(` + quote(text) + `)`)
}

// misses waits until a text is gone.
func (b *tab) misses(text string) {
	b.t.Helper()
	b.until(`!document.body.innerText.includes(` + quote(text) + `)`)
}

// is compares what a script says.
func (b *tab) is(script, want string) {
	b.t.Helper()
	if got := b.text(script); got != want {
		b.t.Errorf("%s\n got %q\nwant %q", script, got, want)
	}
}

// scope is the dialog on top, or the whole page.
const scope = `([...document.querySelectorAll("dialog[open]")].at(-1) ?? document)`

// mark finds an element by a script, and returns a selector for it.
func (b *tab) mark(script, what string) chromedp.CSS {
	b.t.Helper()
	mark := strconv.FormatInt(time.Now().UnixNano(), 36)
	b.until(`(() => { const found = ` + script + `; found?.setAttribute("data-mark", "` + mark + `"); return found; })()`)
	return chromedp.CSS(`[data-mark="` + mark + `"]`)
}

// click clicks with the mouse on the button or link with a text.
func (b *tab) click(text string) {
	b.t.Helper()
	script := `[...` + scope + `.querySelectorAll("button, a, .choices label")].find((e) => (e.getAttribute("aria-label") ?? e.textContent.trim()) === ` + quote(text) + `)`
	b.do(chromedp.Click(b.mark(script, text)))
}

// control is a script that finds what a label labels.
func control(label string) string {
	return `[...` + scope + `.querySelectorAll("label")].find((e) => e.textContent.trim().startsWith(` + quote(label) + `))?.control`
}

// fill types into the field with a label, in place of what is there.
func (b *tab) fill(label, text string) {
	b.t.Helper()
	selector := b.mark(control(label), label)
	b.do(chromedp.Focus(selector))
	b.text(`document.activeElement.select()`)
	if text == "" {
		text = "\b"
	}
	b.do(chromedp.KeyEvent(text))
}

// choose takes a choice of a select, as a person would.
func (b *tab) choose(label, choice string) {
	b.t.Helper()
	b.is(`(() => { const select = `+control(label)+`; const option = [...select.options].find((o) => o.textContent === `+quote(choice)+`);
		select.value = option.value; select.dispatchEvent(new Event("change", {bubbles: true})); return "chosen"; })()`, "chosen")
}

// wrong waits until a field says what is wrong with it: to those who look and to those who listen.
func (b *tab) wrong(label, text string) {
	b.t.Helper()
	b.until(`(() => { const field = ` + control(label) + `; return field?.getAttribute("aria-invalid") === "true" && document.getElementById(field.getAttribute("aria-describedby"))?.textContent === ` + quote(text) + `; })()`)
}

// signIn signs in from the first page.
func (b *tab) signIn(name, password string) {
	b.t.Helper()
	b.fill("Name", name)
	b.fill("Password", password)
	b.do(chromedp.KeyEvent("\r"))
}

// picture leaves what is on the screen in the folder that the variable WEB_PICTURES names.
func (b *tab) picture(name string) {
	into := os.Getenv("WEB_PICTURES")
	if into == "" {
		return
	}
	if png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(into, strings.ReplaceAll(b.t.Name(), "/", "-")+"-"+name+".png"), png, 0o600)
	}
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
