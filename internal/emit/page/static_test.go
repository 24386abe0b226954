package page_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/emit/page"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// TestStatic puts the folder on a web server of its own, edits the two lines that docs/page.md names, and calls
// an API on another one.
func TestStatic(t *testing.T) {
	var body atomic.Value
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "content-type")
		if r.Method == http.MethodOptions {
			return
		}
		text, _ := io.ReadAll(r.Body)
		body.Store(string(text))
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"jsonrpc": "2.0", "id": 1, "result": "Hello from elsewhere!"}`))
	}))
	t.Cleanup(api.Close)
	b := openTab(t)
	stopped := func(want string) {
		t.Helper()
		if sins := strings.Join(b.Sins(), "\n"); sins != "against the policy: "+want {
			t.Errorf("the policy has stopped %s", sins)
		}
	}
	folder := func(edit ...string) string {
		files := page.Emit(spectest.Model(t, spectest.SmartOps(t)))
		index := string(files["index.html"])
		for i := 0; i < len(edit); i += 2 {
			if !strings.Contains(index, edit[i]) {
				t.Fatalf("index.html does not say %s", edit[i])
			}
			index = strings.Replace(index, edit[i], edit[i+1], 1)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			name := strings.TrimPrefix(r.URL.Path, "/docs/")
			if name == "" {
				_, _ = io.WriteString(w, index)
				return
			}
			if strings.HasSuffix(name, ".css") {
				w.Header().Set("Content-Type", "text/css")
			}
			_, _ = w.Write(files[name])
		}))
		t.Cleanup(server.Close)
		return server.URL + "/docs/"
	}
	endpoint := []string{`name="trunkline-endpoint" content="/api"`, `name="trunkline-endpoint" content="` + api.URL + `/rpc"`}
	send := func(url string) {
		b.Visit(url + "#/method/App.index")
		b.Run(`document.querySelector("#try .console-actions .primary").click()`)
	}

	send(folder(append(endpoint, "connect-src 'self'", "connect-src 'self' "+api.URL)...))
	b.Until(`document.querySelector("#try").textContent.includes("Hello from elsewhere!")`)
	if got, _ := body.Load().(string); !strings.Contains(got, `"method":"App.index"`) {
		t.Errorf("the API got %s", got)
	}
	b.Until(`document.querySelector(".samples code").textContent.includes(` + browsertest.Quote(api.URL+"/rpc") + `)`)

	// The policy stands in the document, too: no string becomes HTML.
	b.Is(`(() => { try { document.createElement("p").innerHTML = "<b>"; return "allowed" } catch (error) { return error.name } })()`, "TypeError")
	stopped("require-trusted-types-for trusted-types-sink")

	body.Store("")
	send(folder(endpoint...)) // the policy does not name it, so that nothing goes there
	b.Until(`document.querySelector("#try").textContent.includes("could not be reached")`)
	stopped("connect-src " + api.URL + "/rpc")
	if got, _ := body.Load().(string); got != "" {
		t.Errorf("the API got %s although the policy forbids it", got)
	}
	b.Visit(folder() + "?endpoint=" + api.URL + "#/method/App.index?endpoint=" + api.URL) // an address does not choose
	b.Until(`!document.querySelector(".samples code").textContent.includes(` + browsertest.Quote(api.URL) + `)`)
}
