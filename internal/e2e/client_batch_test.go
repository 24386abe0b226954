package e2e_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

func TestClientBatch(t *testing.T) {
	b := newClient(t, client.Options{Token: rpc.StaticToken("reader"), Key: rpc.StaticToken("key")}).Batch()
	strings := b.List.Strings(&api.ListStringsParams{Count: 1})
	matrix := b.List.Matrix()
	keyed := b.Root.Keyed()
	locked := b.Echo.Person(&api.EchoPersonParams{Type: "locked"})
	nothing := b.Fails.Undeclared()
	told := b.Scalar.Event()
	told.Notify()
	if _, err := keyed.Result(); err == nil || err.Error() != "call keyed: the batch was not sent" {
		t.Errorf("before it was sent: %v", err)
	}
	if err := b.Do(t.Context()); err != nil || b.Len() != 6 {
		t.Fatalf("%d calls: %v", b.Len(), err)
	}

	names, err := strings.Result()
	is(t, names, err, []string{"reader"})
	outcome, err := keyed.Result()
	is(t, outcome, err, api.OutcomeWorse)
	unanswered, err := told.Result()
	is(t, unanswered, err, nil)
	if _, err := locked.Result(); !is1001(err) {
		t.Errorf("a declared error: %v", err)
	}
	if failure, ok := errors.AsType[*rpc.ResponseError](nothing.Err()); !ok || failure.RequestID() == "" {
		t.Errorf("an undeclared error: %v", nothing.Err())
	}
	_, err = matrix.Result()
	if denied, ok := errors.AsType[*rpc.ResponseError](err); !ok || denied.Scope() != "admin" {
		t.Errorf("a scope that is lacking: %v", err)
	}
	if err := b.Do(t.Context()); err == nil || err.Error() != "send batch: it was sent before" {
		t.Errorf("sent twice: %v", err)
	}
}

func is1001(err error) bool {
	_, ok := errors.AsType[*api.AccountLockedError](err)
	return ok
}

