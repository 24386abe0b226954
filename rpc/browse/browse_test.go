package browse_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/trunkline-rpc/trunkline/gen/docs"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// site serves the generated page for an endpoint.
func site(t *testing.T, endpoint string) string {
	t.Helper()
	server := httptest.NewServer(http.StripPrefix("/api/browse/", browse.Handler(docs.Page, endpoint)))
	t.Cleanup(server.Close)
	return server.URL + "/api/browse/"
}

// ask sends a request with headers, such as "If-None-Match: x". Nothing is decompressed.
func ask(t *testing.T, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Add(name, value)
	}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestFiles(t *testing.T) {
	url := site(t, "/api")
	for _, test := range []struct {
		method, path string
		status       int
		kind         string
	}{
		{"GET", "", 200, "text/html; charset=utf-8"}, {"GET", "index.html", 200, "text/html; charset=utf-8"},
		{"GET", "page.js", 200, "text/javascript; charset=utf-8"}, {"GET", "page.css", 200, "text/css; charset=utf-8"},
		{"GET", "page.json", 200, "application/json"}, {"GET", "icon.svg", 200, "image/svg+xml"},
		{"HEAD", "", 200, "text/html; charset=utf-8"}, {"POST", "", 405, ""}, {"DELETE", "page.js", 405, ""},
		{"GET", "nothing", 404, "text/plain; charset=utf-8"}, {"GET", "docs.go", 404, "text/plain; charset=utf-8"},
		{"GET", "..%2fgo.mod", 404, "text/plain; charset=utf-8"},
	} {
		response, body := ask(t, test.method, url+test.path)
		if response.StatusCode != test.status || response.Header.Get("Content-Type") != test.kind {
			t.Errorf("%s %s: %d, %s", test.method, test.path, response.StatusCode, response.Header.Get("Content-Type"))
		}
		if (test.method == "HEAD" || test.status == 405) && body != "" {
			t.Errorf("%s %s: a body", test.method, test.path)
		}
		if test.status == 405 && response.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s does not say what is allowed", test.method, test.path)
		}
	}
}

// TestPolicy pins what keeps the page from running or loading what is not its own.
func TestPolicy(t *testing.T) {
	for endpoint, connect := range map[string]string{
		"/api":                              "connect-src 'self'",
		"https://api.example.com/rpc?x=1":   "connect-src 'self' https://api.example.com",
		"http://127.0.0.1:2001/api":         "connect-src 'self' http://127.0.0.1:2001",
		"https://u:p@api.example.com/":      "connect-src 'self' https://api.example.com",
		"javascript://x/%0aalert(1)":        "connect-src 'self'",
		"https://x.example; script-src */":  "connect-src 'self'",
		"https://x.example;script-src/":     "connect-src 'self'",
		"https://[::1]:2001/api":            "connect-src 'self' https://[::1]:2001",
		`/api" http-equiv="refresh`:         "connect-src 'self'",
		"//api.example.com/the-same-scheme": "connect-src 'self'",
	} {
		url := site(t, endpoint)
		for _, name := range []string{"", "page.js", "page.css", "page.json", "icon.svg"} {
			header, _ := ask(t, "GET", url+name)
			want := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " + connect + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types page; frame-ancestors 'none'"
			if got := header.Header.Get("Content-Security-Policy"); got != want {
				t.Errorf("%s: %q\n got %s\nwant %s", endpoint, name, got, want)
			}
			for name, value := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY"} {
				if got := header.Header.Get(name); got != value {
					t.Errorf("%s: %q", name, got)
				}
			}
		}
		_, index := ask(t, "GET", url)
		if !strings.Contains(index, connect+"; base-uri") {
			t.Errorf("%s: the document has another policy than the header:\n%s", endpoint, index)
		}
	}
}

// TestEndpoint sees that the page is told the endpoint, and nothing else by it.
func TestEndpoint(t *testing.T) {
	_, index := ask(t, "GET", site(t, `/other"><script>`))
	if !strings.Contains(index, `<meta name="trunkline-endpoint" content="/other&#34;&gt;&lt;script&gt;">`) {
		t.Error(index)
	}
}

// TestCompressed sees that who can decompress gets the same text in fewer bytes.
func TestCompressed(t *testing.T) {
	url := site(t, "/api")
	_, plain := ask(t, "GET", url+"page.js")
	for accept, zipped := range map[string]bool{
		"gzip": true, "br, gzip;q=0.5": true, "GZIP": true, "*": true, "gzip ; q=1.0": true, "*;q=0, gzip": true, "gzip, *;q=0": true,
		"": false, "br": false, "gzip;q=0": false, "gzip; q=0.000": false, "identity": false, "*, gzip;q=0": false, "*;q=0": false,
	} {
		response, body := ask(t, "GET", url+"page.js", "Accept-Encoding: "+accept)
		if got := response.Header.Get("Content-Encoding") == "gzip"; got != zipped {
			t.Errorf("%q: %v", accept, response.Header)
			continue
		}
		if response.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: caches are not told", accept)
		}
		if zipped {
			if len(body)*2 > len(plain) {
				t.Errorf("%q: %d bytes of %d", accept, len(body), len(plain))
			}
			body = unzip(t, body)
		}
		if body != plain {
			t.Errorf("%q: another text", accept)
		}
	}
}

func unzip(t *testing.T, body string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestUnchanged sees that who has a file need not get it again.
func TestUnchanged(t *testing.T) {
	url := site(t, "/api")
	plain, _ := ask(t, "GET", url+"page.json")
	zipped, _ := ask(t, "GET", url+"page.json", "Accept-Encoding: gzip")
	if plain.Header.Get("ETag") == zipped.Header.Get("ETag") {
		t.Error("two representations have the same tag")
	}
	for response, accept := range map[*http.Response]string{plain: "identity", zipped: "gzip"} {
		again, body := ask(t, "GET", url+"page.json", "Accept-Encoding: "+accept, "If-None-Match: "+response.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s: %d, %d bytes", accept, again.StatusCode, len(body))
		}
	}
	changed, _ := ask(t, "GET", site(t, "/other"))
	same, _ := ask(t, "GET", url)
	if changed.Header.Get("ETag") == same.Header.Get("ETag") {
		t.Error("another endpoint has the same tag")
	}
}

// TestNoPage sees that a server does not start with a folder that is none.
func TestNoPage(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "there is no index.html") {
			t.Errorf("panics with %q", text)
		}
	}()
	browse.Handler(fstest.MapFS{"page.js": {}}, "/api")
}
