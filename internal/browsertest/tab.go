package browsertest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Tab is a tab of the browser, of which it keeps what nobody would see.
type Tab struct {
	T   testing.TB // that of the subtest that runs, if there is one
	ctx context.Context

	patience time.Duration // how long to wait

	mu    sync.Mutex
	asked []string // URLs
	sins  []string
}

// tell tells the tab what the policy of a page has stopped. A page knows that of itself alone.
const tell = `addEventListener("securitypolicyviolation", (e) => sin("against the policy: " + e.violatedDirective + " " + e.blockedURI))`

// Open opens a tab of 1440 by 900 pixels. When the test ends, the policies of its pages have stopped
// nothing, and there was no error in a script that nobody has caught.
func Open(t testing.TB) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &Tab{T: t, ctx: ctx, patience: minute}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, runtime.AddBinding, runtime.AddBindingParams{Name: "sin"})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // there are other tabs
	b.Everywhere(tell)
	b.Resize(1440, 900)
	t.Cleanup(func() {
		for _, sin := range b.Sins() {
			t.Error(sin)
		}
		if t.Failed() {
			b.Picture("failed")
		}
	})
	return b
}

func (b *Tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *runtime.EventBindingCalled:
		b.sins = append(b.sins, e.Payload)
	case *runtime.EventExceptionThrown:
		details, _ := json.Marshal(e.ExceptionDetails)
		b.sins = append(b.sins, "not caught: "+string(details))
	}
}

// Requests are the URLs that were asked for so far.
func (b *Tab) Requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

// Sins are what the policies have stopped and what no script has caught, since the last time. Scripts of
// a test report theirs by sin("text").
func (b *Tab) Sins() []string {
	_, _ = evaluate[bool](b, `new Promise((done) => setTimeout(() => done(true)))`) // what is on its way comes first
	b.mu.Lock()
	defer b.mu.Unlock()
	sins := b.sins
	b.sins = nil
	return sins
}

// Visit loads an address anew, even if it differs in its hash alone, and waits for its first heading.
func (b *Tab) Visit(url string) {
	b.T.Helper()
	b.Do("visit "+url, chromedp.Navigate("about:blank"), chromedp.Navigate(url))
	b.Until(`document.querySelector("h1")`)
}

// Reload loads the page again, and waits for its first heading.
func (b *Tab) Reload() {
	b.T.Helper()
	b.Do("reload", chromedp.Reload())
	b.Until(`document.querySelector("h1")`)
}

// Press presses keys where the focus is.
func (b *Tab) Press(keys string, options ...chromedp.KeyOption) {
	b.T.Helper()
	b.Do("press keys", chromedp.KeyEvent(keys, options...))
}

// Resize sets the size of the window.
func (b *Tab) Resize(width, height int64) {
	b.T.Helper()
	b.Do("resize", chromedp.EmulateViewport(width, height))
}

// Prefer sets the scheme of the system: "light" or "dark".
func (b *Tab) Prefer(scheme string) {
	b.T.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// Everywhere runs statements in every page before its own scripts.
func (b *Tab) Everywhere(script string) {
	b.T.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// Picture leaves what is on the screen in the folder that the variable BROWSER_PICTURES names, if it
// names one.
func (b *Tab) Picture(name string) {
	into := os.Getenv("BROWSER_PICTURES")
	if into == "" {
		return
	}
	if png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(into, strings.ReplaceAll(b.T.Name(), "/", "-")+"-"+name+".png"), png, 0o600)
	}
}
