package e2e_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// counted is the server of these tests, and counts its requests.
func counted(t *testing.T) (address string, requests *atomic.Int32) {
	t.Helper()
	requests = new(atomic.Int32)
	next := handler()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		next.ServeHTTP(w, r)
	}), requests
}

// tokens is a source that hands out its tokens in order, and notes what was refused.
type tokens struct {
	next    []rpc.Secret
	refused []string
}

func (s *tokens) source(_ context.Context, refused rpc.Secret) (rpc.Secret, error) {
	s.refused = append(s.refused, refused.Reveal())
	if len(s.next) == 0 {
		return "", errors.New("nobody is signed in")
	}
	token := s.next[0]
	s.next = s.next[1:]
	return token, nil
}

func TestClientAsksForAnotherToken(t *testing.T) {
	tests := []struct {
		name     string
		next     []rpc.Secret
		refused  []string
		want     string // the result, or a part of the error
		requests int32
	}{
		{"good", []rpc.Secret{"admin"}, []string{""}, "admin", 1},
		{"expired", []rpc.Secret{"old", "admin"}, []string{"", "old"}, "admin", 2},
		{"refused twice", []rpc.Secret{"old", "forged", "admin"}, []string{"", "old"}, "Unauthenticated (code -32001): invalid", 2},
		{"the same again", []rpc.Secret{"old", "old"}, []string{"", "old"}, "Unauthenticated (code -32001): expired", 1},
		{"no other", []rpc.Secret{"old", ""}, []string{"", "old"}, "Unauthenticated (code -32001): expired", 1},
		{"no other to be had", []rpc.Secret{"old"}, []string{"", "old"},
			`Unauthenticated (code -32001): expired; get credentials of "token": nobody is signed in`, 1},
		{"good, and not enough", []rpc.Secret{"nobody", "admin"}, []string{""}, "Permission denied (code -32003): read-only", 1},
		{"none", []rpc.Secret{""}, []string{""}, "missing", 1},
		{"none to be had", nil, []string{""}, `call list.strings: get credentials of "token": nobody is signed in`, 0},
		{"not to be sent", []rpc.Secret{"a\nb"}, []string{""}, `get credentials of "token": they hold what is not visible ASCII`, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			address, requests := counted(t)
			source := &tokens{next: test.next}
			got, err := client.New(address, client.Options{Token: source.source}).List.Strings(t.Context(), &api.ListStringsParams{Count: 1})
			ends(t, "call", strings.Join(got, ""), err, test.want)
			if !slices.Equal(source.refused, test.refused) {
				t.Errorf("the source was told of %q, want %q", source.refused, test.refused)
			}
			if n := requests.Load(); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
		})
	}
}

func TestClientWithoutCredentials(t *testing.T) {
	c := newClient(t, client.Options{})
	_, err := c.List.Tags(t.Context())
	if refused, ok := errors.AsType[*rpc.ResponseError](err); !ok || refused.Reason() != rpc.ReasonMissing {
		t.Errorf("got %v", err)
	}
	maybe, err := c.Root.Maybe(t.Context())
	is(t, maybe, err, nil)
	_, err = newClient(t, client.Options{Door: &rpc.BasicCredentials{Username: "a:b"}}).Door.Open(t.Context())
	ends(t, "colon", "", err, "the user name holds a colon")
}

// TestClientBatchAsksForAnotherToken sends only the calls again that did not run.
func TestClientBatchAsksForAnotherToken(t *testing.T) {
	address, requests := counted(t)
	source := &tokens{next: []rpc.Secret{"old", "reader"}}
	b := client.New(address, client.Options{Token: source.source, Key: rpc.StaticToken("wrong")}).Batch()
	event, first, keyed, second := b.Scalar.Event(), b.List.Strings(&api.ListStringsParams{Count: 1}), b.Root.Keyed(), b.Root.Maybe()
	if err := b.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	is(t, 0, event.Err(), 0)
	names, err := first.Result()
	is(t, names, err, []string{"reader"})
	maybe, err := second.Result()
	is(t, maybe, err, new("reader"))
	ends(t, "key", "", keyed.Err(), "call keyed: Unauthenticated (code -32001): invalid")
	if n := requests.Load(); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

func TestCachedToken(t *testing.T) {
	fetched := 0
	fetch := func(context.Context) (rpc.Secret, error) {
		fetched++
		return []rpc.Secret{"old", "admin"}[min(fetched-1, 1)], nil
	}
	c := newClient(t, client.Options{Token: rpc.CachedToken(fetch)})
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			maybe, err := c.Root.Maybe(t.Context())
			is(t, maybe, err, new("admin"))
		})
	}
	wait.Wait()
	if fetched != 2 {
		t.Errorf("%d tokens were fetched, want 2", fetched)
	}
}

func TestCachedTokenWaitsNoLongerThanItsContext(t *testing.T) {
	fetching, release := make(chan struct{}), make(chan struct{})
	source := rpc.CachedToken(func(context.Context) (rpc.Secret, error) {
		close(fetching)
		<-release
		return "admin", nil
	})
	first := make(chan error)
	go func() {
		_, err := source(t.Context(), "")
		first <- err
	}()
	<-fetching
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := source(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	is(t, 0, <-first, 0)
}
