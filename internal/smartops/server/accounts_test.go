package server_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// call makes a call, and returns its result, or else its error, as JSON text.
func (r *running) call(token, method, params string) string {
	r.t.Helper()
	_, text := r.post(`{"jsonrpc":"2.0","method":"`+method+`","params":`+params+`,"id":1}`, token)
	var answer struct{ Result, Error json.RawMessage }
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		r.t.Fatalf("%s: %v in %s", method, err, text)
	}
	return string(answer.Result) + string(answer.Error)
}

// says compares the answer of a call with what is wanted, in which "…" stands for any text.
func (r *running) says(token, method, params, want string) {
	r.t.Helper()
	if got := r.call(token, method, params); !matches(got, want) {
		r.t.Errorf("%s %s\ngot  %s\nwant %s", method, params, got, want)
	}
}

func matches(got, want string) bool {
	parts := strings.Split(want, "…")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$").MatchString(got)
}

// admin makes an account with the scope admin, and returns its token.
func (r *running) admin() string {
	r.t.Helper()
	token := r.signIn("root", "123456")
	r.exec("UPDATE users SET scopes = ' admin ' WHERE username = 'root'")
	return token
}

const dead = `{"code":-32001,"message":"Unauthenticated","data":{"reason":"invalid"}}`

func tokenIn(t *testing.T, answer string) string {
	t.Helper()
	var session struct{ Token string }
	if err := json.Unmarshal([]byte(answer), &session); err != nil || session.Token == "" {
		t.Fatalf("no token: %s", answer)
	}
	return session.Token
}

func TestOwnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		first := r.signIn("test", "123456")
		r.says(first, "user.me", `{}`, `{"id":1,"username":"test","createdAt":"…","scopes":[]}`)

		r.clock.advance(500 * time.Second)
		fresh := tokenIn(t, r.call(first, "user.refresh", `{}`))
		r.clock.advance(200 * time.Second)
		r.says(first, "user.me", `{}`, `{"code":-32001,"message":"Unauthenticated","data":{"reason":"expired"}}`)
		r.says(fresh, "user.me", `{}`, `{"id":1,…}`)

		r.says(fresh, "user.changePassword", `{"password":"654321","newPassword":"correct horse"}`, `{"code":1003,"message":"wrong password"}`)
		r.says(fresh, "user.changePassword", `{"password":"123456","newPassword":"Password123"}`, `{"code":1005,"message":"choose another password","data":{"reason":"common"}}`)
		r.says(fresh, "user.changePassword", `{"password":"123456","newPassword":"123"}`, `{"code":-32602,…}`)
		changed := tokenIn(t, r.call(fresh, "user.changePassword", `{"password":"123456","newPassword":"correct horse"}`))
		r.says(fresh, "user.me", `{}`, dead)
		r.says(changed, "user.me", `{}`, `{"id":1,…}`)
		r.says("", "user.verify", `["test","123456"]`, `{"status":1,"message":"密码错误"}`)
		again := tokenIn(t, r.call("", "user.verify", `["test","correct horse"]`))

		r.says(again, "user.signOutEverywhere", `{}`, `null`)
		r.says(again, "user.me", `{}`, dead)
		r.says(changed, "user.me", `{}`, dead)
		r.says(tokenIn(t, r.call("", "user.verify", `["test","correct horse"]`)), "user.me", `{}`, `{"id":1,…}`)
	})
}

func TestAdministration(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		root, jack := r.admin(), r.signIn("jack", "123456")
		r.says(jack, "account.list", `{}`, `{"code":-32003,"message":"Permission denied","data":{"scope":"admin"}}`)
		r.says(root, "account.get", `[2]`, `{"id":2,"username":"jack","createdAt":"…","scopes":[],"state":"active"}`)
		r.says(root, "account.get", `[9]`, `{"code":1001,"message":"account not found","data":{"id":9}}`)

		r.says(root, "account.lock", `[2]`, `{"id":2,…,"state":"locked","lockedAt":"2026-11-24T08:00:00Z"}`)
		r.says(jack, "user.me", `{}`, dead)
		r.says("", "user.verify", `["jack","123456"]`, `{"code":1002,"message":"account is locked"}`)
		r.says("", "user.verify", `["jack","654321"]`, `{"status":1,"message":"密码错误"}`)
		r.says(root, "account.unlock", `[2]`, `{"id":2,…,"state":"active"}`)
		r.says(jack, "user.me", `{}`, dead)
		jack = tokenIn(t, r.call("", "user.verify", `["jack","123456"]`))

		r.says(root, "account.resetPassword", `[2,"correct horse"]`, `{"id":2,…}`)
		r.says(root, "account.resetPassword", `[2,"jack"]`, `{"code":-32602,…}`)
		r.says(jack, "user.me", `{}`, dead)
		jack = tokenIn(t, r.call("", "user.verify", `["jack","correct horse"]`))

		r.says(root, "account.revoke", `[1,"admin"]`, `{"code":1004,"message":"this is the last administrator"}`)
		r.says(root, "account.lock", `[1]`, `{"code":1004,…}`)
		r.says(root, "account.delete", `[1]`, `{"code":1004,…}`)
		r.says(root, "account.grant", `[2,"admin"]`, `{"id":2,…,"scopes":["admin"],"state":"active"}`)
		r.says(jack, "account.revoke", `[1,"admin"]`, `{"id":1,…,"scopes":[],"state":"active"}`)
		r.says(root, "account.list", `{}`, `{"code":-32003,…}`)
		r.says(jack, "account.delete", `[1]`, `null`)
		r.says(root, "user.me", `{}`, dead)
		r.says(jack, "account.get", `[1]`, `{"code":1001,"message":"account not found","data":{"id":1}}`)
	})
}

