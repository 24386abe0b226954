package rpc_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/rpc"
)

func TestNewDispatcherPanics(t *testing.T) {
	serve := func(context.Context, *rpc.Call) error { return nil }
	for _, x := range []struct {
		methods []rpc.Method
		want    string
	}{
		{[]rpc.Method{{Name: "a", Serve: serve}, {Name: "a", Serve: serve}}, "rpc: method a is given twice"},
		{[]rpc.Method{{Serve: serve}}, "rpc: the name of a method has 1 to 200 bytes"},
		{[]rpc.Method{{Name: strings.Repeat("x", 201), Serve: serve}}, "rpc: the name of a method has 1 to 200 bytes"},
		{[]rpc.Method{{Name: "a"}}, "rpc: method a has no Serve"},
		{[]rpc.Method{{Name: "rpc.discover", Serve: serve}}, "rpc: method rpc.discover: names that begin with rpc. are reserved"},
	} {
		func() {
			defer func() {
				if got := recover(); got != x.want {
					t.Errorf("got %v, want %s", got, x.want)
				}
			}()
			rpc.NewDispatcher(x.methods...)
		}()
	}
}

func TestDiscover(t *testing.T) {
	plain := newDispatcher(nil)
	d := plain.With(rpc.Discover([]byte(`{"openrpc": "1.3.2"}`)))
	server := httptest.NewServer(rpc.NewHandler(d, rpc.Options{}))
	defer server.Close()
	runExchanges(t, server, []exchange{
		{"discover", `{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}`, `{"jsonrpc":"2.0","id":1,"result":{"openrpc": "1.3.2"}}`},
		{"no params", `{"jsonrpc":"2.0","id":1,"method":"rpc.discover","params":[1]}`,
			`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/0","rule":"positions","message":"must be left out: there are no params","limit":0}]}}}`},
		{"the others", dataCall, dataAnswer},
	})
	if len(d.Methods()) != len(plain.Methods())+1 {
		t.Error("With changed the dispatcher that it was called on")
	}
}

func TestDiscoverPanics(t *testing.T) {
	for _, document := range []string{``, `{`, `{} x`, "\"\xff\""} {
		func() {
			defer func() {
				if got := recover(); got != "rpc: the document of Discover is not JSON" {
					t.Errorf("%q: got %v", document, got)
				}
			}()
			rpc.Discover([]byte(document))
		}()
	}
}

func TestMethods(t *testing.T) {
	serve := func(context.Context, *rpc.Call) error { return nil }
	d := rpc.NewDispatcher(rpc.Method{Name: "b", Serve: serve}, rpc.Method{Name: "a", Serve: serve})
	if diff := cmp.Diff([]string{"a", "b"}, d.Methods()); diff != "" {
		t.Error(diff)
	}
}

func TestResponseError(t *testing.T) {
	var got rpc.ResponseError
	text := `{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/a","rule":"minimum","message":"must be at least 1","limit":1}]},"x":1}`
	if err := rpc.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	want := []rpc.Violation{{Path: "/a", Rule: "minimum", Message: "must be at least 1", Limit: "1"}}
	if diff := cmp.Diff(want, got.Violations()); diff != "" || got.Code != rpc.CodeInvalidParams {
		t.Errorf("got %v\n%s", got, diff)
	}
	if (&rpc.ResponseError{Code: 5, Data: rpc.JSON(`{"errors":[]}`)}).Violations() != nil {
		t.Error("another error has violations")
	}
}