func TestClientEmptyBatch(t *testing.T) {
	c := client.New("http://127.0.0.1:1/", client.Options{})
	if err := c.Batch().Do(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestClientBatchBeyondTheLimit(t *testing.T) {
	b := newClient(t, client.Options{}).Batch()
	var calls []*rpc.Pending[*api.Event]
	for range 101 {
		calls = append(calls, b.Scalar.Event())
	}
	err := b.Do(t.Context())
	refused, ok := errors.AsType[*rpc.ResponseError](err)
	if !ok || refused.Code != rpc.CodeInvalidRequest {
		t.Errorf("got %v", err)
	}
	if _, err := calls[100].Result(); rpc.CodeOf(err) != rpc.CodeInvalidRequest {
		t.Errorf("got %v", err)
	}
}

// TestClientBatchOfUnlikeSchemes puts calls together of which one would read the other's header.
func TestClientBatchOfUnlikeSchemes(t *testing.T) {
	b := newClient(t, client.Options{Token: rpc.StaticToken("admin")}).Batch()
	maybe, open := b.Root.Maybe(), b.Door.Open()
	const want = `a batch cannot hold calls by "token" and by "door": both read the header Authorization`
	if err := b.Do(t.Context()); err == nil || err.Error() != "send batch: "+want {
		t.Errorf("got %v", err)
	}
	ends(t, "first", "", maybe.Err(), "call maybe: "+want)
	ends(t, "second", "", open.Err(), "call door.open: "+want)

	b = newClient(t, client.Options{}).Batch()
	maybe, knock := b.Root.Maybe(), b.Door.Knock(rpc.Defaults[api.DoorKnockParams]())
	if err := errors.Join(b.Do(t.Context()), maybe.Err(), knock.Err()); err != nil {
		t.Errorf("without credentials: %v", err)
	}
}

// TestClientBatchAnswers reads the answers to the calls 1 and 2, and to a notification.
func TestClientBatchAnswers(t *testing.T) {
	const none = "there is no answer to the call"
	ok := func(id int) string { return fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"result":"%d000"}`, id, id) }
	refusal := `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request"}}`
	tests := []struct {
		name, body         string
		first, second, all string // the results, or what is wrong
	}{
		{"in order", "[" + ok(1) + "," + ok(2) + "]", "1000", "2000", ""},
		{"in another order", "[" + ok(2) + "," + ok(1) + "]", "1000", "2000", ""},
		{"one error", "[" + ok(2) + `,{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"m"}}]`, "m (code 5)", "2000", ""},
		{"one broken result", "[" + ok(2) + `,{"jsonrpc":"2.0","id":1,"result":7}]`, "must be a string", "2000", ""},
		{"one missing", "[" + ok(2) + "]", none, "2000", none},
		{"one refused without its id", "[" + ok(2) + "," + refusal + "]", none, "2000", none},
		{"none", "", none, none, none},
		{"an empty array", "[]", none, none, none},
		{"one twice", "[" + ok(1) + "," + ok(2) + "," + ok(1) + "]", "answered twice", "answered twice", "answered twice"},
		{"one too many", "[" + ok(1) + "," + ok(2) + "," + ok(3) + "]", "id of no call", "id of no call", "id of no call"},
		{"one of no version", "[" + ok(1) + `,{"id":2,"result":"2000"}]`, "/1/jsonrpc", "/1/jsonrpc", "/1/jsonrpc is required"},
		{"no array", ok(1), "not an array", "not an array", "the answer to a batch is not an array"},
		{"refused", refusal, "Invalid Request", "Invalid Request", "Invalid Request (code -32600)"},
		{"no objects", `[1, 2]`, "/0 must be an object", "/0 must be an object", "must be an object"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := client.New(answering(t, 200, "application/json", test.body), client.Options{}).Batch()
			first, second := b.Scalar.Secret(), b.Scalar.Secret()
			b.Scalar.Secret().Notify()
			ends(t, "batch", "", b.Do(t.Context()), test.all)
			text, err := first.Result()
			ends(t, "first", text.Reveal(), err, test.first)
			text, err = second.Result()
			ends(t, "second", text.Reveal(), err, test.second)
		})
	}
}

// ends holds a result, or what its error says, to what is wanted.
func ends(t *testing.T, what, result string, err error, want string) {
	t.Helper()
	if err != nil {
		result = err.Error()
	}
	if !strings.Contains(result, want) || want == "" && result != "" {
		t.Errorf("%s: got %q, want %q", what, result, want)
	}
}

func TestClientNotify(t *testing.T) {
	c := newClient(t, client.Options{})
	if err := c.Notify.Scalar.Event(t.Context()); err != nil {
		t.Error(err)
	}
	if err := c.Notify.Echo.Person(t.Context(), &api.EchoPersonParams{Type: "locked"}); err != nil {
		t.Errorf("nobody is to learn that it failed: %v", err)
	}
	b := c.Batch()
	b.Scalar.Event().Notify()
	b.Scalar.JSON().Notify()
	if err := b.Do(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestClientNotifyAnswers(t *testing.T) {
	tests := []struct {
		status     int
		body, want string
	}{
		{200, "", ""},
		{202, "<html>thanks</html>", ""},
		{200, `{"jsonrpc":"2.0","id":5,"result":1}`, ""},
		{200, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}`, "notify scalar.event: Parse error (code -32700)"},
		{413, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"too large"}}`, "too large (code -32600)"},
		{503, "", "status 503 Service Unavailable"},
		{502, "<html>", `status 502 Bad Gateway: "<html>"`},
	}
	for _, test := range tests {
		c := client.New(answering(t, test.status, "text/plain", test.body), client.Options{})
		ends(t, test.body, "", c.Notify.Scalar.Event(t.Context()), test.want)
	}
}

// TestClientRequests sees what goes over the wire.
func TestClientRequests(t *testing.T) {
	var header http.Header
	var body string
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		header, body = r.Header, string(text)
		w.WriteHeader(http.StatusNoContent)
	})
	c := client.New(address, client.Options{
		Token:     rpc.StaticToken("t"),
		Transport: rpc.ClientOptions{Header: http.Header{"X-Trace": {"7"}, "Content-Type": {"text/plain"}}},
	})
	ctx := t.Context()
	sends := func(want string, headers ...string) {
		t.Helper()
		if body != want {
			t.Errorf("got  %s\nwant %s", body, want)
		}
		for _, h := range append(headers, "X-Trace: 7", "Content-Type: application/json", "Accept: application/json") {
			name, value, _ := strings.Cut(h, ": ")
			if got := header.Get(name); got != value {
				t.Errorf("%s: %q, want %q", name, got, value)
			}
		}
	}
	_, _ = c.Scalar.Event(ctx)
	sends(`{"jsonrpc":"2.0","id":1,"method":"scalar.event"}`, "Authorization: ")
	_, _ = c.List.Strings(ctx, &api.ListStringsParams{Count: 3})
	sends(`{"jsonrpc":"2.0","id":2,"method":"list.strings","params":{"count":3}}`, "Authorization: Bearer t")
	_ = c.Notify.Door.Knock(ctx, nil)
	sends(`{"jsonrpc":"2.0","method":"door.knock"}`, "Authorization: ")
	b := c.Batch()
	b.Root.Maybe()
	b.Echo.Person(&api.EchoPersonParams{Type: "a"}).Notify()
	b.Scalar.JSON()
	_ = b.Do(ctx)
	sends(`[{"jsonrpc":"2.0","id":3,"method":"maybe"},{"jsonrpc":"2.0","method":"echo.person","params":{"type":"a"}},`+
		`{"jsonrpc":"2.0","id":4,"method":"scalar.json"}]`, "Authorization: Bearer t")
}

func TestClientSendsNothingThatItCannotWrite(t *testing.T) {
	var requests atomic.Int32
	address := serve(t, func(http.ResponseWriter, *http.Request) { requests.Add(1) })
	b := client.New(address, client.Options{}).Batch()
	event := b.Scalar.Event()
	everything := b.Echo.Everything(&api.Everything{Mode: "fine", State: "none"})
	const want = "write params of echo.everything: encode JSON: "
	ends(t, "batch", "", b.Do(t.Context()), "send batch: "+want)
	ends(t, "other", "", event.Err(), "call scalar.event: "+want)
	ends(t, "refused", "", everything.Err(), want)
	if n := requests.Load(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}
