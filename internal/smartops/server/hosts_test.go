package server_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
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
			`{"kind":"disk","at":"2026-01-02T15:04:05Z","mount":"/","used":5}`,
			`{"kind":"http","at":"2026-01-02T15:04:05Z","url":"https://web-1.example.com/","status":null}`,
		} {
			r.says(ops, "host.report", `[1,`+check+`]`, `null`)
		}
		r.says(ops, "host.get", `[1]`,
			`{…,"checks":[{"kind":"disk","at":"2026-01-02T15:04:05Z","mount":"/","used":5},{"kind":"disk","at":"2026-01-02T15:04:05Z","mount":"/var","used":61.5},`+
				`{"kind":"http","at":"2026-01-02T15:04:05Z","url":"https://web-1.example.com/","status":null},{"kind":"ping","at":"2026-01-02T15:05:05Z","roundTripMs":null}],"createdAt":"…"}`)
		r.says(ops, "host.report", `[1,{"kind":"smart","at":"2026-01-02T15:04:05Z"}]`, `{"code":-32602,…"path":"/check/kind"…`)
		r.says(ops, "host.report", `[1,{"kind":"ping","at":"2026-11-24T08:05:00Z","roundTripMs":1}]`, `null`)
		r.says(ops, "host.report", `[1,{"kind":"ping","at":"2026-11-24T08:05:00.001Z","roundTripMs":1}]`,
			`{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/check/at","rule":"future","message":"must not be in the future"}]}}`)
		r.says(ops, "host.report", `[9,{"kind":"ping","at":"2026-01-02T15:04:05Z","roundTripMs":1}]`, `{"code":1101,…}`)
		r.says(ops, "host.delete", `[1]`, `null`)
	})
}

// TestHostKeepsTheNewestChecks of more than it may have.
func TestHostKeepsTheNewestChecks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops := r.operator()
		r.says(ops, "host.create", `["web-1"]`, `{"id":1,…}`)
		for i := range 52 {
			r.says(ops, "host.report", fmt.Sprintf(`[1,{"kind":"disk","at":"2026-01-02T15:04:%02dZ","mount":"/disk%02d","used":1}]`, i, i), `null`)
		}
		r.says(ops, "host.report", `[1,{"kind":"disk","at":"2026-01-02T15:04:00Z","mount":"/late","used":1}]`, `null`)
		host, err := r.client(ops).Host.Get(t.Context(), &api.HostGetParams{ID: 1})
		if err != nil || len(host.Checks) != 50 || host.Checks[0].Disk.Mount != "/disk02" || host.Checks[49].Disk.Mount != "/disk51" {
			t.Errorf("%v, %+v", err, host)
		}
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

// TestPagesWhileHostsComeAndGo: a host that was there all the time is in one page, and in one only.
func TestPagesWhileHostsComeAndGo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops := r.operator()
		for _, order := range []api.HostOrder{api.HostOrderCreatedAt, api.HostOrderName} {
			var stays []string
			for i := range 6 {
				stays = append(stays, fmt.Sprintf("%s-%d", strings.ToLower(string(order)), i))
				r.says(ops, "host.create", fmt.Sprintf(`[%q,null,null,null,{"list":%q}]`, stays[i], order), `{…}`)
			}
			var seen []string
			params := &api.HostListParams{Sort: order, Limit: 2, Labels: api.Labels{"list": api.LabelValue(order)}}
			for {
				page, err := r.client(ops).Host.List(t.Context(), params)
				if err != nil {
					t.Fatal(err)
				}
				for _, h := range page.Hosts {
					seen = append(seen, string(h.Name))
				}
				if params.After = page.Next; params.After == nil {
					break
				}
				last := page.Hosts[len(page.Hosts)-1] // the cursor is that of a host that is gone then
				r.says(ops, "host.delete", fmt.Sprintf(`[%d]`, last.ID), `null`)
				r.says(ops, "host.create", fmt.Sprintf(`["a%d-new",null,null,null,{"list":%q}]`, last.ID, order), `{…}`)
			}
			if order == api.HostOrderCreatedAt {
				stays = append(stays, seen[min(6, len(seen)):]...) // the new ones are the last
			}
			if got := strings.Join(seen, " "); got != strings.Join(stays, " ") {
				t.Errorf("by %s: got %s", order, got)
			}
		}
	})
}

// TestManyChangeAHost at the same instant: one name is given once, and no change undoes another.
func TestManyChangeAHost(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		ops := r.operator()
		answers := make([]string, 16)
		together := func(do func(i int) string) string {
			var group sync.WaitGroup
			for i := range answers {
				group.Go(func() { answers[i] = do(i) })
			}
			group.Wait()
			return strings.Join(answers, "\n")
		}
		all := together(func(int) string { return r.call(ops, "host.create", `["web-1"]`) })
		id := regexp.MustCompile(`"id":(\d+),"name":"web-1"`).FindStringSubmatch(all)
		if id == nil || strings.Count(all, `{"code":1102,"message":"host exists","data":{"id":`+id[1]+`}}`) != 15 {
			t.Fatalf("created at once:\n%s", all)
		}
		together(func(i int) string {
			change := []string{`"state":"retired"`, `"note":"rack 7"`, `"ipv4":"192.0.2.10"`, `"labels":{"role":"web"}`}[i%4]
			return r.call(ops, "host.update", `{"id":`+id[1]+`,`+change+`}`)
		})
		r.says(ops, "host.get", `[`+id[1]+`]`, `{…"state":"retired","ipv4":"192.0.2.10","ipv6":null,"note":"rack 7","labels":{"role":"web"},…}`)
	})
}
