package openrpc_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/trunkline-rpc/trunkline/internal/emit/openrpc"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// specs are those of the repository, and one of examples.
func specs(t *testing.T) map[string][]byte {
	t.Helper()
	all := spectest.All(t)
	all["examples"] = []byte(examples)
	return all
}

// examples has examples with the same summary, and many without one.
var examples = `
trunkline: 1
info: {title: Examples, version: "1"}
methods:
  m:
    auth: none
    params: {"a?": int, "b?": list<string>}
    result: int | null
    examples:
      - {summary: same, params: {a: 1}, result: 1}
      - {summary: same, params: [2, [x]], result: 2}
      - {summary: same 2, params: [null, [x]], result: 2}
      - {summary: same, result: null}
` + strings.Repeat("      - {params: [3], result: 3}\n", 12)

func document(t *testing.T, yaml []byte) []byte {
	t.Helper()
	return openrpc.Emit(spectest.Model(t, yaml))
}

func unmarshal(t *testing.T, text []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// published is a schema that an npm package exports. It is of draft 7, whatever it calls that itself.
func published(t *testing.T, name, export string) (id string, schema map[string]any) {
	t.Helper()
	folder := testneed.NPM(t, name)
	text, err := exec.Command(testneed.Node(t), "-p", "JSON.stringify(require(process.argv[1])[process.argv[2]])", folder, export).Output()
	if err != nil {
		t.Fatal(err)
	}
	schema = unmarshal(t, text).(map[string]any)
	schema["$schema"] = "http://json-schema.org/draft-07/schema#"
	id = schema["$id"].(string)
	delete(schema, "$id") // it is known by the address that it is added under
	return id, schema
}

// TestMetaSchema holds the documents to the meta-schema of OpenRPC, in the edition that its authors publish.
func TestMetaSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	add := func(name, export string) string {
		id, schema := published(t, name, export)
		for _, url := range []string{id, strings.TrimSuffix(id, "/")} { // they refer to each other by either
			if err := compiler.AddResource(url, schema); err != nil {
				t.Fatal(err)
			}
			id = url
		}
		return id
	}
	add("@json-schema-tools/meta-schema", "jsonSchema")
	id := add("@open-rpc/meta-schema", "openrpcDocument")
	meta, err := compiler.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	for name, yaml := range specs(t) {
		if err := meta.Validate(unmarshal(t, document(t, yaml))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if meta.Validate(unmarshal(t, []byte(`{"openrpc": "1.3.2", "info": {"title": "x"}, "methods": []}`))) == nil {
		t.Error("the meta-schema accepts a document without a version")
	}
}

// parts are what the tests read of a document.
type parts struct{ Methods []method }

type method struct {
	Name     string
	Params   []struct{ Name string }
	Examples []struct {
		Name   string
		Params []struct {
			Name  string
			Value any
		}
		Result struct{ Value any }
	}
}

// TestExamples holds the examples to the schemas of what they are examples of.
func TestExamples(t *testing.T) {
	n := 0
	for name, yaml := range specs(t) {
		text := document(t, yaml)
		var p parts
		if err := json.Unmarshal(text, &p); err != nil {
			t.Fatal(err)
		}
		schemas := newSchemas(t, text)
		for i, m := range p.Methods {
			t.Run(name+" "+m.Name, func(t *testing.T) { n += m.examples(t, schemas, fmt.Sprintf("/methods/%d", i)) })
		}
	}
	if n < 50 {
		t.Errorf("there are %d examples: most are missing", n)
	}
}

// examples checks the examples of a method, and returns how many values they have.
func (m method) examples(t *testing.T, schemas *schemas, at string) (values int) {
	var names []string
	for _, e := range m.Examples {
		if slices.Contains(names, e.Name) || e.Name == "" {
			t.Errorf("two examples are called %q", e.Name)
		}
		names = append(names, e.Name)
		for _, given := range e.Params {
			i := slices.IndexFunc(m.Params, func(p struct{ Name string }) bool { return p.Name == given.Name })
			if i < 0 {
				t.Errorf("there is no param %q", given.Name)
				continue
			}
			schemas.valid(t, fmt.Sprintf("%s/params/%d/schema", at, i), given.Value)
		}
		schemas.valid(t, at+"/result/schema", e.Result.Value)
		values += len(e.Params) + 1
	}
	return values
}

// schemas are those inside a document.
type schemas struct{ *jsonschema.Compiler }

func newSchemas(t *testing.T, text []byte) *schemas {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.AssertFormat()
	if err := compiler.AddResource("file:///openrpc.json", unmarshal(t, text)); err != nil {
		t.Fatal(err)
	}
	return &schemas{compiler}
}

// valid holds a value to a schema. One that was redacted need not fit.
func (s *schemas) valid(t *testing.T, at string, value any) {
	t.Helper()
	schema, err := s.Compile("file:///openrpc.json#" + at)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("[redacted]")) {
		return
	}
	if err := schema.Validate(unmarshal(t, text)); err != nil {
		t.Error(err)
	}
}

// TestReferences follows every $ref.
func TestReferences(t *testing.T) {
	for name, yaml := range specs(t) {
		root := unmarshal(t, document(t, yaml))
		var follow func(v any)
		follow = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, item := range v {
					follow(item)
				}
			case map[string]any:
				for key, item := range v {
					if ref, is := item.(string); is && key == "$ref" && !resolves(root, ref) {
						t.Errorf("%s: %s leads nowhere", name, ref)
					}
					follow(item)
				}
			}
		}
		follow(root)
	}
}

func resolves(v any, ref string) bool {
	path, local := strings.CutPrefix(ref, "#/")
	for step := range strings.SplitSeq(path, "/") {
		object, is := v.(map[string]any)
		if !is {
			return false
		}
		if v, is = object[step]; !is {
			return false
		}
	}
	return local
}
