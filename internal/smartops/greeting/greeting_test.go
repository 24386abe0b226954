package greeting_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/greeting"
)

func TestGreetings(t *testing.T) {
	var s greeting.Service
	if got, err := s.Index(t.Context()); err != nil || got != "Hello World!" {
		t.Errorf("got %q, %v", got, err)
	}
	got, err := s.Hello(t.Context(), &account.User{Username: "test"}, &api.AppHelloParams{Name: "jack"})
	if err != nil || got != "Hello jack!" {
		t.Errorf("got %q, %v", got, err)
	}
}
