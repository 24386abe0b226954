package server_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// tab is a browser that shows the page of SmartOps.
type tab struct {
	t   *testing.T
	ctx context.Context
}

func openTab(t *testing.T, url string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(testneed.Chromium(t)), chromedp.NoSandbox, chromedp.Flag("lang", "en"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	b := &tab{t, ctx}
	b.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url))
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) say(script string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+script+")"))
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

// sees waits for a text in an element.
func (b *tab) sees(selector, text string) {
	b.t.Helper()
	var seen string
	for range 1000 {
		if seen = b.say("document.querySelector(`" + selector + "`)?.textContent"); strings.Contains(seen, text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.t.Fatalf("%s says %q, and not %q", selector, seen, text)
}

// open goes to the page of a method.
func (b *tab) open(method string) {
	b.t.Helper()
	b.say("location.hash = `#/method/" + method + "`")
	b.sees("main h1", method)
}

func (b *tab) fill(field, text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(`[data-field="`+field+`"] .input`), text))
}

// send presses Ctrl-Enter where the focus is, and waits for the answer.
func (b *tab) send(title string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(".console .send")))
	b.sees(".answer-title", title)
}

// TestConsole makes an account, signs in with the token of the answer, calls, and lets the token expire.
func TestConsole(t *testing.T) {
	r := start(t)
	b := openTab(t, r.url+"/api/browse/#/method/user.register")
	b.sees("main h1", "user.register")
	b.fill("username", "test")
	b.fill("password", "123")
	b.send("-32602 Invalid params")
	b.sees(`[data-field="password"] .row-problem`, "must have at least 6 characters")
	b.fill("password", "456")
	b.send("Result")
	b.sees(".answer .json", "注册成功")

	b.open("App.hello")
	b.fill("name", "jack")
	b.send("-32001 Unauthenticated")
	b.sees(".auth-line", "or call user.verify")
	b.open("user.verify")
	b.fill("username", "test")
	b.fill("password", "123456")
	b.send("Result")
	b.do(chromedp.Click(chromedp.CSS(".offer .primary")))
	b.sees("button.session", "token")
	b.open("App.hello")
	b.send("Result")
	b.sees(".answer .json", "Hello jack!")

	r.clock.advance(time.Hour)
	b.send("-32001 Unauthenticated")
	b.sees(".answer", "The token has expired: sign in again.")
	b.do(chromedp.Click(chromedp.CSS("button.session")))
	b.say(`[...document.querySelectorAll(".session-dialog button")].find((b) => b.textContent === "Renew with user.verify").click()`)
	b.sees(".session-dialog .scheme-state", "Signed in") // it says "Sending…" until then
	b.say(`document.querySelector(".session-dialog .dialog-head button").click()`)
	b.send("Result")
}
