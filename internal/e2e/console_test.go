package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/emit/page"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// console is a tab that shows the page of an API, which its server answers, and what was sent to it.
type console struct {
	*browsertest.Tab
	url  string
	mu   sync.Mutex
	sent []*sent
}

// sent is a request that the server got.
type sent struct {
	header http.Header
	body   string
}

func TestMain(m *testing.M) {
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

// openConsole opens the page of a method.
func openConsole(t *testing.T, hash string, answer ...http.Handler) *console {
	t.Helper()
	c := &console{Tab: browsertest.Open(t)}
	mux := http.NewServeMux()
	mux.Handle("/api", c.record(append(answer, handler())[0]))
	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(pageFiles(t), "/api")))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c.url = server.URL
	c.Resize(1440, 1200)
	c.Visit(c.url + "/api/browse/#/" + hash)
	return c
}

// pageFiles is the page of the spec that lies here.
func pageFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range page.Emit(spectest.Model(t, spectest.EndToEnd(t))) {
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
	c.T.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sent) == 0 {
		c.T.Fatal("nothing was sent")
	}
	return c.sent[len(c.sent)-1]
}

// params are those of the newest request, as they were written, and null when there are none.
func (c *console) params() string {
	c.T.Helper()
	var request struct{ Params json.RawMessage }
	if err := json.Unmarshal([]byte(c.last().body), &request); err != nil {
		c.T.Fatalf("%v: %s", err, c.last().body)
	}
	if request.Params == nil {
		return "null"
	}
	return string(request.Params)
}

// sees waits for a text in an element.
func (c *console) sees(selector, text string) {
	c.T.Helper()
	c.Contains(browsertest.CSS(selector), text)
}

func (c *console) text(selector string) string {
	c.T.Helper()
	return c.Text(`document.querySelector(` + browsertest.Quote(selector) + `)?.textContent ?? ""`)
}

// typeInto types with the keyboard, in place of what is there.
func (c *console) typeInto(selector, text string) {
	c.T.Helper()
	c.Fill(browsertest.CSS(selector), text)
}

// choose takes a choice of a select.
func (c *console) choose(selector, choice string) {
	c.T.Helper()
	c.Choose(browsertest.CSS(selector), choice)
}

func (c *console) click(selector string) {
	c.T.Helper()
	c.Click(browsertest.CSS(selector))
}

// clickOn presses the button with a text.
func (c *console) clickOn(scope, text string) {
	c.T.Helper()
	c.Activate(browsertest.Button(scope, text))
}

// goTo goes to a page by its address.
func (c *console) goTo(hash, heading string) {
	c.T.Helper()
	c.Run(`location.hash = ` + browsertest.Quote(hash))
	c.Is(`document.querySelector("main h1")?.textContent`, heading)
}

// openAll opens what is folded, of those that a selector matches.
func (c *console) openAll(summaries string) {
	c.T.Helper()
	c.Until(`document.querySelector(` + browsertest.Quote(summaries) + `)`)
	c.Run(`document.querySelectorAll(` + browsertest.Quote(summaries) + `).forEach((s) => s.click())`)
}

// json is the text beside the form.
func (c *console) json() string {
	c.T.Helper()
	return c.Text(`document.querySelector("textarea.raw-text").value`)
}

// write puts a text beside the form.
func (c *console) write(text string) {
	c.T.Helper()
	c.Run(`const area = document.querySelector("textarea.raw-text"); area.value = ` + browsertest.Quote(text) + `; area.dispatchEvent(new Event("input"))`)
}

// send presses Send, and waits for the answer.
func (c *console) send() {
	c.T.Helper()
	c.answered(".console", func() { c.click(".console .send") })
}

// answered does what sends, and waits until the server has been asked and a part of the page says so.
func (c *console) answered(part string, do func()) {
	c.T.Helper()
	before := c.count()
	do()
	c.Wait("nothing was sent", func() error {
		if c.count() == before {
			return errors.New(c.text(".console-note"))
		}
		return nil
	})
	c.Is(`document.querySelector(`+browsertest.Quote(part)+`).getAttribute("aria-busy")`, "false")
}

func (c *console) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.sent)
}
