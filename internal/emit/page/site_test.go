package page_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/emit/page"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
	"github.com/trunkline-rpc/trunkline/rpc/browse"
)

// quoteYAML quotes as Go does, whose escapes YAML knows too.
func quoteYAML(text string) string { return strconv.QuoteToASCII(text) }

// modelOf reads the text of a spec.
func modelOf(t testing.TB, text []byte) *model.API {
	t.Helper()
	file, diags := spec.Parse(text)
	api := check.Check(file, diags)
	if !diags.Empty() {
		t.Fatal("\n" + diags.Render("api.yaml"))
	}
	return api
}

// smartOps is the spec of SmartOps.
func smartOps(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../../../api.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// siteOf serves the page of a spec, and no API.
func siteOf(t testing.TB, text []byte) string {
	t.Helper()
	return siteWith(t, text, http.NotFoundHandler())
}

// siteWith serves the page of a spec beside an API.
func siteWith(t testing.TB, text []byte, api http.Handler) string {
	t.Helper()
	files := fstest.MapFS{}
	for name, contents := range page.Emit(modelOf(t, text)) {
		files[name] = &fstest.MapFile{Data: contents}
	}
	mux := http.NewServeMux()
	mux.Handle("/api", api)
	mux.Handle("/api/browse/", http.StripPrefix("/api/browse/", browse.Handler(files, "/api")))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/api/browse/"
}
