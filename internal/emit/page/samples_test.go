package page_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"go/format"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// everything are params of echo.everything in the API of the end-to-end tests.
const everything = `{
	"string": "a\"b", "bool": true, "int": 4, "int32": -2147483648, "int64": "9000000000000000000",
	"float": 0.1, "decimal": "1.50", "bytes": "aGkK/w==", "hex": "00ff", "time": "2026-01-02T03:04:05.25+01:00", "date": "2024-02-29",
	"json": {"a": [1, 2.50, null, "` + "`" + `"]}, "list": [1, 2], "matrix": [[1, null], []], "map": {"a": "b", "c": null},
	"deep": {"k": [{"x": "y"}, {}], "l": []}, "tags": ["a", "b"], "fewTags": ["c"], "counts": {"one": 1},
	"trees": {"t": {"name": "root", "children": [{"name": "leaf", "parent": null}, {"name": "x", "parent": {"name": "y"}}]}},
	"forest": [{"name": "f"}], "nest": [[], [[]]], "pin": "1234", "score": 1, "level": 3,
	"stamp": "2026-01-02T03:04:05Z", "blob": "AQID", "nickname": null, "shortTag": "ab", "choice": "b-c", "number": 3,
	"state": "2xx", "upOrDown": "down", "mode": "surprise", "outcome": -2,
	"event": {"kind": "host-down", "host": "h", "why": null}, "ids": ["a"],
	"any": [true, 7, "up", [{"kind": "back", "host": "b", "load": 0.5}], {"kind": "hostUp", "host": "c"}],
	"cache-hits": 12, "email": "a@example.com"
}`

// forms are those of echo.forms, with every field that may be absent.
const forms = `{"forms": {"optional": "a", "nullable": null, "both": null, "optList": ["x"], "nullList": null, "bothList": [], "optMap": {"a": 1},
	"optBytes": "aGk=", "bothBlob": null, "optJSON": null, "optObject": {"street": "s"}, "nullObject": null, "bothObject": {"street": "s", "zip": "1"},
	"optUnion": "x", "bothUnion": {"kind": "hostUp", "host": "h", "load": 1}, "optEnum": "up", "bothEnum": 1, "optTags": ["a"], "bothTags": null,
	"optStamp": "2026-01-02T03:04:05Z", "optTag": "t", "bothTag": "t", "old": "x"}}`

// sample is a call for which the page writes code.
type sample struct{ method, params string }

// samples are calls of the end-to-end tests' API.
var samples = []sample{
	{"echo.everything", everything}, {"echo.forms", forms},
	{"echo.forms", `{"forms": {"nullable": "x", "nullList": [], "nullObject": {"street": "a"}, "both": "x", "bothTags": ["x"], "bothBlob": "aGk=", "optJSON": [1]}}`},
	{"echo.defaults", `{}`},
	{"echo.defaults", `{"tag": "x", "list": [], "something": null, "person": {"type": "a", "select": "b"}, "outcome": -2, "event": {"kind": "host-down", "host": "h", "why": "x"}}`},
	{"echo.person", `{"type": "a", "note": null, "person": {"type": "a", "select": "b", "func": true, "home": {"street": "x"}}}`},
	{"list.strings", `{"count": 3}`}, {"list.tags", ``}, {"list.matrix", ``}, {"maybe", ``}, {"keyed", ``}, {"door.open", ``}, {"door.knock", `{"times": 2}`},
	{"door.knock", `{}`}, {"scalar.json", ``}, {"textDocument/hover", ``}, {"subtract", `[1, 2]`}, {"update", `{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}`},
}

// smartOpsSamples are calls of SmartOps.
var smartOpsSamples = []sample{
	{"App.index", ``}, {"App.hello", `["jack"]`}, {"user.register", `{"username": "it's", "password": "123456"}`}, {"user.me", ``},
	{"host.create", `{"name": "web-1", "labels": {"role": "web", "site": "north"}, "note": "a\nb"}`}, {"host.list", `{}`},
	{"host.list", `{"labels": {"role": "web"}, "state": "active"}`}, {"host.update", `{"id": 1, "state": "maintenance", "note": null, "ipv4": "192.0.2.1"}`},
	{"host.delete", `{"id": 1}`}, {"host.report", `{"id": 1, "check": {"kind": "disk", "at": "2026-01-03T08:00:00Z", "mount": "/var", "used": 61.5}}`},
	{"account.grant", `{"id": 1, "scope": "operator"}`}, {"account.list", `{"limit": 5, "scope": "auditor"}`},
}

// TestSamples runs the code that the page writes for calls of all kinds: the commands by a shell, and the Go and
// the TypeScript by their compilers against a server that keeps what it is sent. The Go stands there as gofmt would
// write it.
func TestSamples(t *testing.T) {
	b := openTab(t)
	runSamples(b, spectest.EndToEnd(t), "internal/e2e/gen", samples)
	runSamples(b, spectest.SmartOps(t), "gen", smartOpsSamples)
}

// runSamples sees that the code for each call sends its params.
func runSamples(b *tab, text []byte, gen string, samples []sample) {
	t := b.T
	t.Helper()
	var sent []json.RawMessage
	api := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent = append(sent, body)
		_, _ = w.Write([]byte(`{"jsonrpc": "2.0", "id": null, "error": {"code": -32004, "message": "Unavailable"}}`))
	})
	inGo, inTypeScript := collect(b, siteWith(t, text, api), samples)
	for language, out := range map[string]func() []byte{
		"Go":         func() []byte { return run(t, program(t, gen, inGo)) },
		"TypeScript": func() []byte { return runTypeScript(t, text, inTypeScript) },
	} {
		sent = nil
		if said := out(); len(sent) != len(samples) {
			t.Fatalf("%s: %d calls were sent, and not %d:\n%s", language, len(sent), len(samples), said)
		}
		for i, s := range samples {
			sameCall(t, s, sent[i])
		}
	}
}

