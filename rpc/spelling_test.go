package rpc_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// TestSpelling: what nearly every client writes takes a path of its own through the envelope. The
// same message gets the same answer however it is spelled, in whatever order its members stand.
func TestSpelling(t *testing.T) {
	server := serve(t, rpc.Options{})
	for _, members := range [][]string{
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"App.hello"`, `"params"`, `{"token":"good","name":"x"}`, `"id"`, `1`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"App.hello"`, `"params"`, `["good","x"]`, `"id"`, `"a"`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"params"`, `null`, `"id"`, `0`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"params"`, `{}`, `"id"`, `12.5`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"params"`, `{"a":[{}]}`, `"id"`, `-7`},
		{`"jsonrpc"`, `"2.1"`, `"method"`, `"get_data"`, `"x"`, `[]`, `"id"`, `7e3`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get\u005fdata"`, `"method"`, `"x"`, `"id"`, `7`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"id"`, `8`, `"id"`, `9`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"id"`, strings.Repeat("9", 128), `"params"`, `{}`},
		{`"jsonrpc"`, `"2.0"`, `"method"`, `"get_data"`, `"id"`, strings.Repeat("9", 129), `"params"`, `{}`},
	} {
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}} {
			var tight, loose []string
			for _, i := range order {
				name, value := members[2*i], members[2*i+1]
				tight = append(tight, name+":"+value)
				loose = append(loose, "\n "+name+" :\t"+value+" ")
			}
			want := answerOf(t, server, "{"+strings.Join(loose, ",")+"}")
			if got := answerOf(t, server, "{"+strings.Join(tight, ",")+"}"); got != want {
				t.Errorf("%v:\ngot  %s\nwant %s, as with spaces", tight, got, want)
			}
		}
	}
}

func answerOf(t *testing.T, server *httptest.Server, body string) string {
	t.Helper()
	_, _, answer := send(t, server, body)
	return answer
}
