package server_test

import (
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

const hello = `{"jsonrpc":"2.0","method":"App.hello","params":{"name":"jack"},"id":1}`

func refusal(reason string) string {
	return `{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"Unauthenticated","data":{"reason":"` + reason + `"}}}`
}

const greeted = `{"jsonrpc":"2.0","id":1,"result":"Hello jack!"}`

func TestTokensExpire(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		token := r.signIn("test", "123456")
		r.clock.advance(599 * time.Second)
		r.expect(hello, token, 200, greeted)
		r.clock.advance(time.Second)
		r.expect(hello, token, 401, refusal("expired"))
		r.clock.advance(time.Second)
		r.expect(hello, token, 401, refusal("expired"))
	})
}

func TestBadTokens(t *testing.T) {
	r := start(t)
	token := r.signIn("test", "123456")
	other := start(t).signIn("test", "123456")
	parts := strings.Split(token, ".")
	for name, bad := range map[string]string{
		"garbage":          "garbage",
		"another server's": other,
		"no signature":     parts[0] + "." + parts[1] + ".",
		"padded":           token + "=",
		"cut":              token[:len(token)-1],
		"another user":     parts[0] + ".eyJzdWIiOiIyIiwiZXhwIjo5OTk5OTk5OTk5fQ." + parts[2],
	} {
		t.Run(name, func(t *testing.T) {
			r.expect(hello, bad, 401, refusal("invalid"))
			r.expect(`{"jsonrpc":"2.0","method":"App.hello","params":["`+bad+`","jack"],"id":1}`, "", 401, refusal("invalid"))
			r.expect(`{"jsonrpc":"2.0","method":"App.hello","params":{"name":"jack","token":"`+bad+`"},"id":1}`, "", 401, refusal("invalid"))
		})
	}
	r.expect(hello, "", 401, refusal("missing"))
	r.expect(`{"jsonrpc":"2.0","method":"user.me","id":1}`, "", 401, refusal("missing"))
	r.expect(`[`+hello+`]`, "", 200, `[`+refusal("missing")+`]`)
	r.expect(hello, token, 200, greeted)
}

func TestTokenDiesWithItsAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		token := r.signIn("test", "123456")
		r.expect(hello, token, 200, greeted)
		r.exec("DELETE FROM users WHERE username = 'test'")
		r.expect(hello, token, 401, refusal("invalid"))
		again := r.signIn("test", "123456") // the name is the same, the account is not
		r.expect(hello, token, 401, refusal("invalid"))
		r.expect(hello, again, 200, greeted)
	})
}

func TestTokensSurviveARestart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		token := r.signIn("test", "123456")
		again := restart(t, r)
		again.expect(hello, token, 200, greeted)
	})
}

// A database that cannot be read is no reason to tell callers that their tokens are bad.
func TestDatabaseFailureIsMasked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		token := r.signIn("test", "123456")
		r.exec("ALTER TABLE users RENAME TO gone")
		status, answer := r.post(hello, token)
		if status != 200 || !strings.Contains(answer, `"code":-32603`) || strings.Contains(answer, "users") {
			t.Errorf("status %d, %s", status, answer)
		}
		if !strings.Contains(r.log.String(), "find user 1: ") {
			t.Errorf("the log does not say why:\n%s", r.log)
		}
		r.exec("ALTER TABLE gone RENAME TO users")
		r.expect(hello, token, 200, greeted)
	})
}