// collect reads the code for each call from the page.
func collect(b *tab, url string, samples []sample) (inGo, inTypeScript []string) {
	b.T.Helper()
	for _, s := range samples {
		params := s.params
		if params != "" {
			params = `"params": ` + params
		}
		b.Visit(url + "#/method/" + strings.ReplaceAll(s.method, "/", "%2F") + "?call=" + base64.RawURLEncoding.EncodeToString([]byte("{"+params+"}")))
		for _, language := range []string{"curl", "TypeScript", "Go"} {
			b.Run(`[...document.querySelectorAll(".samples [role=tab]")].find((e) => e.textContent === ` + browsertest.Quote(language) + `).click()`)
			code := b.Text(`document.querySelector(".samples code")?.textContent ?? ""`)
			if code == "" {
				b.T.Errorf("there is no %s for %s %s", language, s.method, s.params)
			}
			if strings.Contains(code, "123456") || strings.Contains(code, `"1234"`) {
				b.T.Errorf("a secret stands in\n%s", code)
			}
			switch language {
			case "curl":
				shell(b.T, s, code)
			case "Go":
				inGo = append(inGo, code)
			case "TypeScript":
				inTypeScript = append(inTypeScript, code)
			}
		}
	}
	return inGo, inTypeScript
}

// shell reads a command as a shell does.
func shell(t testing.TB, s sample, command string) {
	t.Helper()
	script := `curl() { for last; do :; done; printf %s "$last"; }; TOKEN=t API_KEY=k USERNAME=u PASSWORD=p; ` + command
	out, err := exec.Command("sh", "-c", script).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	sameCall(t, s, out)
}

// sameCall compares a request with what it has to be. It may hold more, such as defaults. Secrets are masked.
func sameCall(t testing.TB, s sample, request []byte) {
	t.Helper()
	var call struct {
		Method string
		Params any
	}
	if err := json.Unmarshal(request, &call); err != nil || call.Method != s.method {
		t.Errorf("%s: %v\n%s", s.method, err, request)
	}
	if s.params == "" || s.params == "{}" { // no params at all say the same
		return
	}
	var want any
	masked := strings.NewReplacer(`"1234"`, `"********"`, `"123456"`, `"********"`).Replace(s.params)
	if err := json.Unmarshal([]byte(masked), &want); err != nil {
		t.Fatal(err)
	}
	if !holds(call.Params, want) {
		t.Errorf("%s:\n got %v\nwant %v", s.method, call.Params, want)
	}
}

// holds reports whether a value has all of another one. Params by position may have become params by name,
// and an instant may be written in another zone.
func holds(got, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		for name, value := range want {
			member, there := object[name]
			ok = ok && there && holds(member, value)
		}
		return ok
	case []any:
		if object, ok := got.(map[string]any); ok {
			got = slices.SortedFunc(maps.Values(object), func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		items, ok := got.([]any)
		ok = ok && len(items) == len(want)
		for i := 0; ok && i < len(want); i++ {
			ok = holds(items[i], want[i])
		}
		return ok
	case string:
		text, _ := got.(string)
		at, err := time.Parse(time.RFC3339Nano, want)
		same, otherErr := time.Parse(time.RFC3339Nano, text)
		return text == want || err == nil && otherErr == nil && at.Equal(same)
	}
	return fmt.Sprint(got) == fmt.Sprint(want)
}

// program has a function around each code, and calls them in order.
func program(t testing.TB, gen string, codes []string) string {
	t.Helper()
	const module = "github.com/trunkline-rpc/trunkline/"
	text := "package main\n\nimport (\n\t\"context\"\n\t\"time\"\n\n\t\"" + module + gen + "/api\"\n\t\"" + module + gen + "/client\"\n\t\"" + module + "rpc\"\n)\n\n" +
		"var (\n\t_ = time.UTC\n\t_ api.Outcome\n)\n"
	calls := ""
	for i, code := range codes {
		use := ""
		if strings.Contains(code, "result, err :=") {
			use = "\t_ = result\n"
		}
		body := "\t" + strings.ReplaceAll(code, "\n", "\n\t") + "\n"
		function := fmt.Sprintf("func sample%d(ctx context.Context, token rpc.Secret, username string, password rpc.Secret) error {\n%s%s\treturn nil\n}\n", i, body, use)
		if formatted, err := format.Source([]byte(function)); err != nil || string(formatted) != function {
			t.Errorf("gofmt: %v, would write\n%s\nand not\n%s", err, formatted, function)
		}
		text += "\n" + function
		calls += fmt.Sprintf("\tprintln(sample%d(context.Background(), \"t\", \"u\", \"p\").Error())\n", i)
	}
	return text + "\nfunc main() {\n" + calls + "}\n"
}

// run runs a program as part of this module, without writing into it, and returns what it says.
func run(t testing.TB, text string) []byte {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	source, overlay := filepath.Join(t.TempDir(), "main.go"), filepath.Join(t.TempDir(), "overlay.json")
	place := filepath.Join(root, "internal", "e2e", "samples", "main.go")
	replaced, _ := json.Marshal(map[string]map[string]string{"Replace": {place: source}})
	for name, contents := range map[string][]byte{source: []byte(text), overlay: replaced} {
		if err := os.WriteFile(name, contents, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "run", "-overlay", overlay, "./internal/e2e/samples")
	command.Dir = root
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("go run: %v\n%s\n%s", err, out, text)
	}
	return out
}
