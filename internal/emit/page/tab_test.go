package page_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// tab is a tab of a browser, which keeps what it asked for.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu    sync.Mutex
	asked []string // URLs
}

// openTab starts a browser. It speaks English, whatever the machine does.
func openTab(t *testing.T) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(testneed.Chromium(t)), chromedp.NoSandbox,
		chromedp.Flag("lang", "en-US"), chromedp.Flag("accept-lang", "en-US"), chromedp.WindowSize(1440, 900))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *tab) listen(event any) {
	if request, ok := event.(*network.EventRequestWillBeSent); ok {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.asked = append(b.asked, request.Request.URL)
	}
}

// requests are the URLs that were asked for so far.
func (b *tab) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit loads an address and waits for the page.
func (b *tab) visit(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(url))
	b.await(`document.querySelector("main h1")`)
}

// eval is what a script says.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v\n%s", err, script)
	}
	return value
}

func (b *tab) text(script string) string {
	b.t.Helper()
	return eval[string](b, "String("+script+")")
}

func (b *tab) true(script string) bool {
	b.t.Helper()
	return eval[bool](b, "Boolean("+script+")")
}

// run runs statements.
func (b *tab) run(script string) {
	b.t.Helper()
	eval[bool](b, "(() => {"+script+"; return true })()")
}

// await waits until a script says something true.
func (b *tab) await(script string) {
	b.t.Helper()
	for range 200 {
		if b.true(script) {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	b.t.Fatalf("never true: %s\n%s", script, strings.TrimSpace(b.text(`document.body.innerText.slice(0, 2000)`)))
}

// expect compares what a script says.
func (b *tab) expect(script, want string) {
	b.t.Helper()
	if got := b.text(script); got != want {
		b.t.Errorf("%s\n got %q\nwant %q", script, got, want)
	}
}

// everywhere runs statements in every page before its own scripts.
func (b *tab) everywhere(script string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		b.t.Fatal(err)
	}
}

// goTo follows an address inside of the page.
func (b *tab) goTo(hash string) {
	b.t.Helper()
	b.run(`location.hash = ` + quoteJS(hash))
	b.await(`location.hash === ` + quoteJS(hash))
	b.await(`document.querySelector("main h1")`)
}

// press presses keys.
func (b *tab) press(keys string, options ...chromedp.KeyOption) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, options...))
}

// resize sets the size of the window.
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
