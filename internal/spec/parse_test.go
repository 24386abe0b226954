package spec_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

const everything = `# a comment
trunkline: 1
info: {title: T, version: "1", description: D}
unknownFields: ignore
defaults: {auth: token | none}
auth:
  token:
    type: bearer
    param: token
    scopes: {admin: everything}
errors:
  Locked:
    code: -5
    reserved: true
    message: locked
    data: {fields: {retryAfter: int}}
types:
  User:
    extends: [Stamped]
    fields:
      note?: string | null
      "cache-hits": {type: int, name: cacheHits, minimum: 0, default: 5}
  State: {enum: [up, 1], open: true}
  Outcome: {type: int, enum: {ok: 0}}
  Event: {union: {up: Up}, discriminator: kind}
  M: "map<Key, list<User | null>>"
methods:
  a.b:
    auth: {token: [admin]}
    params: User
    deprecated: true
    examples:
      - params: [1.50, true, ~, {x: "y"}]
        error: Locked
  c:
    byName: true
    params: {x: int}
    result: {type: User, description: who}
    deprecated: use a.b
`

func parse(t *testing.T, src string) *spec.File {
	t.Helper()
	file, diags := spec.Parse([]byte(src))
	if !diags.Empty() {
		t.Fatal(diags.Render("api.yaml"))
	}
	return file
}

func TestParse(t *testing.T) {
	f := parse(t, everything)
	at := func(line, col int) diag.Pos { return diag.Pos{Line: line, Col: col} }
	text := func(s string, line, col int) spec.Text { return spec.Text{Value: s, Pos: at(line, col)} }
	user, data := f.Types[0].Type, f.Errors[0].Data
	example := f.Methods[0].Examples[0]
	checks := []struct {
		what      string
		got, want any
	}{
		{"title", f.Info.Title, text("T", 3, 15)},
		{"unknownFields", f.UnknownFields, text("ignore", 4, 16)},
		{"default auth", f.DefaultAuth, &spec.Auth{Pos: at(5, 18), Schemes: []spec.Text{text("token", 5, 18), text("none", 5, 26)}}},
		{"scheme", f.Schemes[0].Param, text("token", 9, 12)},
		{"scope", *f.Schemes[0].Scopes[0], spec.Scope{Name: text("admin", 10, 14), Description: text("everything", 10, 21)}},
		{"code", f.Errors[0].Code, spec.Number{Value: -5, Pos: at(13, 11)}},
		{"reserved", f.Errors[0].Reserved, spec.Flag{Value: true, Pos: at(14, 15)}},
		{"data", data.Fields[0].Name, text("retryAfter", 16, 21)},
		{"extends", user.Extends, []spec.Text{text("Stamped", 19, 15)}},
		{"fields", user.FieldsPos, at(20, 5)},
		{"optional field", []any{user.Fields[0].Name, user.Fields[0].Optional}, []any{text("note", 21, 7), true}},
		{"union with null", user.Fields[0].Type.Expr, &spec.Expr{Pos: at(21, 14), Members: []*spec.Expr{
			{Pos: at(21, 14), Name: "string"}, {Pos: at(21, 23), Name: "null"}}}},
		{"quoted field", user.Fields[1].Type.Name, text("cacheHits", 22, 39)},
		{"rule", user.Fields[1].Type.Rules[0].Keyword, text("minimum", 22, 50)},
		{"default", user.Fields[1].Type.Default, &spec.Value{Kind: spec.NumberValue, Pos: at(22, 71), Text: "5"}},
		{"enum", f.Types[1].Type.Enum.Values[1].Value, &spec.Value{Kind: spec.NumberValue, Pos: at(23, 22), Text: "1"}},
		{"open", f.Types[1].Type.Open.Value, true},
		{"enum with names", f.Types[2].Type.Enum.Values[0].Key, text("ok", 24, 31)},
		{"tagged union", f.Types[3].Type.Union, &spec.Union{Pos: at(25, 18), Discriminator: text("kind", 25, 43),
			Members: []spec.UnionMember{{Tag: text("up", 25, 19), Type: text("Up", 25, 23)}}}},
		{"nested expression", f.Types[4].Type.Expr.Args[1].Args[0].Members[1].Name, "null"},
		{"scopes", f.Methods[0].Auth, &spec.Auth{Pos: at(29, 11), Schemes: []spec.Text{text("token", 29, 12)}, Scopes: []spec.Text{text("admin", 29, 20)}}},
		{"params by reference", f.Methods[0].Params.Ref, text("User", 30, 13)},
		{"deprecated: true", f.Methods[0].Deprecated, text("true", 31, 17)},
		{"example", example.Params.Items[0], &spec.Value{Kind: spec.NumberValue, Pos: at(33, 18), Text: "1.50"}},
		{"example null", example.Params.Items[2].Kind, spec.NullValue},
		{"example error", example.Error, text("Locked", 34, 16)},
		{"byName", f.Methods[1].ByName.Value, true},
		{"result", f.Methods[1].Result.Description, text("who", 38, 39)},
	}
	for _, check := range checks {
		if diff := cmp.Diff(check.want, check.got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", check.what, diff)
		}
	}
}

func TestLineEndingsAndByteOrderMark(t *testing.T) {
	f := parse(t, "\ufefftrunkline: 1\r\ninfo: {title: T, version: \"1\"}\r\nmethods:\r\n  a: {summary: é x}\r\n")
	if got, want := f.Methods[0].Summary, (spec.Text{Value: "é x", Pos: diag.Pos{Line: 4, Col: 16}}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// FuzzParse holds Parse to its promise: it says where, inside the text, and never panics.
func FuzzParse(f *testing.F) {
	f.Add(everything)
	for _, test := range refused {
		f.Add(head + test.src)
	}
	for _, test := range recovered {
		f.Add(head + test.src)
	}
	for _, test := range whole {
		f.Add(test.src)
	}
	for _, test := range notYAML {
		f.Add(test.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		file, diags := spec.Parse([]byte(src))
		if file == nil {
			t.Fatal("no file")
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(src, "\ufeff")), "\n")
		for _, d := range diags.Sorted() {
			if !d.Pos.IsValid() {
				continue
			}
			if d.Pos.Line > len(lines) || d.Pos.Col < 1 || d.Pos.Col > utf8.RuneCountInString(lines[d.Pos.Line-1])+1 {
				t.Errorf("%v is not in the text: %s", d.Pos, d.Message)
			}
		}
	})
}
