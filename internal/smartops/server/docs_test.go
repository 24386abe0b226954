package server_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

// browse asks for a path as a browser does, and follows nothing.
func browse(t *testing.T, r *running, path string) (status int, location, body string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, r.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/html,*/*")
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(text)
}

// TestDocs sees that browsers are led to the page, and that it can be switched off.
func TestDocs(t *testing.T) {
	on := start(t)
	if status, location, _ := browse(t, on, "/api"); status != http.StatusSeeOther || !strings.HasPrefix(location, "/api/browse") {
		t.Errorf("a browser that asks for the API gets %d, and is led to %q", status, location)
	}
	if status, location, _ := browse(t, on, "/"); status != http.StatusSeeOther || location != "/api/browse/" {
		t.Errorf("a browser that asks for the server gets %d, and is led to %q", status, location)
	}
	if status, _, body := browse(t, on, "/api/browse/"); status != http.StatusOK || !strings.Contains(body, `content="/api"`) {
		t.Errorf("the page: %d, %s", status, body)
	}
	if status, _, body := browse(t, on, "/api/browse/page.json"); status != http.StatusOK || !strings.Contains(body, `"user.register"`) {
		t.Errorf("its data: %d, %.80s", status, body)
	}
	off := start(t, func(c *config.Config) { c.Docs = false })
	if status, location, _ := browse(t, off, "/api"); status != http.StatusMethodNotAllowed || location != "" {
		t.Errorf("without the page a browser gets %d, and is led to %q", status, location)
	}
	if status, location, _ := browse(t, off, "/"); status != http.StatusOK || location != "" {
		t.Errorf("without the page a browser that asks for the server gets %d, and is led to %q", status, location)
	}
	for _, path := range []string{"/api/browse/", "/api/browse/page.js", "/api/browse/page.json"} {
		if status, _, _ := browse(t, off, path); status != http.StatusNotFound {
			t.Errorf("%s is there although the page is off: %d", path, status)
		}
	}
}
