package specschema_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/emit/specschema"
	"github.com/trunkline-rpc/trunkline/internal/emit/specschema/verdict"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// editor is a folder with the api.yaml of this repository and its schema, open in a language server.
type editor struct {
	*server
	dir  string
	text string
	n    int
}

func edit(t *testing.T) *editor {
	t.Helper()
	s := start(t)
	text := spectest.SmartOps(t)
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "gen", "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "gen", "docs", "api.schema.json"), specschema.Emit(spectest.Model(t, text)), 0o644); err != nil {
		t.Fatal(err)
	}
	return &editor{server: s, dir: dir, text: string(text)}
}

// with puts text in place of old, which stands once, and returns the document and where ‸ stands in text.
func (e *editor) with(old, text string) (uri string, at position) {
	e.t.Helper()
	if strings.Count(e.text, old) != 1 {
		e.t.Fatalf("%q does not stand once in api.yaml", old)
	}
	whole := strings.Replace(e.text, old, text, 1)
	before, _, _ := strings.Cut(whole, "‸")
	at.Line = strings.Count(before, "\n")
	at.Character = len([]rune(before[strings.LastIndex(before, "\n")+1:]))
	e.n++
	path := filepath.Join(e.dir, "api"+string(rune('a'+e.n))+".yaml")
	return e.show(path, strings.Replace(whole, "‸", "", 1)), at
}

// offered are the labels of what is offered where ‸ stands, and what each inserts.
func (e *editor) offered(old, text string) map[string]string {
	e.t.Helper()
	uri, at := e.with(old, text)
	var list struct {
		Items []struct{ Label, InsertText string }
	}
	e.ask("textDocument/completion", uri, at, &list)
	inserted := map[string]string{}
	for _, item := range list.Items {
		inserted[item.Label] = item.InsertText
	}
	return inserted
}

func (e *editor) hover(old, text string) string {
	e.t.Helper()
	uri, at := e.with(old, text)
	var hover struct {
		Contents struct{ Value string }
	}
	e.ask("textDocument/hover", uri, at, &hover)
	return hover.Contents.Value
}

func TestEditor(t *testing.T) {
	e := edit(t)
	t.Run("a spec without mistakes", func(t *testing.T) {
		if _, found := e.open(filepath.Join(e.dir, "api.yaml"), e.text); len(found) > 0 {
			t.Errorf("the language server says %v", found)
		}
	})
	t.Run("mistakes", func(t *testing.T) { e.mistakes(t) })
	t.Run("completion", func(t *testing.T) { e.completion(t) })
	t.Run("hover", func(t *testing.T) { e.hovers(t) })
}

const search = "  host.list:\n    summary: List hosts.\n"

func (e *editor) mistakes(t *testing.T) {
	for _, test := range []struct{ name, old, text, want string }{
		{"a key with a typo", search, "  host.list:\n    ‸sumary: List hosts.\n", "Property sumary is not allowed."},
		{"a constraint that does not fit", "  Percent: {type: float, minimum: 0", "  Percent: {type: float, ‸minLength: 0", "This does not fit float."},
		{"a type of another language", "      token: {type: string, secret: true, description: For the calls that follow.}", "      token: ‸integer", "A type such as string, list<User> or User | null."},
		{"a version without quotes", `  version: "1.0.0"`, "  version: ‸1.0", "One line of text is wanted here. What YAML reads as something else has to be quoted."},
		{"a code that is reserved", "    code: 1001", "    code: ‸-32000", "This code is reserved: take one outside of -32768 to -32000, or say reserved: true where an existing protocol asks for it."},
	} {
		uri, at := e.with(test.old, test.text)
		found := e.said(uri)
		if len(found) != 1 || found[0].Message != test.want || found[0].Range.Start != at {
			t.Errorf("%s: got %+v, want %q at %v", test.name, found, test.want, at)
		}
	}
}

func (e *editor) completion(t *testing.T) {
	for _, test := range []struct {
		name, old, text string
		want, not       []string // a label, or a label = what is inserted
	}{
		{"keys of a method", search, "  host.find:\n    summary: Find a host.\n    ‸\n" + search, []string{"description", "params=params:\n  ", "result=result: ", "auth=auth: ", "errors", "examples"}, []string{"summary", "fields", "property"}},
		{"keys of a method that has none", search, "  host.find:\n    ‸\n" + search, []string{"summary", "params"}, []string{"fields"}},
		{"schemes", search, search + "    auth: ‸\n", []string{"none", "token", "token | none", "{token: [operator]}"}, nil},
		{"scopes", search, search + "    auth: {token: [‸]}\n", []string{"admin", "operator"}, nil},
		{"results", search, "  host.find:\n    result: ‸\n" + search, []string{"string", "list<T>", "HostPage", "User"}, nil},
		{"types of a field", "      newPassword: Password\n    result: Session", "      newPassword: ‸\n    result: Session", []string{"string", "Password"}, nil},
		{"errors", search, "  host.find:\n    errors: ‸\n" + search, []string{"[PasswordRefused]"}, nil},
		{"more errors", search, "  host.find:\n    errors: [HostNotFound, ‸]\n" + search, []string{"HostExists"}, nil},
		{"keys of a field", search, "  host.find:\n    params:\n      id:\n        ‸\n" + search, []string{"type=type: ", "default=default: "}, []string{"fields", "string"}},
		{"keys of an example", search, "  host.find:\n    result: Host\n    examples:\n      - ‸\n" + search, []string{"summary", "params", "result=result: ", "error"}, nil},
		{"examples", search, "  host.find:\n    examples:\n      ‸\n" + search, []string{"example=- summary: ${1:what it shows}\n  params:\n    ${2:id}: ${3:1}\n  result: ${4:value}"}, nil},
		{"methods", search, "  ‸\n" + search, []string{"method=${1:user.get}:\n  summary: ${2:Get a user.}\n  params:\n    ${3:id}: ${4:int}\n  result: ${5:User}"}, []string{"property"}},
		{"constraints of a string", "  Username:\n    type: string\n", "  Username:\n    type: string\n    ‸\n", []string{"format", "secret"}, []string{"minimum", "minItems", "string"}},
		{"constraints of a number", "  Percent: {type: float, minimum: 0, maximum: 100, description: A part of a whole.}", "  Percent:\n    type: float\n    ‸\n", []string{"minimum", "multipleOf"}, []string{"minLength", "encoding"}},
	} {
		got := e.offered(test.old, test.text)
		for _, label := range test.want {
			label, inserts, exact := strings.Cut(label, "=")
			if text, offered := got[label]; !offered || exact && text != inserts {
				t.Errorf("%s: %q, which inserts %q, is not among %q", test.name, label, inserts, got)
			}
		}
		for _, label := range test.not {
			if _, offered := got[label]; offered {
				t.Errorf("%s: %q is offered", test.name, label)
			}
		}
	}
}

