package docs_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var createdAt = regexp.MustCompile(`"createdAt": ?"[^"]*"`)

// TestInventoryPage makes the calls of the page, one after the other: an answer stands behind each, but for
// the one that gives the scope.
func TestInventoryPage(t *testing.T) {
	url, token := administrator(t)
	found := blocks(t, "smartops-inventory.md", "json")
	call(t, url, token, found[0])
	if len(found) != 13 {
		t.Fatalf("found %d texts", len(found))
	}
	for i := 1; i < len(found); i += 2 {
		want, got := found[i+1], call(t, url, token, found[i])
		if diff := cmp.Diff(value(t, want), value(t, got)); diff != "" {
			t.Errorf("%s\n-want +got\n%s%s", found[i], diff, got)
		}
	}
}

// administrator starts SmartOps, and returns its address and the token of its first account.
func administrator(t *testing.T) (url, token string) {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	run(t, "..", "go", "build", "-o", filepath.Join(dir, "smartops.exe"), "./cmd/smartops")
	run(t, dir, "./smartops.exe", "migrate", "up")
	create := exec.CommandContext(t.Context(), "./smartops.exe", "user", "create", "root", "--admin")
	create.Dir, create.Stdin = dir, strings.NewReader("correct horse")
	if out, err := create.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	start(t, dir, "./smartops.exe", "serve", "--listen=127.0.0.1:"+port)
	url = "http://127.0.0.1:" + port + "/api"
	answer := post(t, url, `{"jsonrpc":"2.0","id":1,"method":"user.verify","params":["root","correct horse"]}`)
	var signedIn struct{ Result struct{ Token string } }
	if err := json.Unmarshal([]byte(answer), &signedIn); err != nil || signedIn.Result.Token == "" {
		t.Fatal(answer)
	}
	return url, signedIn.Result.Token
}

func call(t *testing.T, url, token, body string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text bytes.Buffer
	if _, err := io.Copy(&text, response.Body); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// value is JSON as a value, with the same time of creation everywhere.
func value(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(createdAt.ReplaceAllString(text, `"createdAt":""`)), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
