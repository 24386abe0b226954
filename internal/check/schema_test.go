package check_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/trunkline-rpc/trunkline/internal/emit/specschema/verdict"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// TestSchemaAccepts holds the schema of the spec language to what this package accepts.
func TestSchemaAccepts(t *testing.T) {
	for name, text := range spectest.All(t) {
		t.Run(name, func(t *testing.T) { verdict.Accepted(t, string(text)) })
	}
}

// TestSchemaRefuses holds the schema to what this package refuses.
func TestSchemaRefuses(t *testing.T) {
	files, _ := filepath.Glob("testdata/refused/*.txtar")
	if len(files) == 0 {
		t.Fatal("there are no specs that are refused")
	}
	schema := verdict.Compile(t, &model.API{})
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		subject := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ": mistakes") {
				continue
			}
			t.Run(subject+"/"+f.Name, func(t *testing.T) {
				verdict.Agree(t, schema, whole(subject, string(f.Data)))
			})
		}
	}
}

// TestSchemaAgreesOnSlips puts other values in place of those of specs without mistakes, as hands do
// that slip.
func TestSchemaAgreesOnSlips(t *testing.T) {
	schema := verdict.Compile(t, &model.API{})
	slips := []string{"", "5", "true", "two words", "User", "list<int>", "string | int", "[]", "[a, b]", "{a: b}"}
	text, err := os.ReadFile("testdata/accepted/language.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	for i, line := range lines {
		key, _, found := strings.Cut(line, ": ")
		if !found || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for _, slip := range slips {
			slipped := strings.Join(lines[:i], "") + key + ": " + slip + "\n" + strings.Join(lines[i+1:], "")
			verdict.AgreeOn(t, i+1, schema, slipped)
		}
	}
}

// TestSchemaAgreesOnTypes puts type expressions together at random, most of them by the grammar.
func TestSchemaAgreesOnTypes(t *testing.T) {
	schema := verdict.Compile(t, &model.API{})
	r := rand.New(rand.NewPCG(1, 2))
	slips := []string{"", " ", "<", ">", "|", ",", "null", "List", "integer", "?", "[]", "a"}
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	var expr func(depth int) string
	expr = func(depth int) string {
		space := pick("", "", " ")
		text := pick("string", "bool", "int", "int64", "float", "bytes", "date", "json", "Name", "Obj")
		switch n := r.IntN(10); {
		case depth == 0:
		case n < 3:
			text = "list" + space + "<" + space + expr(depth-1) + space + ">"
		case n < 5:
			text = "map<" + expr(depth-1) + ">"
		case n < 7:
			text = "map<" + pick("Name", "string", "int", "list<int>") + "," + space + expr(depth-1) + ">"
		}
		switch r.IntN(8) {
		case 0:
			text += " | null"
		case 1:
			text = "null" + space + "|" + text
		}
		if r.IntN(25) == 0 {
			text += pick(slips...)
		}
		return text
	}
	for range 1500 {
		first, second := expr(r.IntN(5)), expr(r.IntN(3))
		if r.IntN(3) == 0 {
			first += " | " + second
		}
		verdict.Agree(t, schema, `
trunkline: 1
info: {title: T, version: "1"}
types:
  Name: string
  Obj: {fields: {x: int}}
  One: "`+first+`"
  Two: {type: "`+second+`"}
  Three: {fields: {a: "`+second+`", "b?": {type: "`+first+`"}}}
methods:
  m: {auth: none, result: "`+second+`"}
`)
	}
}

// TestSchemaAgreesOnKeys puts every key beside every built-in type, wherever a type stands.
func TestSchemaAgreesOnKeys(t *testing.T) {
	schema := verdict.Compile(t, &model.API{})
	types := []string{
		"string", "bool", "int", "int32", "int64", "float", "decimal", "bytes", "time", "date", "json", "list<int>", "list<bytes>", "map<int>",
		"string | null", "list<int> | null", "string | int",
	}
	keys := map[string][]string{
		"minLength": {"1", "-1", "1.5", "a", "3000000000"}, "pattern": {"a", "1"}, "format": {"uuid", "phone"},
		"minimum": {"1", "1.5", "a", "3000000000"}, "multipleOf": {"2", "0", "0.5"}, "minItems": {"1", "true"}, "uniqueItems": {"true", "false", "1"},
		"minProperties": {"0", "null"}, "enum": {"[a]", "[1]", "[]", "{a: 1}", "{a: b}", "[a, 1]", "[3000000000]"}, "secret": {"true", "false", "yes"},
		"encoding": {"hex", "base64", "utf8"}, "open": {"true", "false"}, "optional": {"true", "false"}, "name": {"Other", "3d"},
		"default":    {"a", "1", "1.5", "true", "null", "[]", "{}", `"2026-01-31"`, `"2026-02-30"`, `"2026-01-31T12:00:00Z"`, `""`},
		"deprecated": {"true", "false", "use x"}, "description": {"x", "1"}, "fields": {"{}", "{x: int}", "[]"}, "extends": {"[Obj]", "[]", "Obj"},
		"union": {"{o: Obj}"}, "discriminator": {"kind"},
	}
	for _, typ := range types {
		for key, values := range keys {
			for _, value := range values {
				long := `{type: "` + typ + `", ` + key + ": " + value + "}"
				verdict.Agree(t, schema, `
trunkline: 1
info: {title: T, version: "1"}
types:
  Name: string
  Obj: {fields: {x: int}}
  One: `+long+`
  Two: {fields: {a: `+long+`}}
  Three: {fields: {"a?": `+long+`}}
errors:
  E: {code: 1, message: m, data: `+long+`}
methods:
  m: {auth: none, result: `+long+`}
  n: {auth: none, params: {a: `+long+`}}
`)
			}
		}
	}
}