func (e *editor) hovers(t *testing.T) {
	for _, test := range []struct{ old, text, want string }{
		{"  Username:\n    type: string\n    minLength: 1\n", "  Username:\n    type: string\n    min‸Length: 1\n", "How many characters a string has at least"},
		{"    byName: true\n", "    by‸Name: true\n", "refuses params by position"},
		{search, search + "    ti‸meout: 5s\n", "At most an hour"},
		{"defaults:\n  auth: token\n", "defaults:\n  au‸th: token\n", "Who may call"},
	} {
		if got := e.hover(test.old, test.text); !strings.Contains(got, test.want) {
			t.Errorf("hover says %q, and not %q", got, test.want)
		}
	}
}

// TestEditorExplainsEveryKey hovers over every key of the language that a spec uses.
func TestEditorExplainsEveryKey(t *testing.T) {
	e := edit(t)
	text, err := os.ReadFile("../../check/testdata/accepted/language.yaml")
	if err != nil {
		t.Fatal(err)
	}
	whole := "# yaml-language-server: $schema=./gen/docs/api.schema.json\n" + strings.Replace(string(text), "\ntypes:\n", more, 1)
	uri := e.show(filepath.Join(e.dir, "language.yaml"), whole)
	e.said(uri)
	explained := map[string]bool{}
	for i, line := range strings.Split(whole, "\n") {
		for _, at := range key.FindAllStringSubmatchIndex(line, -1) {
			word := line[at[2]:at[3]]
			if !slices.Contains(keys, word) {
				continue
			}
			var hover struct{ Contents struct{ Value string } }
			e.ask("textDocument/hover", uri, position{i, at[2] + 1}, &hover)
			if hover.Contents.Value == "" && !explained[word] {
				t.Errorf("line %d: nothing is said of %q: %s", i, word, line)
			}
			explained[word] = true
		}
	}
	for _, word := range keys {
		if !explained[word] {
			t.Errorf("no spec of the test uses %q", word)
		}
	}
}

// more has keys that the spec does not use.
const more = `
types:
  Range: {type: int, exclusiveMinimum: 0, maximum: 5}
  Few: {type: list<int>, maxItems: 2}
  Pairs: {type: map<int>, minProperties: 1, maxProperties: 2}
`

var key = regexp.MustCompile(`(?:^|[{,]) *([a-zA-Z]+):(?: |$)`)

// keys are all keys of the language.
var keys = strings.Fields(`trunkline info title version description defaults auth errors types methods
	type header param scopes code reserved message data fields extends enum open union discriminator deprecated
	optional default name secret encoding minLength maxLength pattern format minimum maximum exclusiveMinimum
	exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties
	summary service byName params result timeout tags examples error`)

// TestEditorAgrees holds the language server, whose validator and regular expressions are others,
// to the verdicts of Go's validator on the specs of package check.
func TestEditorAgrees(t *testing.T) {
	e := edit(t)
	schema := verdict.Compile(t, &model.API{})
	type shown struct {
		name, uri string
		valid     bool
	}
	var all []shown
	show := func(name, text string) {
		valid, err := verdict.Valid(schema, text)
		if err != nil {
			return
		}
		path := filepath.Join(e.dir, "spec"+strconv.Itoa(len(all))+".yaml")
		uri := e.show(path, "# yaml-language-server: $schema=./gen/docs/api.schema.json\n"+text)
		all = append(all, shown{name, uri, valid})
	}
	files, _ := filepath.Glob("../../check/testdata/accepted/*.yaml")
	for _, file := range append(files, "../../e2e/api.yaml") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		show(file, string(text))
	}
	refused, _ := filepath.Glob("../../check/testdata/refused/*.txtar")
	for _, file := range refused {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ": mistakes") && strings.Contains(string(f.Data), ":") {
				show(file+" "+f.Name, string(f.Data)+head)
			}
		}
	}
	invalid := 0
	for _, spec := range all {
		found := e.said(spec.uri)
		if spec.valid != (len(found) == 0) {
			t.Errorf("%s: valid is %v, and the language server says %v", spec.name, spec.valid, found)
		}
		if !spec.valid {
			invalid++
		}
	}
	if invalid < 50 || len(all)-invalid < 10 {
		t.Errorf("%d specs are valid and %d are not: most are missing", len(all)-invalid, invalid)
	}
	t.Logf("%d specs are valid, %d are not", len(all)-invalid, invalid)
}

const head = "trunkline: 1\ninfo: {title: T, version: \"1\"}\n"
