package rpctest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/rpctest"
)

// text is a string, as params by position and as a result.
type text string

func (s *text) EncodeRPC(e *rpc.Encoder) {
	e.Raw("[")
	e.String(string(*s))
	e.Raw("]")
}

func (s *text) DecodeRPC(d *rpc.Decoder) { *s = text(d.String(nil)) }

type greetParams struct{ Name string }

var greetMembers = rpc.NewMembers(rpc.Required("name"))

func (p *greetParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(greetMembers)
	for d.Next() {
		p.Name = d.String(nil)
	}
}

func newClient(heard func(string)) *rpctest.Client {
	greet := func(_ context.Context, call *rpc.Call) error {
		token, err := call.Bearer("token")
		if err != nil {
			return err
		}
		params := new(greetParams)
		if err := call.Decode(params); err != nil {
			return err
		}
		heard(params.Name)
		call.Result().String("Hello " + params.Name + " with " + token.Reveal())
		return nil
	}
	return rpctest.New(rpc.NewDispatcher(rpc.Method{Name: "greet", Serve: greet}), rpc.Options{})
}

func TestCall(t *testing.T) {
	client := newClient(func(string) {}).WithToken("t1")
	params, result := text("jack"), text("")
	if err := client.Call(t.Context(), "greet", &params, &result); err != nil || result != "Hello jack with t1" {
		t.Errorf("got %q, %v", result, err)
	}
	if err := client.Call(t.Context(), "greet", &params, nil); err != nil {
		t.Error(err)
	}
}

func TestCallText(t *testing.T) {
	client := newClient(func(string) {})
	result, err := client.CallText(t.Context(), "greet", `{"token":"t2","name":"jack"}`)
	if err != nil || result != `"Hello jack with t2"` {
		t.Errorf("got %s, %v", result, err)
	}
}

func TestResponseError(t *testing.T) {
	client := newClient(func(string) {})
	_, err := client.CallText(t.Context(), "greet", `["t","jack",1]`)
	var got *rpc.ResponseError
	if !errors.As(err, &got) {
		t.Fatal(err)
	}
	want := []rpc.Violation{{Path: "/2", Rule: "positions", Message: "must be left out: there is 1 param", Limit: "1"}}
	if diff := cmp.Diff(want, got.Violations()); diff != "" || got.Code != rpc.CodeInvalidParams || got.Message != "Invalid params" {
		t.Errorf("got %+v\n%s", got, diff)
	}
	err = client.Call(t.Context(), "greet", nil, nil)
	if !errors.As(err, &got) || got.Code != rpc.CodeUnauthenticated || string(got.Data) != `{"reason":"missing"}` {
		t.Errorf("got %+v", err)
	}
}

func TestNotify(t *testing.T) {
	var heard []string
	client := newClient(func(name string) { heard = append(heard, name) }).WithToken("t")
	params := text("jack")
	if err := client.Notify(t.Context(), "greet", &params); err != nil {
		t.Error(err)
	}
	if err := client.Notify(t.Context(), "no.such", nil); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"jack"}, heard); diff != "" {
		t.Error(diff)
	}
}

func TestSend(t *testing.T) {
	client := newClient(func(string) {})
	status, answer := client.WithHeader("Authorization", "Bearer t").Send(t.Context(), `[]`)
	want := `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request","data":{"detail":"a batch holds at least one call"}}}`
	if status != 200 || answer != want {
		t.Errorf("got %d %s", status, answer)
	}
	if status, _ := client.Send(t.Context(), `{"jsonrpc":"2.0","id":1,"method":"greet"}`); status != 401 {
		t.Errorf("the header of another client was sent: got %d", status)
	}
}

func TestHTTPClient(t *testing.T) {
	params := text("jack")
	greet := func(ctx context.Context, c *rpc.Client) (string, error) {
		request := &rpc.Request{Method: "greet", Scheme: "token", Params: &params}
		return rpc.CallValue(ctx, c, request, func(d *rpc.Decoder) string { return d.String(nil) })
	}
	connect := func(h *http.Client, token rpc.Secret) *rpc.Client {
		return rpc.NewClient("http://test/", rpc.ClientOptions{HTTPClient: h}, rpc.BearerScheme("token", rpc.StaticToken(token)))
	}
	inMemory := newClient(func(string) {}).WithToken("t1").HTTPClient()
	for token, want := range map[rpc.Secret]string{"": "Hello jack with t1", "t2": "Hello jack with t2"} {
		if got, err := greet(t.Context(), connect(inMemory, token)); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	stuck := newClient(func(string) { cancel() }).HTTPClient()
	if _, err := greet(ctx, connect(stuck, "t")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
