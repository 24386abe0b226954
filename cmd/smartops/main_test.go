package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestHelpAndVersion(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--help"}, "Serve the API."},
		{[]string{"serve", "--help"}, "$SMARTOPS_DATABASE"},
		{[]string{"version", "--help"}, "Print the version."},
		{[]string{"version"}, "smartops "},
	} {
		status, stdout, stderr := runToEnd(t, nil, test.args...)
		if status != 0 || stderr != "" || !strings.Contains(stdout, test.want) {
			t.Errorf("%v: exit status %d, %s%s", test.args, status, stdout, stderr)
		}
	}
}

// TestVariablesOfOthers sees that those pass which a platform sets for a service called smartops.
func TestVariablesOfOthers(t *testing.T) {
	env := []string{"SMARTOPS_PORT=tcp://192.0.2.1:2001", "SMARTOPS_SERVICE_HOST=192.0.2.1", "SMARTOPS_PORT_2001_TCP_ADDR=192.0.2.1"}
	if status, _, stderr := runToEnd(t, env, "version"); status != 0 || stderr != "" {
		t.Errorf("exit status %d, %s", status, stderr)
	}
}

func TestMisuse(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		env  string
		args string
		want string
	}{
		{"", "", `expected one of "serve", "migrate", "copy", "user", "config", ...`},
		{"", "swerve", `unexpected argument swerve, did you mean "serve"?`},
		{"", "serve --prot=1", `unknown flag --prot`},
		{"", "serve --token-key=0123456789", `unknown flag --token-key, did you mean one of "--token-key-file", "--token-key-previous-file"?`},
		{"", "serve more", `unexpected argument more`},
		{"", "serve --token-lifetime=600", `--token-lifetime: "600" is no duration: give a number with a unit, such as 600s or 10m`},
		{"", "serve --token-lifetime=-1s", `serve: --token-lifetime (SMARTOPS_TOKEN_LIFETIME): -1s is out of range: give 1s to 8760h0m0s`},
		{"SMARTOPS_LOG_LEVEL=loud", "serve", `serve: --log-level (SMARTOPS_LOG_LEVEL): "loud" is not known: give debug, info, warn or error`},
		{"", "serve --log-format=xml", `serve: --log-format (SMARTOPS_LOG_FORMAT): "xml" is not known: give auto, text or json`},
		{"SMARTOPS_LISTEN=2001", "serve", `serve: --listen (SMARTOPS_LISTEN): "2001" is no address: give HOST:PORT, such as 127.0.0.1:2001`},
		{"SMARTOPS_LISTN=127.0.0.1:1", "serve", `SMARTOPS_LISTN: there is no such variable (did you mean "SMARTOPS_LISTEN"?)`},
		{"SMARTOPS_TOKEN_KYE=x", "migrate status", `SMARTOPS_TOKEN_KYE: there is no such variable (did you mean "SMARTOPS_TOKEN_KEY"?)`},
		{"SMARTOPS_DATABASE=mysql://host/db", "serve", `serve: --database (SMARTOPS_DATABASE): "mysql" is no kind of database that is known: give sqlite:PATH or postgres://USER@HOST/NAME`},
		{"", "serve --listen=127.0.0.1:0 --database=sqlite:" + folder, `--database (SMARTOPS_DATABASE): database ` + folder + `: this is a folder: give the path of a file`},
		{"", "serve --listen=127.0.0.1:0 --database=sqlite:" + text, `--database (SMARTOPS_DATABASE): database ` + text + `: this is no SQLite database: give the path of one, or of a file that does not exist yet`},
		{"", "serve --listen=127.0.0.1:0 --database=sqlite:" + text + "/x.db", `--database (SMARTOPS_DATABASE): database ` + text + `/x.db: its folder cannot be made: not a directory`},
		{"SMARTOPS_TOKEN_KEY=short", "serve --migrate --listen=127.0.0.1:0", "SMARTOPS_TOKEN_KEY: the key has 5 bytes: give at least 32 random ones, for instance from `openssl rand -hex 32`"},
		{"", "serve --migrate --listen=127.0.0.1:0 --token-key-file=missing", `--token-key-file (SMARTOPS_TOKEN_KEY_FILE): read token key: stat missing: no such file or directory`},
	} {
		var env []string
		if test.env != "" {
			env = []string{test.env}
		}
		status, stdout, stderr := runToEnd(t, env, strings.Fields(test.args)...)
		stderr, _, _ = strings.Cut(strings.TrimSpace(stderr), "\nsee smartops ")
		if status != 2 || stdout != "" || stderr != "smartops: "+test.want {
			t.Errorf("%s %s: exit status %d, %s\ngot  %s\nwant smartops: %s", test.env, test.args, status, stdout, stderr, test.want)
		}
	}
}