// TestTwoAdministratorsRevokeEachOther at the same instant: one of them stays.
func TestTwoAdministratorsRevokeEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		tokens := []string{r.admin(), r.signIn("jack", "123456")}
		for range 10 {
			r.exec("UPDATE users SET scopes = ' admin '")
			answers := make([]string, 2)
			var group sync.WaitGroup
			for i := range answers {
				group.Go(func() { answers[i] = r.call(tokens[i], "account.revoke", fmt.Sprintf(`[%d,"admin"]`, 2-i)) })
			}
			group.Wait()
			if both := strings.Join(answers, ""); strings.Count(both, `"scopes":[]`) != 1 {
				t.Fatalf("got %s", both)
			}
		}
	})
}

func TestListOfAccounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		r := startOn(t, database)
		root := r.admin()
		for _, name := range []string{"Zoe", "émile", "Emil", "anna", "Ann"} {
			r.says("", "user.register", `["`+name+`","123456"]`, `{"status":0,"message":"注册成功"}`)
		}
		r.says(root, "account.lock", `[3]`, `{"id":3,…}`)
		for _, test := range []struct{ params, want string }{
			{`"limit":100`, "root Zoe émile Emil anna Ann"},
			{`"limit":100,"descending":true`, "Ann anna Emil émile Zoe root"},
			{`"sort":"username"`, "Ann anna Emil root Zoe émile"},
			{`"sort":"username","descending":true`, "émile Zoe root Emil anna Ann"},
			{`"limit":2`, "root Zoe | émile Emil | anna Ann"},
			{`"limit":4,"sort":"username"`, "Ann anna Emil root | Zoe émile"},
			{`"prefix":"AN"`, "anna Ann"},
			{`"prefix":"E\u0301"`, "émile"},
			{`"prefix":"nobody"`, ""},
			{`"state":"locked"`, "émile"},
			{`"state":"active","limit":3`, "root Zoe Emil | anna Ann"},
			{`"scope":"admin"`, "root"},
		} {
			if got := strings.Join(r.pages(root, test.params), " | "); got != test.want {
				t.Errorf("%s\ngot  %s\nwant %s", test.params, got, test.want)
			}
		}
		for _, bad := range []string{"x", "aQ", "aXg", "dWE", "dQBh", "!"} {
			r.says(root, "account.list", `{"after":"`+bad+`"}`,
				`{"code":-32602,"message":"Invalid params","data":{"errors":[{"path":"/after","rule":"cursor","message":"must be the next of a page with the same sort"}]}}`)
		}
	})
}

// pages walks through a list, and returns the names of each page.
func (r *running) pages(token, params string) (pages []string) {
	r.t.Helper()
	given := new(api.AccountListParams)
	if err := rpc.Unmarshal([]byte("{"+params+"}"), given); err != nil {
		r.t.Fatal(err)
	}
	for {
		page, err := r.client(token).Account.List(r.t.Context(), given)
		if err != nil {
			r.t.Fatal(err)
		}
		var names []string
		for _, a := range page.Accounts {
			names = append(names, string(a.Username))
		}
		pages = append(pages, strings.Join(names, " "))
		if given.After = page.Next; given.After == nil {
			return pages
		}
	}
}

func TestTooManyTries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		few := func(c *config.Config) { c.SignInTries, c.AddressTries = 3, 8 }
		r, replica := startOn(t, database, few), startOn(t, database, few)
		r.signIn("test", "123456")
		const wrong, limited = `{"status":1,"message":"密码错误"}`, `{"code":-32005,"message":"Limit exceeded","data":{"retryAfter":900}}`
		r.says("", "user.verify", `["test","654321"]`, wrong)
		r.says("", "user.verify", `["TEST","654321"]`, wrong)
		replica.says("", "user.verify", `["test","654321"]`, wrong)
		r.says("", "user.verify", `["test","123456"]`, limited)
		replica.says("", "user.verify", `["test","123456"]`, limited)
		r.says("", "user.verify", `["nobody","123456"]`, `{"status":1,"message":"用户名不存在"}`)

		one := `{"jsonrpc":"2.0","method":"user.verify","params":["other","654321"],"id":1}`
		_, batch := r.post("["+one+","+one+","+one+"]", "")
		if strings.Count(batch, "用户名不存在") != 2 || strings.Count(batch, "-32005") != 1 {
			t.Errorf("a batch from an address with two tries left: %s", batch)
		}
		for _, s := range []*running{r, replica} {
			s.clock.advance(15 * time.Minute)
		}
		r.says("", "user.verify", `["test","123456"]`, `{"status":0,…}`)
	})
}

func TestSuccessesAreNotCounted(t *testing.T) {
	r := start(t, func(c *config.Config) { c.SignInTries, c.AddressTries = 2, 2 })
	r.signIn("test", "123456")
	for range 4 {
		r.says("", "user.verify", `["test","123456"]`, `{"status":0,…}`)
	}
}

func TestCommonPasswordsOfNewAccounts(t *testing.T) {
	r := start(t, func(c *config.Config) { c.RefuseCommon = true })
	r.says("", "user.register", `["test","123456"]`, `{"code":1005,"message":"choose another password","data":{"reason":"common"}}`)
	r.says("", "user.register", `["Testing","testing"]`, `{"code":1005,"message":"choose another password","data":{"reason":"username"}}`)
	r.says("", "user.register", `["test","correct horse"]`, `{"status":0,"message":"注册成功"}`)
}
