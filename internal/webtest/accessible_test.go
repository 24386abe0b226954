package webtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// TestAccessible lets axe-core look at everything that there is to see, in both schemes, on a screen and
// on a phone. Nothing is wider than the phone.
func TestAccessible(t *testing.T) {
	s := open(t)
	s.account("tester", "operator")
	s.inventory()
	b := browse(t, s)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			b.Prefer(scheme)
			b.Resize(width, 844)
			b.Visit(s.url)
			b.look(func(name string) {
				name = fmt.Sprintf("%s-%d-%s", scheme, width, name)
				b.Accessible(name)
				b.Picture(name)
			})
		}
	}
}

// look goes through everything that there is to see.
func (b *tab) look(at func(name string)) {
	b.T.Helper()
	at("welcome")
	b.click("Sign up")
	b.fill("Name", "x")
	b.signIn("new name", "12345")
	b.wrong("Name", "Must be without spaces.")
	at("sign-up-refused")
	b.click("Sign in")
	b.signIn("tester", secret)
	b.Sees("web-1")
	at("hosts")
	b.click("Retired")
	b.fill("Labels", "role=none\r")
	b.Sees("Nothing matches")
	at("nothing")
	b.click("Show all hosts")
	b.Sees("web-1")
	b.click("Edit web-1")
	b.fill("IPv4", "192.0.2")
	b.click("Save")
	b.wrong("IPv4", "Must be an IPv4 address.")
	at("edit-refused")
	b.click("Cancel")
	b.click("Delete web-1")
	at("delete")
	b.click("Cancel")
	b.click("Account")
	b.Sees("Change password")
	at("account")
	b.site.down.Store(true)
	b.click("Sign out everywhere")
	b.Sees("No connection")
	at("offline")
	b.site.down.Store(false)
	b.click("Try again")
	b.Misses("No connection")
	b.site.ahead.Add(int64(time.Hour))
	b.click("Sign out everywhere")
	b.Sees("Your session has ended")
	at("again")
}

// inventory makes some hosts, with what there may be of them. The last one is seen first.
func (s *site) inventory() {
	s.t.Helper()
	hosts := s.client("tester").Host
	for _, text := range []string{
		`{"name":"backup.example.com","state":"retired","labels":{"role":"backup"}}`,
		`{"name":"db-1","state":"maintenance","ipv4":"192.0.2.20","labels":{"role":"db","site":"fra","team":"storage"}}`,
		`{"name":"cache-with-a-name-that-hardly-fits.eu-central-1.example.com","ipv6":"2001:db8::30"}`,
		`{"name":"web-2","ipv4":"192.0.2.11","labels":{"role":"web","site":"sha"}}`,
		`{"name":"web-1","ipv4":"192.0.2.10","ipv6":"2001:db8::10","note":"Rack 7, the second from above. Ask Li before a restart.","labels":{"role":"web","site":"fra"}}`,
	} {
		if _, err := hosts.Create(s.t.Context(), params[api.HostCreateParams](s.t, text)); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, text := range []string{
		`{"id":5,"check":{"kind":"ping","at":"2026-01-03T08:00:00Z","roundTripMs":1.4}}`,
		`{"id":5,"check":{"kind":"http","at":"2026-01-03T08:00:00Z","url":"https://web-1.example.com/","status":200}}`,
		`{"id":5,"check":{"kind":"disk","at":"2026-01-03T08:00:00Z","mount":"/var","used":61.5}}`,
		`{"id":2,"check":{"kind":"ping","at":"2026-01-03T08:00:00Z","roundTripMs":null}}`,
		`{"id":2,"check":{"kind":"disk","at":"2026-01-03T08:00:00Z","mount":"/","used":93.2}}`,
	} {
		if err := hosts.Report(s.t.Context(), params[api.HostReportParams](s.t, text)); err != nil {
			s.t.Fatal(err)
		}
	}
}

// params reads params from JSON.
func params[T any, P interface {
	*T
	rpc.Decodable
}](t *testing.T, text string) P {
	t.Helper()
	p := P(new(T))
	if err := rpc.Unmarshal([]byte(text), p); err != nil {
		t.Fatal(err)
	}
	return p
}