func TestMisuseLeadsToTheHelpOfTheCommand(t *testing.T) {
	for args, want := range map[string]string{
		"swerve":           "\nsee smartops --help\n",
		"--prot=1":         "\nsee smartops --help\n",
		"serve --prot=1":   "\nsee smartops serve --help\n",
		"serve --listen=1": "\nsee smartops serve --help\n",
	} {
		if _, _, stderr := runToEnd(t, nil, strings.Fields(args)...); !strings.HasSuffix(stderr, want) {
			t.Errorf("%s: %s", args, stderr)
		}
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := runToEnd(t, nil, "serve", "--listen=127.0.0.1:0", "--database=sqlite:"+folder+"/x.db")
	want := "smartops: --database (SMARTOPS_DATABASE): database " + folder + "/x.db: it cannot be opened for writing: permission denied\n"
	if status != 2 || stderr != want {
		t.Errorf("exit status %d, %s", status, stderr)
	}
}

func TestPortInUse(t *testing.T) {
	first := serve(t, nil)
	address := strings.TrimSuffix(strings.TrimPrefix(first.url, "http://"), "/api")
	status, _, stderr := runToEnd(t, nil, "serve", "--listen="+address)
	want := "smartops: listen on " + address + ": another process does already: stop it, or set another address by --listen (SMARTOPS_LISTEN)\n"
	if status != 1 || stderr != want {
		t.Errorf("exit status %d, %s", status, stderr)
	}
}

func TestSignals(t *testing.T) {
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		p := serve(t, nil)
		p.post(`{"jsonrpc":"2.0","method":"App.index","id":1}`, "")
		p.signal(s)
		if state := p.wait(); state.ExitCode() != 0 {
			t.Errorf("%v: %v\n%s", s, state, p.output)
		}
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	p := serve(t, nil, "--drain-delay=1h")
	p.signal(os.Interrupt)
	for strings.Contains(p.get("readyz"), "ok") {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(2 * doubled)
	p.signal(os.Interrupt)
	state := p.wait()
	if state.ExitCode() != 130 {
		t.Errorf("%v\n%s", state, p.output)
	}
}

func TestDoubledSignalIsOne(t *testing.T) {
	p := serve(t, nil, "--drain-delay=300ms")
	p.signal(syscall.SIGTERM)
	p.signal(syscall.SIGTERM)
	if state := p.wait(); state.ExitCode() != 0 {
		t.Errorf("%v\n%s", state, p.output)
	}
}

func TestFilesAreForTheOwnerAlone(t *testing.T) {
	p := serve(t, nil)
	for _, name := range []string{"data/smartops.db", "data/smartops.db-wal", "data/smartops.db-shm", "data/smartops.db.key"} {
		info, err := os.Stat(p.file(name))
		if err != nil {
			t.Error(err)
		} else if info.Mode() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
}

// TestAccountsSurviveKill kills the process right after it said that an account was made.
func TestAccountsSurviveKill(t *testing.T) {
	database := "--database=sqlite:" + filepath.Join(t.TempDir(), "smartops.db")
	const params = `"params":{"username":"test","password":"123456"},"id":1}`
	p := serve(t, nil, database)
	p.post(`{"jsonrpc":"2.0","method":"user.register",`+params, "")
	token := tokenOf(t, p.post(`{"jsonrpc":"2.0","method":"user.verify",`+params, ""))
	p.signal(os.Kill)
	p.wait()
	p = serve(t, nil, database)
	answer := p.post(`{"jsonrpc":"2.0","method":"App.hello","params":["jack"],"id":1}`, token)
	if answer != `{"jsonrpc":"2.0","id":1,"result":"Hello jack!"}` {
		t.Errorf("got %s", answer)
	}
}

func tokenOf(t *testing.T, answer string) string {
	t.Helper()
	found := regexp.MustCompile(`"token":"([^"]+)"`).FindStringSubmatch(answer)
	if found == nil {
		t.Fatalf("no token: %s", answer)
	}
	return found[1]
}
