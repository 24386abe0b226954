package browse_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// evilTo is in every text of the document, and in answers: it runs a script and asks another server, if it can.
func evilTo(server string) string {
	return `<img src="` + server + `/x" onerror="window.hacked=1"><script>window.hacked=1</script>![x](` + server + `/y)`
}

const document = `{"openrpc": "1.3.2", "info": {"title": "EVIL", "version": "EVIL", "description": "EVIL"}, "methods": [
	{"name": "user.verify", "summary": "EVIL", "description": "EVIL", "params": [
		{"name": "username", "required": true, "description": "EVIL", "schema": {"$ref": "#/components/schemas/Name"}}],
		"result": {"name": "result", "description": "EVIL", "schema": {"enum": ["EVIL"]}}, "x-auth": {"scheme": "none"},
		"errors": [{"$ref": "#/components/errors/Gone"}],
		"examples": [{"name": "EVIL", "params": [{"name": "username", "value": "test"}], "result": {"name": "result", "value": "EVIL"}}]},
	{"name": "user.me", "params": [], "result": {"name": "result", "schema": {"type": "string"}}, "x-auth": {"scheme": "token", "scopes": ["EVIL"]}}],
	"components": {"schemas": {"Name": {"title": "Name", "description": "EVIL", "type": "string", "pattern": "EVIL"}},
		"errors": {"Gone": {"code": 1, "message": "EVIL"}}, "x-errors": {"Gone": {"data": {"properties": {"EVIL": {"enum": ["EVIL"]}}}}}}}`

// site is a server with the page and two methods.
func site(t *testing.T, evil string) string {
	t.Helper()
	quoted := strings.ReplaceAll(evil, `"`, `\"`)
	methods := rpc.NewDispatcher(
		rpc.Method{Name: "user.verify", Serve: func(_ context.Context, call *rpc.Call) error {
			var p params
			if err := call.Decode(&p); err != nil {
				return err
			}
			call.Result().Raw(`{"token": "secret-token", "message": "` + quoted + `"}`)
			return nil
		}},
		rpc.Method{Name: "user.me", Serve: func(_ context.Context, call *rpc.Call) error {
			token, err := call.Bearer("")
			if err != nil {
				return err
			}
			call.Result().String("you have " + token.Reveal())
			return nil
		}},
	)
	mux := http.NewServeMux()
	mux.Handle("/api", rpc.NewHandler(methods, rpc.Options{Logger: slog.New(slog.DiscardHandler)}))
	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler([]byte(strings.ReplaceAll(document, "EVIL", quoted)), "/api")))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

type params struct{ name string }

var members = rpc.NewMembers(rpc.Required("username"))

func (p *params) DecodeRPC(d *rpc.Decoder) {
	d.Object(members)
	for d.Next() {
		p.name = d.String(nil)
	}
}

// browser is a tab.
type browser struct{ ctx context.Context }

func open(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(testneed.Chromium(t)), chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	return &browser{ctx}
}

