// Package browse serves the page that the generator makes of an API, on which its methods are read and
// tried. It works offline, and talks to the API alone.
package browse

import (
	"io/fs"
	"net/http"
	"strings"
)

// Handler serves the page. Its files are those that were generated into the folder docs. It is to be mounted
// with a slash at the end of its path, and the path stripped:
//
//	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(docs.Page, "/api")))
//
// The endpoint is what the page posts calls to: a path of this server or, where the API is elsewhere, an
// address. Handler panics when the folder holds no page.
func Handler(files fs.FS, endpoint string) http.Handler {
	served := load(files, endpoint)
	policy := policyFor(endpoint)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		f, ok := served[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY") // for browsers that do not know frame-ancestors
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		f.serve(w, r)
	})
}
