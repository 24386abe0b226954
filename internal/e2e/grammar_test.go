package e2e_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/grammar"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// members are those of everything, as JSON texts.
func members(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(everything), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// with returns everything with another text in place of the value of a member, which is the last.
func with(all map[string]json.RawMessage, name, text string) []byte {
	var b strings.Builder
	b.WriteByte('{')
	for other, value := range all {
		if other != name {
			b.WriteString(`"` + other + `":` + string(value) + `,`)
		}
	}
	b.WriteString(`"` + name + `":` + text + `}`)
	return []byte(b.String())
}

// TestGrammarIsHeld puts what is not JSON where the values of every type stand: whatever the
// generated decoder wants there, the text as a whole is refused.
func TestGrammarIsHeld(t *testing.T) {
	all := members(t)
	for name := range all {
		for _, bad := range slices.Concat(grammar.Bad, grammar.NotUTF8) {
			text := with(all, name, bad)
			if json.Valid(text) && !slices.Contains(grammar.NotUTF8, bad) {
				continue // "1,000" is the end of a member, and more
			}
			var v api.Everything
			if _, syntax := errors.AsType[*rpc.ParseError](rpc.Unmarshal(text, &v)); !syntax {
				t.Errorf("%s: %q was read", name, bad)
			}
		}
	}
}

// accepted are the texts of grammar.Good that a type takes. They are compared where the type takes
// any, and nothing else stands in its way.
var accepted = map[string][]string{
	"bool":   {`true`, `false`},
	"int":    {`0`, `-0`, `10`, `1234567890`},
	"int32":  {`0`, " \t\n\r1 \t\n\r", `-0`, `1`, `-1`, `10`, `1234567890`},
	"list":   {`[]`, "\n[\n]\n", ` [ 1 , 2 ] `, "[\r\n1\r\n]", `[0]`},
	"map":    {`{}`, "\t{\t}\t"},
	"matrix": {`[]`, "\n[\n]\n"},
}

// TestGrammarIsRead puts every production of the grammar where the values of every type stand:
// it is read, or else the violation names the member.
func TestGrammarIsRead(t *testing.T) {
	all := members(t)
	taken := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, good := range grammar.Good {
			var v api.Everything
			err := rpc.Unmarshal(with(all, name, good), &v)
			if err == nil {
				taken[name] = append(taken[name], good)
				continue
			}
			if !refersTo(err, name) {
				t.Errorf("%s: %q: %v", name, good, err)
			}
		}
	}
	for name, want := range accepted {
		if diff := cmp.Diff(want, taken[name]); diff != "" {
			t.Errorf("%s takes (-want +got)\n%s", name, diff)
		}
	}
}

// refersTo reports whether an error is of violations of one member alone.
func refersTo(err error, name string) bool {
	refused, ok := errors.AsType[*rpc.Error](err)
	if !ok {
		return false
	}
	violations := refused.Violations()
	return len(violations) > 0 && !slices.ContainsFunc(violations, func(v rpc.Violation) bool {
		return v.Path != "/"+name && !strings.HasPrefix(v.Path, "/"+name+"/")
	})
}
