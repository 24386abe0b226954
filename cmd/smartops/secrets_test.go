package main

import (
	"bytes"
	"database/sql"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestSecretsStayOutOfTheLog greps everything that a server prints for what must not be there,
// after all went well and after all went wrong.
func TestSecretsStayOutOfTheLog(t *testing.T) {
	const password, key = "canary-password-7291", "canary-key-7291-canary-key-7291-canary"
	for _, format := range []string{"json", "text"} {
		p := serve(t, []string{"SMARTOPS_TOKEN_KEY=" + key}, "--log-level=debug", "--log-format="+format)
		token := session(t, p, password)
		metrics := p.get("metrics")
		p.signal(syscall.SIGTERM)
		p.wait()
		p.output = append(p.output, metrics...)
		if bytes.Count(p.output, []byte("user.verify")) < 4 || !bytes.Contains(p.output, []byte("no such table")) {
			t.Errorf("the session is not in the log:\n%s", p.output)
		}
		payload := strings.Split(token, ".")[1]
		for _, secret := range []string{password, key, token, payload, "argon2id"} {
			if bytes.Contains(p.output, []byte(secret)) {
				t.Errorf("the log shows %s:\n%s", secret, p.output)
			}
		}
	}
}

// session sends the secrets in every way that works and in many that do not.
func session(t *testing.T, p *process, password string) (token string) {
	t.Helper()
	credentials := `"params":{"username":"test","password":"` + password + `"}`
	p.post(`{"jsonrpc":"2.0","id":1,"method":"user.register",`+credentials+`}`, "")
	p.post(`{"jsonrpc":"2.0","id":1,"method":"user.register",`+credentials+`}`, "")
	token = tokenOf(t, p.post(`{"jsonrpc":"2.0","id":1,"method":"user.verify",`+credentials+`}`, ""))
	bodies := []string{
		`{"jsonrpc":"2.0","id":1,"method":"user.verify","params":["test","` + password + `!"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.verify","params":["nobody","` + password + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.verify","params":["","` + password + `","` + token + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.verify","params":{"username":"a b","password":["` + password + `"]}}`,
		`{"jsonrpc":"2.0","method":"user.verify","params":{"password":"` + password + `"}}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.verify","params":{"password":"` + password + `"}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.changePassword","params":["` + password + `!","` + password + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"account.resetPassword","params":[1,"` + password + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.nothing","params":["` + password + `","` + token + `"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"App.hello","params":{"token":"` + token + `","name":"jack"}}`,
		`{"jsonrpc":"2.0","id":1,"method":"App.hello","params":["` + token + `","jack"]}`,
		`{"jsonrpc":"2.0","id":1,"method":"App.hello","params":["` + token + `x","jack"]}`,
		`{"jsonrpc":"2.0","method":"App.hello","params":["` + token + `x","jack"]}`,
		`[{"jsonrpc":"2.0","id":1,"method":"App.hello","params":{"token":["` + token + `"],"name":"jack"}}]`,
	}
	exchange(p, bodies, token)
	damage(t, p)
	exchange(p, append(bodies, `{"jsonrpc":"2.0","id":1,"method":"user.register",`+credentials+`}`,
		`{"jsonrpc":"2.0","id":1,"method":"user.verify",`+credentials+`}`), token)
	return token
}

// exchange sends every body without a header, with the right one, and with wrong ones.
func exchange(p *process, bodies []string, token string) {
	for _, body := range bodies {
		p.post(body, "")
		p.post(body, token)
		p.post(body, token+"x")
		p.post(body, token+" x")
	}
}

// damage makes every query fail from now on.
func damage(t *testing.T, p *process) {
	t.Helper()
	db, err := sql.Open("sqlite", p.file("data/smartops.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("ALTER TABLE users RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(p.file("data/smartops.db.key")); err == nil {
		t.Error("a key was made although one was given")
	}
}
