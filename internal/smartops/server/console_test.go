package server_test

import (
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// tab is a tab of a browser that shows the page of SmartOps.
type tab struct{ *browsertest.Tab }

// sees waits for a text in an element.
func (b *tab) sees(selector, text string) {
	b.T.Helper()
	b.Contains(browsertest.CSS(selector), text)
}

func (b *tab) click(selector string) {
	b.T.Helper()
	b.Click(browsertest.CSS(selector))
}

// open goes to the page of a method.
func (b *tab) open(method string) {
	b.T.Helper()
	b.Run("location.hash = `#/method/" + method + "`")
	b.Is(`document.querySelector("main h1")?.textContent`, method)
}

func (b *tab) fill(field, text string) {
	b.T.Helper()
	b.Fill(browsertest.CSS(`[data-field="`+field+`"] .input`), text)
}

// send sends the call, and waits for the answer.
func (b *tab) send(title string) {
	b.T.Helper()
	b.click(".console .send")
	b.sees(".answer-title", title)
}

// TestConsole makes an account, signs in with the token of the answer, calls, and lets the token expire.
func TestConsole(t *testing.T) {
	r := start(t)
	b := &tab{browsertest.Open(t)}
	b.Visit(r.url + "/api/browse/#/method/user.register")
	b.fill("username", "test")
	b.fill("password", "123")
	b.send("-32602 Invalid params")
	b.sees(`[data-field="password"] .row-problem`, "must have at least 6 characters")
	b.fill("password", "123456")
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
	b.click(".offer .primary")
	b.sees("button.session", "token")
	b.open("App.hello")
	b.send("Result")
	b.sees(".answer .json", "Hello jack!")

	r.clock.advance(time.Hour)
	b.send("-32001 Unauthenticated")
	b.sees(".answer", "The token has expired: sign in again.")
	b.click("button.session")
	b.Click(browsertest.Button(".session-dialog", "Renew with user.verify"))
	b.sees(".session-dialog .scheme-state", "Signed in") // it says "Sending…" until then
	b.click(".session-dialog .dialog-head button")
	b.send("Result")
}
