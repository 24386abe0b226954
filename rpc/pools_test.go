package rpc

import (
	"net/http/httptest"
	"testing"
)

// TestLargeExchangesAreNotKept: one large request must not cost memory from then on.
func TestLargeExchangesAreNotKept(t *testing.T) {
	for _, x := range []struct {
		exchange *exchange
		kept     bool
	}{
		{&exchange{}, true},
		{&exchange{body: make([]byte, keptBytes)}, true},
		{&exchange{body: make([]byte, keptBytes+1)}, false},
		{&exchange{call: Call{out: Encoder{buf: make([]byte, keptBytes+1)}}}, false},
		{&exchange{envelope: envelope{messages: make([]message, keptMessages+1)}}, false},
	} {
		x.exchange.call.request = httptest.NewRequest("POST", "/", nil)
		x.exchange.call.message = new(message)
		x.exchange.call.auth = credentials{scheme: bearerScheme, param: "token", skip: 1}
		if got := x.exchange.release(); got != x.kept {
			t.Errorf("kept %v, want %v", got, x.kept)
		}
		if c := &x.exchange.call; c.request != nil || c.message != nil || c.auth != (credentials{}) {
			t.Error("the request is held on to")
		}
	}
}
