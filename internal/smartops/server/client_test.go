package server_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/gen/ts"
	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

// TestClientIsServed gets the TypeScript client, and gets it once.
func TestClientIsServed(t *testing.T) {
	r := start(t)
	for path, want := range map[string]struct {
		contentType string
		text        []byte
	}{
		"/api/client.ts": {"text/plain; charset=utf-8", ts.Source},
		"/api/client.js": {"text/javascript; charset=utf-8", ts.Script},
	} {
		response, err := http.Get(r.url + path)
		if err != nil {
			t.Fatal(err)
		}
		if got := response.Header.Get("Content-Type"); got != want.contentType {
			t.Errorf("%s: Content-Type %s", path, got)
		}
		if got := r.body(response); !bytes.Equal([]byte(got), want.text) {
			t.Errorf("%s is not the generated file", path)
		}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("If-None-Match", response.Header.Get("ETag"))
		if response, err = http.DefaultClient.Do(request); err != nil || response.StatusCode != http.StatusNotModified {
			t.Errorf("%s once more: %v, %v", path, response.Status, err)
		}
		_ = response.Body.Close()
	}
	silent := start(t, func(c *config.Config) { c.Discovery = false })
	if status, _ := silent.get("/api/client.js"); status != http.StatusNotFound {
		t.Errorf("without discovery: status %d", status)
	}
}

// signInInBrowser is what a page does with the client: it registers, signs in when the server asks for
// it, calls, sees errors, and sends a batch.
const signInInBrowser = `(async () => {
	const { createClient, ErrorCode, isRpcError, validate, fieldErrors } = await import("/api/client.js");
	const account = { username: "browser", password: "correct horse" };
	const seen = [];
	let token;
	const api = createClient({
		url: "/api",
		batch: true,
		token: () => token,
		onUnauthenticated: async (guest) => {
			token = (await guest.user.verify(account)).token;
			seen.push("signed in");
		},
	});
	seen.push((await api.user.register(account)).message);
	const [me, text] = await Promise.all([api.user.me(), api.app.hello({ name: "jack" })]);
	seen.push(me.username, text);
	try {
		await api.host.get({ id: 99 });
	} catch (error) {
		seen.push(isRpcError(error) && error.code === ErrorCode.HostNotFound && "no host " + error.data.id);
	}
	const wrong = { username: "a b", password: "short" };
	const found = fieldErrors(validate.userRegister(wrong));
	try {
		await api.user.register(wrong);
	} catch (error) {
		seen.push(error.fields["/password"], JSON.stringify(error.fields) === JSON.stringify(found));
	}
	await api.notify.app.index();
	seen.push(...await Promise.all(api.batch((calls) => [calls.app.index(), calls.user.me().then((me) => me.id)])));
	return seen.join("; ");
})()`

// TestClientInBrowser imports the client as it is served, in a page of the server.
func TestClientInBrowser(t *testing.T) {
	r := start(t)
	b := browsertest.Open(t)
	b.Do("visit the server", chromedp.Navigate(r.url+"/"))
	want := "注册成功; signed in; browser; Hello jack!; no host 99; must have at least 6 characters; true; Hello World!; 1"
	if got := b.Text(signInInBrowser + `.catch((error) => error.stack)`); got != want { // it is done once, come what may
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
