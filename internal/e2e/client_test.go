package e2e_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// newClient makes a client of the server of these tests.
func newClient(t *testing.T, o client.Options) *client.Client {
	t.Helper()
	return client.New(server(t), o)
}

// read makes a value of its JSON.
func read[T any, P interface {
	*T
	rpc.Decodable
}](t *testing.T, text string) *T {
	t.Helper()
	v := new(T)
	if err := rpc.Unmarshal([]byte(text), P(v)); err != nil {
		t.Fatal(err)
	}
	return v
}

func written(t *testing.T, v rpc.Encodable) string {
	t.Helper()
	text, err := rpc.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestClientSendsAndReadsEveryType(t *testing.T) {
	sent := read[api.Everything](t, everything)
	got, err := newClient(t, client.Options{}).Echo.Everything(t.Context(), sent)
	if err != nil {
		t.Fatal(err)
	}
	same(t, written(t, got), everything)
	if diff := cmp.Diff(sent, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Errorf("(-sent +got)\n%s", diff)
	}
}

func TestClientKeepsAbsentAndNull(t *testing.T) {
	c := newClient(t, client.Options{})
	for name, text := range forms {
		t.Run(name, func(t *testing.T) {
			got, err := c.Echo.Forms(t.Context(), &api.EchoFormsParams{Forms: *read[api.Forms](t, text)})
			if err != nil {
				t.Fatal(err)
			}
			same(t, written(t, got), text)
		})
	}
}

func TestClientDefaults(t *testing.T) {
	c := newClient(t, client.Options{})
	for name, params := range map[string]*api.Defaults{"none sent": nil, "all sent": rpc.Defaults[api.Defaults]()} {
		t.Run(name, func(t *testing.T) {
			got, err := c.Echo.Defaults(t.Context(), params)
			if err != nil {
				t.Fatal(err)
			}
			same(t, written(t, got), defaults)
		})
	}
}

// TestClientResults reads results that are no objects: those have functions of their own.
func TestClientResults(t *testing.T) {
	c := newClient(t, client.Options{
		Token: rpc.StaticToken("admin"), Key: rpc.StaticToken("key"),
		Door: &rpc.BasicCredentials{Username: "ali", Password: "sesame"},
	})
	ctx := t.Context()
	strings, err := c.List.Strings(ctx, &api.ListStringsParams{Count: 2})
	is(t, strings, err, []string{"admin", "admin"})
	matrix, err := c.List.Matrix(ctx)
	is(t, matrix, err, map[string][]api.State{"row": {api.StateUp, api.State2xx}})
	maybe, err := c.Root.Maybe(ctx)
	is(t, maybe, err, new("admin"))
	keyed, err := c.Root.Keyed(ctx)
	is(t, keyed, err, api.OutcomeWorse)
	open, err := c.Door.Open(ctx)
	is(t, open, err, true)
	at, err := c.Scalar.Time(ctx)
	is(t, at, err, time.Date(2026, 1, 2, 2, 4, 5, 0, time.UTC))
	secret, err := c.Scalar.Secret(ctx)
	is(t, secret.Reveal(), err, "1234")
	event, err := c.Scalar.Event(ctx)
	is(t, event, err, &api.Event{Back: &api.HostUp{Host: "h"}})
	anything, err := c.Scalar.JSON(ctx)
	is(t, string(anything), err, `{"a":1}`)
	person, err := c.Echo.Person(ctx, &api.EchoPersonParams{Type: "null"})
	is(t, person, err, nil)
	is(t, 0, c.Door.Knock(ctx, &api.DoorKnockParams{Times: 2}), 0)
}

// is compares what came back.
func is[T any](t *testing.T, got T, err error, want T) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestClientDeclaredErrors(t *testing.T) {
	c := newClient(t, client.Options{})
	_, err := c.Echo.Person(t.Context(), &api.EchoPersonParams{Type: "locked"})
	if locked, ok := errors.AsType[*api.AccountLockedError](err); !ok || locked.RetryAfter != 30 || *locked.Hint != "wait" {
		t.Errorf("got %v", err)
	}
	if want := "call echo.person: account is locked"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	_, err = c.Echo.Person(t.Context(), &api.EchoPersonParams{Type: "gone"})
	if _, ok := errors.AsType[*api.GoneError](err); !ok || rpc.CodeOf(err) != api.CodeGone {
		t.Errorf("got %v", err)
	}
	_, err = c.Echo.Person(t.Context(), &api.EchoPersonParams{Type: "busy"})
	if busy, ok := errors.AsType[*api.BusyError](err); !ok || len(busy.Data) != 1 || busy.Data[0] != "a" {
		t.Errorf("got %v", err)
	}
}
