package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// connect starts a server whose method "m" is serve, and makes a client of it.
func connect(t *testing.T, serve rpc.CallFunc, schemes ...rpc.Scheme) *rpc.Client {
	t.Helper()
	d := rpc.NewDispatcher(rpc.Method{Name: "m", Serve: serve})
	s := httptest.NewServer(rpc.NewHandler(d, rpc.Options{Logger: slog.New(slog.DiscardHandler)}))
	t.Cleanup(s.Close)
	return rpc.NewClient(s.URL, rpc.ClientOptions{}, schemes...)
}

func readString(d *rpc.Decoder) string { return d.String(nil) }

// TestClientReadsStandardErrors sees that what a handler says of an error reaches a Go client.
func TestClientReadsStandardErrors(t *testing.T) {
	violations := []rpc.Violation{{Path: "/a", Rule: "odd", Message: "must be odd", Limit: "2"}, {Rule: "any", Message: "is empty"}}
	type told struct {
		violations int
		reason     rpc.Reason
		scope      string
		retryAfter time.Duration
	}
	tests := []struct {
		err  error
		text string
		told told
	}{
		{rpc.InvalidParams(violations...), "Invalid params (code -32602): /a must be odd; is empty", told{violations: 2}},
		{rpc.Unauthenticated(rpc.ReasonExpired), "Unauthenticated (code -32001): expired", told{reason: rpc.ReasonExpired}},
		{rpc.PermissionDenied("admin"), "Permission denied (code -32003): admin", told{scope: "admin"}},
		{rpc.LimitExceeded(1500 * time.Millisecond), "Limit exceeded (code -32005)", told{retryAfter: 2 * time.Second}},
		{rpc.LimitExceeded(0), "Limit exceeded (code -32005)", told{}},
		{rpc.Unavailable(time.Minute, errors.New("down")), "Unavailable (code -32004)", told{retryAfter: time.Minute}},
	}
	for _, test := range tests {
		c := connect(t, func(context.Context, *rpc.Call) error { return test.err })
		err := c.Call(t.Context(), &rpc.Request{Method: "m"}, nil)
		got, ok := errors.AsType[*rpc.ResponseError](err)
		if !ok || err.Error() != "call m: "+test.text || rpc.CodeOf(err) != rpc.CodeOf(test.err) {
			t.Errorf("got %v, want %s", err, test.text)
			continue
		}
		if told := (told{len(got.Violations()), got.Reason(), got.Scope(), got.RetryAfter()}); told != test.told {
			t.Errorf("%v: got %+v, want %+v", err, told, test.told)
		}
		if found := got.Violations(); found != nil && !slices.Equal(found, violations) {
			t.Errorf("got %+v, want %+v", found, violations)
		}
	}
}

// TestResponseErrorOfStrangers reads data that is not what this runtime sends.
func TestResponseErrorOfStrangers(t *testing.T) {
	for data, want := range map[string]time.Duration{
		"":                                0,
		`null`:                            0,
		`[]`:                              0,
		`{"retryAfter":-5}`:               0,
		`{"retryAfter":"5"}`:              0,
		`{"retryAfter":1e9}`:              0,
		`{"a":[],"retryAfter":5}`:         5 * time.Second,
		`{"retryAfter":9007199254740991}`: 365 * 24 * time.Hour,
	} {
		err := &rpc.ResponseError{Code: rpc.CodeLimitExceeded, Message: "m", Data: rpc.JSON(data)}
		if got := err.RetryAfter(); got != want {
			t.Errorf("%s: %v, want %v", data, got, want)
		}
		if err.Reason() != "" || err.Scope() != "" || err.RequestID() != "" || err.Violations() != nil {
			t.Errorf("%s: it has the data of another code", data)
		}
	}
	err := &rpc.ResponseError{Code: rpc.CodeInvalidParams, Message: "m", Data: rpc.JSON(`{"errors":"many"}`)}
	if err.Violations() != nil || err.Error() != "m (code -32602)" {
		t.Errorf("got %v", err)
	}
}

// pair are params of a method that may have them.
type pair struct{ A string }

var pairMembers = rpc.NewMembers(rpc.Optional("a"))

func (p *pair) DecodeRPC(d *rpc.Decoder) {
	d.Object(pairMembers)
	for d.Next() {
		p.A = d.String(nil)
	}
}

func (p *pair) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"a":`)
	e.String(p.A)
	e.Raw("}")
}

// TestClientKeyAmongParams sends keys to a scheme that has no header for them.
func TestClientKeyAmongParams(t *testing.T) {
	source := func(_ context.Context, refused rpc.Secret) (rpc.Secret, error) {
		if refused == "" {
			return `"old"`, nil
		}
		return `good\"`, nil
	}
	c := connect(t, func(_ context.Context, call *rpc.Call) error {
		key, err := call.APIKey("", `"k"`)
		if err != nil {
			return err
		}
		if key == `"old"` {
			return rpc.Unauthenticated(rpc.ReasonExpired)
		}
		params := new(pair)
		if err := call.Decode(params); err != nil {
			return err
		}
		call.Result().String(params.A + key.Reveal())
		return nil
	}, rpc.APIKeyScheme("key", "", `"k"`, source))
	for params, want := range map[rpc.Encodable]string{nil: `good\"`, &pair{A: "a"}: `agood\"`} {
		request := &rpc.Request{Method: "m", Scheme: "key", Params: params}
		if got, err := rpc.CallValue(t.Context(), c, request, readString); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

func TestClientWithoutTheScheme(t *testing.T) {
	c := connect(t, func(_ context.Context, call *rpc.Call) error {
		_, err := call.Bearer("")
		return err
	})
	if err := c.Call(t.Context(), &rpc.Request{Method: "m", Scheme: "token"}, nil); rpc.CodeOf(err) != rpc.CodeUnauthenticated {
		t.Errorf("got %v", err)
	}
}

// TestPendingIsNotShown formats a call whose result is to be kept secret.
func TestPendingIsNotShown(t *testing.T) {
	c := connect(t, func(_ context.Context, call *rpc.Call) error {
		call.Result().String(canary)
		return nil
	})
	b := c.Batch()
	pending := rpc.AddValue(b, &rpc.Request{Method: "m"}, func(d *rpc.Decoder) rpc.Secret { return d.Secret(nil) })
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if result, err := pending.Result(); err != nil || result.Reveal() != canary {
		t.Errorf("got %q, %v", result.Reveal(), err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		if got := fmt.Sprintf(verb, pending); got != "call of m" {
			t.Errorf("%s: %s", verb, got)
		}
	}
}
