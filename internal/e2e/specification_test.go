package e2e_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
)

// TestSpecification runs the exchanges of JSON-RPC 2.0, section 7, all fifteen, through generated code. The data that says
// more about an error is left out of the comparison, the order of members too.
func TestSpecification(t *testing.T) {
	url := server(t)
	for _, x := range []struct{ name, body, want string }{
		{"positional params", `{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}`,
			`{"jsonrpc": "2.0", "result": 19, "id": 1}`},
		{"positional params, the other way round", `{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}`,
			`{"jsonrpc": "2.0", "result": -19, "id": 2}`},
		{"named params", `{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}`,
			`{"jsonrpc": "2.0", "result": 19, "id": 3}`},
		{"named params, in another order", `{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}`,
			`{"jsonrpc": "2.0", "result": 19, "id": 4}`},
		{"notification", `{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}`, ``},
		{"notification of an unknown method", `{"jsonrpc": "2.0", "method": "foobar"}`, ``},
		{"unknown method", `{"jsonrpc": "2.0", "method": "foobar", "id": "1"}`,
			`{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}`},
		{"invalid JSON", `{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]`,
			`{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}`},
		{"invalid request", `{"jsonrpc": "2.0", "method": 1, "params": "bar"}`,
			`{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}`},
		{"batch of invalid JSON", `[
			{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
			{"jsonrpc": "2.0", "method"
		]`, `{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}`},
		{"empty batch", `[]`, `{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}`},
		{"invalid batch", `[1]`, `[{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}]`},
		{"invalid batch of three", `[1,2,3]`, `[
			{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
			{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
			{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}]`},
		{"batch", `[
			{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
			{"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
			{"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
			{"foo": "boo"},
			{"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
			{"jsonrpc": "2.0", "method": "get_data", "id": "9"}]`, `[
			{"jsonrpc": "2.0", "result": 7, "id": "1"},
			{"jsonrpc": "2.0", "result": 19, "id": "2"},
			{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
			{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "5"},
			{"jsonrpc": "2.0", "result": ["hello", 5], "id": "9"}]`},
		{"batch of notifications", `[
			{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
			{"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]`, ``},
	} {
		t.Run(x.name, func(t *testing.T) {
			status, got := post(t, url, x.body)
			if x.want == "" {
				if status != 204 || got != "" {
					t.Fatalf("got %d %s, want 204 and nothing", status, got)
				}
				return
			}
			want, answer := decode(t, x.want), decode(t, got)
			dropData(answer)
			if diff := cmp.Diff(want, answer); diff != "" || status != 200 {
				t.Errorf("status %d, -want +got:\n%s", status, diff)
			}
		})
	}
}

// dropData removes the data of error objects.
func dropData(answer any) {
	switch v := answer.(type) {
	case []any:
		for _, item := range v {
			dropData(item)
		}
	case map[string]any:
		if object, ok := v["error"].(map[string]any); ok {
			delete(object, "data")
		}
	}
}

func (root) Subtract(_ context.Context, p *api.SubtractParams) (int64, error) {
	return p.Minuend - p.Subtrahend, nil
}

func (root) Sum(_ context.Context, p *api.SumParams) (int64, error) { return p.A + p.B + p.C, nil }

func (root) Update(context.Context, *api.UpdateParams) error { return nil }

func (root) NotifyHello(context.Context, *api.NotifyHelloParams) error { return nil }

func (root) NotifySum(context.Context, *api.NotifySumParams) error { return nil }

func (root) GetData(context.Context) ([]api.Datum, error) {
	return []api.Datum{{String: new("hello")}, {Int: new(int64(5))}}, nil
}

// post sends a body, and returns the status and the answer.
func post(t *testing.T, url, body string) (int, string) {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}
