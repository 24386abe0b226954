package e2e_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/grammar"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// schema is that of the type Everything in the OpenRPC document.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	files := emit.All(spectest.Model(t, spectest.EndToEnd(t)), emit.Options{Only: []string{"docs"}})
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(files["docs/openrpc.json"])))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.AssertFormat()
	compiler.AssertContent()
	if err := compiler.AddResource("file:///openrpc.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("file:///openrpc.json#/components/schemas/Everything")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func accepts(t *testing.T, s *jsonschema.Schema, text string) bool {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value) == nil
}

func TestSchemaRefusesWhatTheServerRefuses(t *testing.T) {
	s := schema(t)
	if !accepts(t, s, everything) {
		t.Fatalf("the schema refuses what the server accepts: %s", everything)
	}
	for _, b := range broken {
		if accepts(t, s, strings.Replace(everything, b.old, b.new, 1)) {
			t.Errorf("%s: the schema accepts %s in place of %s", b.name, b.new, b.old)
		}
	}
}

// unsaid reports what the server refuses, and a schema of draft 7 cannot: that an integer is written in
// digits alone, numbers beyond the range of floats, and how many bytes base64 has but to the nearest three.
func unsaid(member, text string) bool {
	number := !strings.ContainsAny(text, `"{[`)
	return number && strings.ContainsAny(text, ".eE") || member == "blob" && text == `"12345678"`
}

// TestSchemaAndServerAgree puts every production of JSON's grammar at every member.
func TestSchemaAndServerAgree(t *testing.T) {
	s, all := schema(t), members(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, good := range grammar.Good {
			if unsaid(name, good) {
				continue
			}
			text := with(all, name, good)
			var v api.Everything
			server := rpc.Unmarshal(text, &v) == nil
			if schema := accepts(t, s, string(text)); schema != server {
				t.Errorf("%s: %s: the schema says %v, the server %v", name, good, schema, server)
			}
		}
	}
}