func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// text is what a script says.
func (b *browser) text(t *testing.T, script string) string {
	t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// sees waits for a text in an element.
func (b *browser) sees(t *testing.T, selector, text string) {
	t.Helper()
	var seen string
	for range 100 {
		if seen = b.text(t, `document.querySelector("`+selector+`")?.textContent ?? ""`); strings.Contains(seen, text) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s says %q, and not %q", selector, seen, text)
}

// goTo follows a link inside the page.
func (b *browser) goTo(t *testing.T, hash string) {
	t.Helper()
	b.text(t, `location.hash = "`+hash+`"`)
}

func (b *browser) fill(t *testing.T, text string) {
	t.Helper()
	b.do(t, chromedp.SetValue(chromedp.CSS("#params"), text))
}

var send = chromedp.Click(chromedp.CSS("button[type=submit]"))

// TestPage signs in and calls by keyboard, follows links, and makes mistakes, over a document that
// tries to run scripts and to load images wherever it has a text.
func TestPage(t *testing.T) {
	var asked atomic.Int32
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer stranger.Close()
	evil := evilTo(stranger.URL)
	url, b := site(t, evil)+"/api/browse/", open(t)
	b.do(t, chromedp.Navigate(url))
	b.sees(t, "main", evil)
	b.text(t, `window.violations = []; addEventListener("securitypolicyviolation", (e) => violations.push(e.blockedURI)); ""`)

	b.goTo(t, "#method/user.verify")
	b.sees(t, "main h2", "user.verify")
	b.sees(t, "main", evil)
	b.fill(t, "{")
	b.do(t, send)
	b.sees(t, "#answer", "The params are not JSON")
	b.fill(t, `{"usrname": 1}`)
	b.do(t, send)
	b.sees(t, "#answer p[role=alert]", `/usrname is not known (did you mean "username"?)`)
	b.fill(t, `{"username": "test"}`)
	b.do(t, chromedp.Focus(chromedp.CSS("#params")), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.sees(t, "#answer pre", "secret-token")
	b.sees(t, "#answer pre", "onerror")

	b.do(t, chromedp.Click(chromedp.CSS("#use-token")))
	b.goTo(t, "#method/user.me")
	b.sees(t, "main h2", "user.me")
	b.do(t, send)
	b.sees(t, "#answer pre", "you have secret-token")
	b.do(t, chromedp.Click(chromedp.CSS("#notify")), send)
	b.sees(t, "#answer", "No answer, as to every notification.")

	b.do(t, chromedp.Focus(chromedp.CSS("main")), chromedp.KeyEvent("/"))
	if focus := b.text(t, `document.activeElement.id`); focus != "filter" {
		t.Errorf("/ leads to %s", focus)
	}
	b.text(t, `document.activeElement.value = ""`) // the driver types what the page has taken for itself
	b.do(t, chromedp.KeyEvent("me"))
	b.sees(t, "#tree", "user.me")
	if tree := b.text(t, `document.querySelector("#tree").textContent`); strings.Contains(tree, "user.verify") {
		t.Errorf("the filter leaves %s", tree)
	}
	b.goTo(t, "#type/Name")
	b.sees(t, "main h2", "Name")
	if sins := b.text(t, `violations.concat([...document.querySelectorAll("img, body script, iframe, object")].map((e) => e.outerHTML), window.hacked ?? []).join("\n")`); sins != "" {
		t.Error(sins)
	}
	b.do(t, chromedp.Reload())
	b.sees(t, "main h2", "Name")
	b.sees(t, "main ul", "user.verify")
	if got := b.text(t, `document.querySelector("#token").value`); got != "" {
		t.Errorf("the token outlives the page: %s", got)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the page asked another server %d times", n)
	}
}

func TestHeaders(t *testing.T) {
	url := site(t, "") + "/api/browse/"
	for _, test := range []struct {
		method, path string
		status       int
		kind         string
	}{
		{"GET", "", 200, "text/html; charset=utf-8"}, {"GET", "app.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "style.css", 200, "text/css; charset=utf-8"}, {"GET", "openrpc.json", 200, "application/json"},
		{"HEAD", "", 200, "text/html; charset=utf-8"}, {"POST", "", 405, ""}, {"GET", "nothing", 404, "text/plain; charset=utf-8"},
		{"GET", "web/app.js", 404, "text/plain; charset=utf-8"},
	} {
		request, err := http.NewRequest(test.method, url+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		header := response.Header
		if response.StatusCode != test.status || header.Get("Content-Type") != test.kind {
			t.Errorf("%s %s: %d, %s", test.method, test.path, response.StatusCode, header.Get("Content-Type"))
		}
		if test.status == 200 && (!strings.HasPrefix(header.Get("Content-Security-Policy"), "default-src 'none';") || header.Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("%s: %v", test.path, header)
		}
	}
}
