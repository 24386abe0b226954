// Package browse serves a page on which people read what the methods of an API are, and try them.
// It is made from the API's OpenRPC document, works offline, and talks to the API alone.
package browse

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"html"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed web
var web embed.FS

// policy lets the page load what this handler serves, and call the same server. No script, style or
// image of anybody else is loaded, whatever stands in the document or in an answer.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the page. It is to be mounted with a slash at the end of its path, and the path
// stripped:
//
//	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(docs.OpenRPC, "/api")))
//
// The endpoint is the path that the page posts calls to.
func Handler(document []byte, endpoint string) http.Handler {
	files := map[string]file{"openrpc.json": newFile("openrpc.json", document)}
	entries, _ := web.ReadDir("web") // it is part of the binary
	for _, entry := range entries {
		text, _ := web.ReadFile("web/" + entry.Name())
		files[entry.Name()] = newFile(entry.Name(), bytes.ReplaceAll(text, []byte("{{endpoint}}"), []byte(html.EscapeString(endpoint))))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		f, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		f.serve(w, r)
	})
}

// file is one that the page consists of.
type file struct {
	text      []byte
	kind, tag string
}

var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
}

func newFile(name string, text []byte) file {
	return file{text, kinds[path.Ext(name)], fmt.Sprintf(`"%x"`, sha256.Sum256(text))}
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.tag)
	h.Set("Cache-Control", "no-cache") // ask whether it has changed
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.text))
}
