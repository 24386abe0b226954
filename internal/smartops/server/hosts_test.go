package server_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// operator makes an account that may change the inventory, and returns its token.
func (r *running) operator() string {
	r.t.Helper()
	token := r.signIn("ops", "123456")
	r.exec("UPDATE users SET scopes = ' operator ' WHERE username = 'ops'")
	return token
}

func TestHosts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops, reader := r.operator(), r.signIn("reader", "123456")
		r.says(reader, "host.create", `{"name":"web-1"}`, `{"code":-32003,"message":"Permission denied","data":{"scope":"operator"}}`)
		r.says(ops, "host.create", `{"name":"web-1","ipv4":"192.0.2.10","labels":{"role":"web"},"note":"rack 7"}`,
			`{"id":1,"name":"web-1","state":"active","ipv4":"192.0.2.10","ipv6":null,"note":"rack 7","labels":{"role":"web"},"checks":[],"createdAt":"…"}`)
		r.says(ops, "host.create", `{"name":"WEB-1"}`, `{"code":1102,"message":"host exists","data":{"id":1}}`)
		r.says(ops, "host.create", `{"name":"-","ipv4":"192.0.2.256","ipv6":"::g","labels":{"Role":"web"}}`,
			`{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/name","rule":"format",…{"path":"/labels/Role","rule":"pattern",…}]}}`)
		r.says(ops, "host.create", `["db-1"]`, `{"id":…}`)
		db := r.call(ops, "host.list", `{"sort":"name","limit":1}`)
		db, _, _ = strings.Cut(strings.TrimPrefix(db, `{"hosts":[{"id":`), ",") // PostgreSQL may leave ids out

		r.says(reader, "host.get", `[1]`, `{"id":1,"name":"web-1",…}`)
		r.says(reader, "host.get", `[9]`, `{"code":1101,"message":"host not found","data":{"id":9}}`)

		r.says(ops, "host.update", `{"id":1,"state":"maintenance"}`,
			`{"id":1,"name":"web-1","state":"maintenance","ipv4":"192.0.2.10","ipv6":null,"note":"rack 7","labels":{"role":"web"},…}`)
		r.says(ops, "host.update", `{"id":1,"note":null,"ipv6":"2001:db8::1","labels":{}}`,
			`{"id":1,"name":"web-1","state":"maintenance","ipv4":"192.0.2.10","ipv6":"2001:db8::1","note":null,"labels":{},…}`)
		r.says(ops, "host.update", `{"id":1,"name":"DB-1"}`, `{"code":1102,"message":"host exists","data":{"id":`+db+`}}`)
		r.says(ops, "host.update", `{"id":1,"name":"Web-1"}`, `{"id":1,"name":"Web-1",…}`)
		r.says(ops, "host.update", `{"id":1,"state":null}`, `{"code":-32602,…}`)
		r.says(ops, "host.update", `{"id":9}`, `{"code":1101,…}`)

		r.says(ops, "host.delete", `[1]`, `null`)
		r.says(ops, "host.delete", `[1]`, `{"code":1101,…}`)
		r.says(reader, "host.delete", `[`+db+`]`, `{"code":-32003,…}`)
	})
}

func TestChecksOfHosts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops := r.operator()
		r.says(ops, "host.create", `["web-1"]`, `{"id":1,…}`)
		for _, check := range []string{
			`{"kind":"ping","at":"2026-01-02T15:04:05Z","roundTripMs":1.5}`,
			`{"kind":"disk","at":"2026-01-02T15:04:05Z","mount":"/var","used":61.5}`,
			`{"kind":"ping","at":"2026-01-02T15:05:05Z","roundTripMs":null}`,
			`{"kind":"ping","at":"2026-01-02T15:03:05Z","roundTripMs":2}`, // comes late
		} {
			r.says(ops, "host.report", `[1,`+check+`]`, `null`)
		}
		r.says(ops, "host.get", `[1]`,
			`{…,"checks":[{"kind":"disk","at":"2026-01-02T15:04:05Z","mount":"/var","used":61.5},{"kind":"ping","at":"2026-01-02T15:05:05Z","roundTripMs":null}],"createdAt":"…"}`)
		r.says(ops, "host.report", `[1,{"kind":"smart","at":"2026-01-02T15:04:05Z"}]`, `{"code":-32602,…"path":"/check/kind"…`)
		r.says(ops, "host.report", `[9,{"kind":"ping","at":"2026-01-02T15:04:05Z","roundTripMs":1}]`, `{"code":1101,…}`)
		r.says(ops, "host.delete", `[1]`, `null`)
	})
}

func TestListOfHosts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops := r.operator()
		for i, host := range []string{
			`"name":"web-2","labels":{"role":"web","site":"north"}`,
			`"name":"Web-1","labels":{"role":"web","site":"south"},"state":"maintenance"`,
			`"name":"db-1","labels":{"role":"db","site":"north"}`,
			`"name":"db-2"`,
		} {
			r.says(ops, "host.create", `{`+host+`}`, fmt.Sprintf(`{"id":%d,…}`, i+1))
		}
		for _, test := range []struct{ params, want string }{
			{``, "web-2 Web-1 db-1 db-2"},
			{`"descending":true`, "db-2 db-1 Web-1 web-2"},
			{`"sort":"name"`, "db-1 db-2 Web-1 web-2"},
			{`"sort":"name","limit":3,"descending":true`, "web-2 Web-1 db-2 | db-1"},
			{`"labels":{"role":"web"}`, "web-2 Web-1"},
			{`"labels":{"role":"web","site":"north"}`, "web-2"},
			{`"labels":{"role":"no"}`, ""},
			{`"state":"maintenance"`, "Web-1"},
			{`"state":"active","labels":{"site":"north"},"limit":1`, "web-2 | db-1"},
		} {
			if got := strings.Join(r.hostPages(ops, test.params), " | "); got != test.want {
				t.Errorf("%s\ngot  %s\nwant %s", test.params, got, test.want)
			}
		}
		r.says(ops, "host.list", `{"after":"x"}`, `{"code":-32602,…"path":"/after"…}`)
	})
}

// hostPages walks through a list, and returns the names of each page.
func (r *running) hostPages(token, params string) (pages []string) {
	r.t.Helper()
	given := new(api.HostListParams)
	if err := rpc.Unmarshal([]byte("{"+params+"}"), given); err != nil {
		r.t.Fatal(err)
	}
	for {
		page, err := r.client(token).Host.List(r.t.Context(), given)
		if err != nil {
			r.t.Fatal(err)
		}
		var names []string
		for _, h := range page.Hosts {
			names = append(names, string(h.Name))
		}
		pages = append(pages, strings.Join(names, " "))
		if given.After = page.Next; given.After == nil {
			return pages
		}
	}
}
