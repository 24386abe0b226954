// Package verdict is for tests that hold the JSON Schema of the spec language and the generator to the
// same verdict on a spec.
package verdict

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/emit/specschema"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// Compile compiles the schema of an API.
func Compile(t testing.TB, api *model.API) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(specschema.Emit(api)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("file:///api.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("file:///api.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Valid reports whether the schema accepts a spec. It is an error when a schema is not asked, as
// the text is no YAML.
func Valid(schema *jsonschema.Schema, text string) (bool, error) {
	document, err := read(text)
	if err != nil {
		return false, err
	}
	return schema.Validate(document.value) == nil, nil
}

// Accepted fails the test unless the schema that is generated from a spec accepts that spec, and
// so does that of an API with no names at all: what is offered refuses nothing.
func Accepted(t *testing.T, text string) {
	t.Helper()
	api, diags := understand(text)
	if !diags.Empty() {
		t.Fatal("\n" + diags.Render("api.yaml"))
	}
	for _, api := range []*model.API{api, {}} {
		document, err := read(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := Compile(t, api).Validate(document.value); err != nil {
			t.Errorf("the schema refuses what the generator accepts: %v", err)
		}
	}
}

// Agree fails the test unless the schema refuses, line by line, what the generator refuses of a spec,
// but for what a schema cannot say. That, and the rest, it has to accept.
func Agree(t *testing.T, schema *jsonschema.Schema, text string) {
	t.Helper()
	agree(t, schema, text, func(int) bool { return true })
}

// AgreeOn is Agree for one line alone.
func AgreeOn(t *testing.T, line int, schema *jsonschema.Schema, text string) {
	t.Helper()
	agree(t, schema, text, func(other int) bool { return other == line })
}

func agree(t *testing.T, schema *jsonschema.Schema, text string, counts func(line int) bool) {
	t.Helper()
	document, err := read(text)
	if err != nil {
		return
	}
	_, diags := understand(text)
	found := document.errors(schema.Validate(document.value))
	source := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
	refused := map[int]bool{}
	for _, d := range diags.Sorted() {
		line := source[max(0, d.Pos.Line-1)]
		answer := sayable(d.Message, line)
		if answer != never {
			refused[d.Pos.Line] = true
		}
		if answer == always && counts(d.Pos.Line) && !found.at(d.Pos.Line) {
			t.Errorf("the schema accepts line %d, of which the generator says:\n%s\n%s", d.Pos.Line, d.Message, line)
		}
	}
	for _, m := range found {
		if counts(m.line) && !refused[m.line] && !refused[m.key] {
			t.Errorf("the schema refuses line %d, which the generator accepts, or which no schema can refuse: %s\n%s",
				m.line, m.text, source[max(0, m.line-1)])
		}
	}
}

func understand(text string) (*model.API, *diag.List) {
	file, diags := spec.Parse([]byte(text))
	return check.Check(file, diags), diags
}
