package main

import (
	"database/sql"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

// database is a migrated database for commands; env names it.
func database(t *testing.T, setting string) (env []string) {
	t.Helper()
	env = []string{"SMARTOPS_DATABASE=" + setting, "SMARTOPS_TOKEN_KEY=a key for tests, of 32 or more bytes"}
	if status, _, stderr := runToEnd(t, env, "migrate", "up"); status != 0 {
		t.Fatalf("migrate up: %d, %s", status, stderr)
	}
	return env
}

// expect runs a command to its end, and compares what it says and how it ends.
func expect(t *testing.T, env []string, stdin, args string, status int, stdout, stderr string) {
	t.Helper()
	gotStatus, out, errs := runWith(t, stdin, env, strings.Fields(args)...)
	if stderr != "" {
		stderr = "smartops: " + stderr + "\n"
	}
	if gotStatus != status || out != stdout || errs != stderr {
		t.Errorf("%s: exit status %d, want %d\nout  %q\nwant %q\nerr  %q\nwant %q", args, gotStatus, status, out, stdout, errs, stderr)
	}
}

func TestMigrateCommands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, setting string) {
		env := []string{"SMARTOPS_DATABASE=" + setting}
		if status, out, errs := runToEnd(t, env, "migrate", "status"); status != 1 || strings.Count(out, " missing\n") < 2 || !strings.Contains(errs, "its schema is behind") {
			t.Errorf("%d, %s%s", status, out, errs)
		}
		if status, out, errs := runToEnd(t, env, "migrate", "up"); status != 0 || !strings.HasPrefix(out, "applied 20261124000000_users\n") {
			t.Errorf("%d, %s%s", status, out, errs)
		}
		expect(t, env, "", "migrate up", 0, "there is nothing to do\n", "")
		if status, out, errs := runToEnd(t, env, "migrate", "status"); status != 0 || strings.Contains(out, "missing") || errs != "" {
			t.Errorf("%d, %s%s", status, out, errs)
		}
		expect(t, env, "", "migrate down", 1, "", "migrate down loses what is kept in the tables of the last steps: see smartops migrate status, make a backup, and say --yes")
		if status, out, errs := runToEnd(t, env, "migrate", "down", "--yes"); status != 0 || !strings.Contains(out, "took back 20261124000000_users\n") {
			t.Errorf("%d, %s%s", status, out, errs)
		}
	})
}

func TestUserCommands(t *testing.T) {
	storetest.Each(t, func(t *testing.T, setting string) {
		env := database(t, setting)
		expect(t, env, "correct horse\n", "user create root --admin", 0, "made account 1, root\n", "")
		expect(t, env, "correct horse\n", "user create ROOT", 1, "", `there is an account already whose name reads like "ROOT"`)
		expect(t, env, "short\n", "user create jack", 1, "", "password must have at least 6 characters")
		expect(t, env, "password123\n", "user create jack", 1, "", "choose another password: everybody tries this one first")
		expect(t, env, "", "user create jack", 1, "", "there is no password on the first line of standard input")
		expect(t, env, "p\xff\xffssword", "user create jack", 1, "", "names and passwords are UTF-8: this one is not, and nobody could sign in with it")
		expect(t, env, "x", "user passwd jack", 1, "", `there is no account "jack"`)
		expect(t, env, "battery staple", "user passwd root", 0, "changed the password of root; its tokens are dead\n", "")

		p := serve(t, env)
		token := tokenOf(t, p.post(`{"jsonrpc":"2.0","method":"user.verify","params":["root","battery staple"],"id":1}`, ""))
		if answer := p.post(`{"jsonrpc":"2.0","method":"account.list","id":1}`, token); !strings.Contains(answer, `"scopes":["admin"]`) {
			t.Error(answer)
		}
		status, out, errs := runWith(t, token+"\n", env, "token", "inspect")
		if status != 0 || errs != "" || !strings.Contains(out, "account    1\n") || !strings.Contains(out, "signature  good") || strings.Contains(out, token) {
			t.Errorf("%d, %s%s", status, out, errs)
		}
		expect(t, env, "nonsense", "token inspect", 1, "", "this is no JSON Web Token: it has three parts with dots between them, and begins with eyJ")
		rotated := append([]string{"SMARTOPS_TOKEN_KEY_PREVIOUS=a key for tests, of 32 or more bytes"}, env[0], "SMARTOPS_TOKEN_KEY=another key for tests, of 32 or more bytes")
		if status, out, _ := runWith(t, token, rotated, "token", "inspect"); status != 0 || !strings.Contains(out, "good, by the previous key") {
			t.Errorf("%d, %s", status, out)
		}
		other := []string{env[0], "SMARTOPS_TOKEN_KEY=another key for tests, of 32 or more bytes"}
		if status, _, errs := runWith(t, token, other, "token", "inspect"); status != 1 || errs != "smartops: it was not made with this server's keys\n" {
			t.Errorf("%d, %s", status, errs)
		}
	})
}

// TestNameThatNoAccountCanHave is noticed before a password is asked for.
func TestNameThatNoAccountCanHave(t *testing.T) {
	status, _, errs := runWith(t, "", nil, "user", "create", "a b")
	if want := "smartops: user create: username must match the pattern ^\\S+$\nsee smartops user create --help\n"; status != 2 || errs != want {
		t.Errorf("%d, %s", status, errs)
	}
}

