package page_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/trunkline-rpc/trunkline/internal/emit/page"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// quoteYAML quotes as Go does, whose escapes YAML knows too.
func quoteYAML(text string) string { return strconv.QuoteToASCII(text) }

// siteOf serves the page of a spec, and no API.
func siteOf(t testing.TB, text []byte) string {
	t.Helper()
	return siteWith(t, text, http.NotFoundHandler())
}

// siteWith serves the page of a spec beside an API.
func siteWith(t testing.TB, text []byte, api http.Handler) string {
	t.Helper()
	files := fstest.MapFS{}
	for name, contents := range page.Emit(spectest.Model(t, text)) {
		files[name] = &fstest.MapFile{Data: contents}
	}
	mux := http.NewServeMux()
	mux.Handle("/api", api)
	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(files, "/api")))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/api/browse/"
}
