package e2e_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

func bearer(token string) string { return "Bearer " + token }

// token is a JWT that nobody has signed; the page reads when it ends, and nothing else.
func token(claims string) string {
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".x"
}

// signIn puts credentials into the dialog.
func (c *console) signIn(scheme, secret string) {
	c.T.Helper()
	c.click("button.session")
	part := `[...document.querySelectorAll(".session-dialog .scheme")].find((s) => s.querySelector("h3").textContent.startsWith(` + browsertest.Quote(scheme) + `))`
	c.Until(part + ` !== undefined`)
	c.Run(part + `.querySelector("input[type=password]").focus()`)
	c.Press(secret + "\r")
	c.Until(part + `.querySelector(".scheme-state").textContent.startsWith("Signed in")`)
	c.clickOn(".session-dialog", "Close")
	c.Until(`document.querySelector("dialog") === null`)
}

// TestConsoleSchemes signs in by each kind of scheme.
func TestConsoleSchemes(t *testing.T) {
	c := openConsole(t, "method/keyed")
	c.send()
	c.sees(".answer-title", "-32001")
	c.sees(".answer", "This method wants to know who calls: sign in.")
	c.sees(".answer .status", "401")
	c.clickOn(".answer", "Sign in")
	c.Until(`document.querySelector("dialog[open]") !== null`)
	c.Press(kb.Escape)
	c.Until(`document.querySelector("dialog") === null`)
	c.signIn("key", "key")
	c.send()
	c.sees(".answer .json", "-2")
	if got := c.last().header; got.Get("X-API-Key") != "key" || got.Get("Authorization") != "" {
		t.Errorf("the server got %v", got)
	}

	c.goTo("#/method/door.open", "door.open")
	c.click("button.session")
	c.typeInto(".session-dialog .scheme:nth-of-type(3) input[type=text]", "ali")
	c.typeInto(".session-dialog .scheme:nth-of-type(3) input[type=password]", "sesame")
	c.clickOn(".session-dialog .scheme:nth-of-type(3)", "Use")
	c.clickOn(".session-dialog", "Close")
	c.send()
	c.sees(".answer .json", "true")
	if got := c.last().header.Get("Authorization"); got != "Basic "+base64.StdEncoding.EncodeToString([]byte("ali:sesame")) {
		t.Errorf("the server got %q", got)
	}

	c.goTo("#/method/list.strings", "list.strings")
	c.click("button.session")
	c.choose(".session-dialog .scheme select", "the param token")
	c.typeInto(".session-dialog .scheme input[type=password]", "reader")
	c.clickOn(".session-dialog .scheme", "Use")
	c.clickOn(".session-dialog", "Close")
	c.typeInto(field("count"), "1")
	c.send()
	same(t, c.params(), `{"token": "reader", "count": 1}`)
	c.radio(".console-options", "position")
	c.send()
	same(t, c.params(), `["reader", 1]`)
	c.Run(`document.querySelector(".transcript summary").click()`)
	if seen := c.text(".transcript"); strings.Contains(seen, "reader") {
		t.Errorf("the token is shown: %s", seen)
	}
}

// TestConsoleTokenOfResult takes a token out of a result, counts down to its end, renews and drops it.
func TestConsoleTokenOfResult(t *testing.T) {
	first, second := token(`{"exp": 99999999999}`), token(`{"exp": 1000}`)
	var answers atomic.Int32
	c := openConsole(t, "method/scalar.json", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := answers.Add(1)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"jsonrpc": "2.0", "id": %d, "result": {"message": "hello", "token": %q}}`, n, []string{first, second, "third"}[min(n, 3)-1])
	}))
	c.send()
	c.clickOn(".offer", "Sign in with /token")
	c.Until(`/^token \d+:\d\d:\d\d$/.test(document.querySelector("button.session").textContent)`)
	c.send()
	c.sees(".console-note", "The token of token is renewed.")
	c.sees("button.session", "token: expired")

	c.click("button.session")
	c.clickOn(".session-dialog", "Renew with scalar.json")
	c.Until(`document.querySelector("button.session").textContent === "token"`)
	c.clickOn(".session-dialog", "Sign out")
	c.sees(".session-dialog .scheme-state", "Not signed in")
	c.clickOn(".session-dialog", "Close")
	c.sees("button.session", "Sign in")

	c.send()
	c.click(".offer-others summary")
	c.choose(".offer-others select", "/message")
	c.choose(".offer-others select + select", "key")
	c.clickOn(".offer-others", "Use")
	c.sees("button.session", "key")
	c.Reload()
	c.Until(`document.querySelector("button.session")?.textContent === "Sign in"`)
	if kept := c.Text(`JSON.stringify([localStorage, sessionStorage, document.cookie])`); strings.Contains(kept, "third") || strings.Contains(kept, "hello") {
		t.Errorf("the browser keeps %s", kept)
	}
}

// TestConsoleSecrets hides secrets beside the form, and leaves them out of links.
func TestConsoleSecrets(t *testing.T) {
	c := openConsole(t, "method/echo.everything")
	c.typeInto(field("pin"), "8642")
	c.typeInto(field("string"), "abc")
	if text := c.json(); strings.Contains(text, "8642") {
		t.Errorf("the JSON shows the secret: %s", text)
	}
	c.write(strings.Replace(c.json(), `"abc"`, `"xyz"`, 1))
	c.send()
	if params := c.params(); !strings.Contains(params, `"pin":"8642"`) || !strings.Contains(params, `"string":"xyz"`) {
		t.Errorf("the server got %s", params)
	}
	c.clickOn(".console", "Show secrets")
	if text := c.json(); !strings.Contains(text, "8642") {
		t.Errorf("the secret stays hidden: %s", text)
	}
	c.clickOn(row("pin"), "Show")
	if kind := c.Text(`document.querySelector('[data-field="pin"] input').type`); kind != "text" {
		t.Errorf("the field is still of the type %s", kind)
	}

	c.clickOn(".console", "Copy link")
	c.sees(".console-note", "It leaves out: pin.")
	link := c.Text(`document.querySelector(".console-note input").value`)
	_, code, _ := strings.Cut(link, "?call=")
	call, err := base64.RawURLEncoding.DecodeString(code)
	if err != nil || strings.Contains(string(call), "8642") || !strings.Contains(string(call), `"string":"xyz"`) {
		t.Errorf("the link carries %s (%v)", call, err)
	}
	before := c.count()
	c.Visit(link)
	c.sees(".console-note", "Filled in from a link. Nothing has been sent.")
	c.Until(`document.querySelector('[data-field="string"] .input').value === "xyz"`)
	if c.count() != before {
		t.Error("a link sends a call")
	}
	c.Visit(c.url + "/api/browse/#/method/echo.everything?call=%%%")
	c.sees(".console-note", "cannot be read")
}

// TestConsoleSecretResult hides a secret of a result until it is asked for.
func TestConsoleSecretResult(t *testing.T) {
	c := openConsole(t, "method/scalar.secret")
	c.send()
	c.sees(".answer .json", `"••••••••"`)
	c.openAll(".transcript summary")
	c.sees(".transcript .json", `"result": "••••••••"`)
	if seen := c.text(".answer"); strings.Contains(seen, `"1234"`) {
		t.Errorf("the secret is shown: %s", seen)
	}
	c.clickOn(".answer .json", "Show")
	c.sees(".answer .json", `"1234"`)
}