// TestTokensOfOthersStayText: until the signature is found to be good, anybody may have written them.
func TestTokensOfOthersStayText(t *testing.T) {
	encode := base64.RawURLEncoding.EncodeToString
	token := encode([]byte(`{"alg":"HS256","kid":"\u001b[2J"}`)) + "." + encode([]byte(`{"sub":"1\u001b[2J\u202e","exp":1}`)) + "."
	status, out, _ := runWith(t, token, []string{"SMARTOPS_TOKEN_KEY=a key for tests, of 32 or more bytes"}, "token", "inspect")
	if status != 1 || !strings.Contains(out, "account    1\ufffd[2J\ufffd\n") || strings.ContainsAny(out, "\x1b\u202e") {
		t.Errorf("%d, %q", status, out)
	}
}

func TestUserList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, setting string) {
		env, file := database(t, setting), filepath.Join(t.TempDir(), "users.csv")
		write(t, file, "username,password_hash\n测试,"+of123456+"\n")
		expect(t, env, "correct horse\n", "user create root --admin", 0, "made account 1, root\n", "")
		expect(t, env, "", "user import "+file, 0, "imported 1 of 1 users\n", "")
		today := time.Now().UTC().Format(time.DateOnly)
		expect(t, env, "", "user list", 0, "ID  NAME  STATE   SCOPES  MADE        PASSWORD\n"+
			"1   root  active  admin   "+today+"  argon2id\n"+
			"2   测试    active  -       "+today+"  imported, not used yet\n", "")
	})
}

func TestCommandsOnASchemaThatIsBehind(t *testing.T) {
	status, _, errs := runWith(t, "correct horse", nil, "user", "create", "root")
	if status != 1 || !strings.Contains(errs, "run smartops migrate up") {
		t.Errorf("%d, %s", status, errs)
	}
}

// of123456 is what werkzeug makes of the password of the tutorial.
const of123456 = "pbkdf2:sha256:1000$saltsalt$549d84e27904972e53eb78686afafe3c97b380b8dd562a3c9f2eedb488a2fe98"

func TestImport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, setting string) {
		env := database(t, setting)
		folder := t.TempDir()
		old, list := filepath.Join(folder, "test.db"), filepath.Join(folder, "users.csv")
		twice, bad := filepath.Join(folder, "twice.csv"), filepath.Join(folder, "bad.csv")
		flaskDatabase(t, old)
		write(t, list, "id,password_hash,username\n1,"+of123456+",anna\n2,,nobody\n3,"+of123456+",TEST\n")
		write(t, twice, "username,password_hash\nbert,"+of123456+"\nBert,"+of123456+"\nshort,pbkdf2:sha256:1000$saltsalt$54\n")
		write(t, bad, "name,hash\nanna,x\n")

		expect(t, env, "", "user import --dry-run "+old, 0, "would import 2 of 2 users\n", "")
		expect(t, env, "", "user import "+old, 0, "imported 2 of 2 users\n", "")
		expect(t, env, "", "user import "+list, 1,
			"line 3: left out \"nobody\": this is no hash that is known: argon2id in PHC format is, and what werkzeug makes by pbkdf2 and scrypt\n"+
				"line 4: left out \"TEST\": there is an account already whose name reads like \"TEST\"\nimported 1 of 3 users\n",
			"2 of 3 users were left out")
		expect(t, env, "", "user import --dry-run "+twice, 1,
			"line 3: left out \"Bert\": there is an account already whose name reads like \"Bert\"\n"+
				"line 4: left out \"short\": the hash has 1 bytes behind its salt instead of 32: it was cut off or changed\nwould import 1 of 3 users\n",
			"2 of 3 users were left out")
		expect(t, env, "", "user import "+bad, 1, "", "read users of "+bad+": it is neither a SQLite database nor CSV whose first line names the columns username and password_hash")

		p := serve(t, env)
		for _, name := range []string{"test", "测试", "anna"} {
			for range 2 { // the second time with the hash that was made anew
				tokenOf(t, p.post(`{"jsonrpc":"2.0","method":"user.verify","params":["`+name+`","123456"],"id":1}`, ""))
			}
		}
	})
}

// flaskDatabase makes the file that the tutorial's application has.
func flaskDatabase(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		`CREATE TABLE "user" (id INTEGER NOT NULL, username VARCHAR(80), password_hash VARCHAR(164), PRIMARY KEY (id), UNIQUE (username))`,
		`INSERT INTO "user" (username, password_hash) VALUES ('test', '` + of123456 + `'), ('测试', '` + of123456 + `')`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCopyCommand(t *testing.T) {
	from, to := storetest.SQLite(t), storetest.Postgres(t)
	env := database(t, from)
	expect(t, env, "correct horse", "user create root --admin", 0, "made account 1, root\n", "")
	status, out, errs := runToEnd(t, nil, "copy", "--from="+from, "--to="+to)
	if status != 0 || !strings.HasPrefix(out, "users                1 rows\n") || errs != "" {
		t.Errorf("%d, %s%s", status, out, errs)
	}
	p := serve(t, []string{"SMARTOPS_DATABASE=" + to, env[1]})
	tokenOf(t, p.post(`{"jsonrpc":"2.0","method":"user.verify","params":["root","correct horse"],"id":1}`, ""))
	if status, out, errs := runToEnd(t, nil, "copy", "--from="+from, "--to="+to); status != 1 || out != "" || !strings.HasSuffix(errs, "is not empty: it has 1 rows\n") {
		t.Errorf("%d, %s%s", status, out, errs)
	}
	if status, _, errs := runToEnd(t, nil, "copy", "--from="+from, "--to="+from); status != 2 || !strings.Contains(errs, "--from and --to name the same database") {
		t.Errorf("%d, %s", status, errs)
	}
}
