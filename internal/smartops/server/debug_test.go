package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

func TestDebug(t *testing.T) {
	r := start(t, func(c *config.Config) { c.Debug = true })
	r.says("anything", "App.hello", `["jack"]`, `"Hello jack!"`)
	r.says("", "App.hello", `["anything","jack"]`, `"Hello jack!"`)
	r.says("anything", "user.me", `{}`, `{"id":0,"username":"debug",…,"scopes":["admin","operator"]}`)
	r.says("anything", "account.list", `{}`, `{"accounts":[]}`)
	r.says("anything", "user.signOutEverywhere", `{}`, dead)
	r.says("", "user.me", `{}`, `{"code":-32001,"message":"Unauthenticated","data":{"reason":"missing"}}`)
	r.says(r.signIn("test", "123456"), "user.me", `{}`, `{"id":1,"username":"test",…}`)
	if !strings.Contains(r.log.String(), "level=WARN msg=\"DEBUG: ") {
		t.Errorf("the log does not say so:\n%s", r.log)
	}
}

func TestDebugOnLoopbackAlone(t *testing.T) {
	for listen, allowed := range map[string]bool{
		"127.0.0.1:2001": true, "127.8.0.1:0": true, "[::1]:2001": true, "localhost:2001": true,
		"0.0.0.0:2001": false, ":2001": false, "10.0.0.1:2001": false, "[::]:2001": false, "example.com:2001": false,
	} {
		c := settingsFor("sqlite:x.db", func(c *config.Config) { c.Listen, c.Debug, c.LogLevel, c.LogFormat = listen, true, "info", "auto" })
		if err := c.Validate(); (err == nil) != allowed {
			t.Errorf("%s: %v", listen, err)
		}
	}
}

// TestAddressesBehindProxies tells callers apart by what a trusted proxy says, and by nothing else.
func TestAddressesBehindProxies(t *testing.T) {
	for _, test := range []struct {
		trusted string
		headers []string
		limited bool
	}{
		{"", []string{"10.0.0.1", "10.0.0.2"}, true},
		{"127.0.0.1", []string{"10.0.0.1", "10.0.0.2"}, false},
		{"127.0.0.0/8", []string{"10.0.0.1", "10.0.0.1"}, true},
		{"127.0.0.1", []string{"10.0.0.1, 10.0.0.9", "10.0.0.2, 10.0.0.9"}, true}, // who sends it may write anything before
		{"127.0.0.1,10.0.0.9", []string{"10.0.0.1, 10.0.0.9", "10.0.0.2, 10.0.0.9"}, false},
		{"127.0.0.1", []string{"nonsense", "other nonsense"}, true},
		{"127.0.0.1", []string{"", ""}, true},
		{"127.0.0.1", []string{"2001:db8::1", "2001:db8::2"}, true}, // one customer
		{"127.0.0.1", []string{"2001:db8::1", "2001:db8:0:1::1"}, false},
	} {
		r := start(t, func(c *config.Config) {
			c.AddressTries = 1
			if test.trusted != "" {
				c.TrustedProxies = strings.Split(test.trusted, ",")
			}
		})
		var last string
		for i, header := range test.headers {
			name := string(rune('a' + i))
			last = r.from(header, `{"jsonrpc":"2.0","method":"user.verify","params":["`+name+`","654321"],"id":1}`)
		}
		if strings.Contains(last, "-32005") != test.limited {
			t.Errorf("%q, %q: %s", test.trusted, test.headers, last)
		}
	}
}

// from posts a call as a proxy would.
func (r *running) from(forwardedFor, body string) string {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.url+"/api", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if forwardedFor != "" {
		request.Header.Set("X-Forwarded-For", forwardedFor)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	return r.body(response)
}

func TestKeysAreRotated(t *testing.T) {
	r := start(t)
	token := r.signIn("test", "123456")
	t.Setenv(config.TokenKey, "the next key, of 32 or more bytes too")
	restart(t, r).expect(hello, token, 401, refusal("invalid"))
	next := startOn(t, r.database, func(c *config.Config) {
		c.PreviousKeyFile = strings.TrimPrefix(r.database, "sqlite:") + ".key"
	})
	next.expect(hello, token, 200, greeted)
}
