// Package e2e calls, over real HTTP, the code that is generated from a spec that uses every type,
// every form of a field and every way to authenticate.
package e2e_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/output"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// folders are those that the Makefile generates here.
var folders = []string{"api", "client"}

// TestFresh holds gen to what the spec says.
func TestFresh(t *testing.T) {
	files := emit.All(spectest.Model(t, spectest.EndToEnd(t)), emit.Options{ImportPath: "github.com/trunkline-rpc/trunkline/internal/e2e/gen", Only: folders})
	plan, err := output.Compare("gen", files, folders)
	if err != nil {
		t.Fatal(err)
	}
	if !plan.UpToDate() {
		t.Errorf("gen is not what api.yaml says: run go run ./cmd/gen -spec internal/e2e/api.yaml -out internal/e2e/gen -only api,client\n%s", plan.Differences())
	}
}

func TestNilService(t *testing.T) {
	all := services()
	all.Door = nil
	defer func() {
		if got := recover(); got != "api: services.Door is nil" {
			t.Errorf("NewDispatcher without a service: %v", got)
		}
	}()
	api.NewDispatcher(all, authenticator{})
}

// server starts a server and returns its address.
func server(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(handler())
	t.Cleanup(s.Close)
	return s.URL
}

func handler() http.Handler {
	dispatcher := api.NewDispatcher(services(), authenticator{})
	return rpc.NewHandler(dispatcher, rpc.Options{Logger: slog.New(slog.DiscardHandler)})
}

// call makes a call, with lines of headers ("Name: value"), and returns what came as result, or
// else the error object without its request id.
func call(t *testing.T, url, method, params string, headers ...string) string {
	t.Helper()
	body := `{"jsonrpc":"2.0","id":1,"method":"` + method + `"`
	if params != "" {
		body += `,"params":` + params
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body+"}"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return outcome(t, text)
}

func outcome(t *testing.T, text []byte) string {
	t.Helper()
	var answer struct {
		Result json.RawMessage
		Error  *struct {
			Code    int
			Message string
			Data    json.RawMessage
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if answer.Error == nil {
		return string(answer.Result)
	}
	if answer.Error.Code == rpc.CodeInternalError {
		return answer.Error.Message
	}
	return strings.TrimSpace(answer.Error.Message + " " + string(answer.Error.Data))
}

// same compares two texts as JSON.
func same(t *testing.T, got, want string) {
	t.Helper()
	if diff := cmp.Diff(decode(t, want), decode(t, got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func decode(t *testing.T, text string) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return text
	}
	return v
}
