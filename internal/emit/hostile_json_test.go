package emit_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/openrpc"
	"github.com/trunkline-rpc/trunkline/internal/emit/specschema"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

// TestHostileJSON sees that texts stay strings of the documents in JSON: these are, but for their
// strings, those that harmless text gives.
func TestHostileJSON(t *testing.T) {
	harmless := strings.NewReplacer("TEXT", `"a"`, "DEPRECATED", `"a"`, "PATTERN", `"|a"`).Replace(hostileSpec)
	for name, emit := range map[string]func(*model.API) []byte{"openrpc.json": openrpc.Emit, "api.schema.json": specschema.Emit} {
		want := skeleton(t, emit, harmless)
		for _, texts := range []map[string]string{hostile, hostileMarkdown} {
			for text, yaml := range hostileSpecsOf(texts) {
				if got := skeleton(t, emit, yaml); !reflect.DeepEqual(got, want) {
					t.Errorf("%s, %s: got\n%v\nwant\n%v", name, text, got, want)
				}
			}
		}
	}
}

// skeleton is a document without its strings. Values of defaults have names that are texts as well.
func skeleton(t *testing.T, emit func(*model.API) []byte, yaml string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(emit(spectest.Model(t, []byte(yaml))), &v); err != nil {
		t.Fatal(err)
	}
	return bare(v)
}

func bare(v any) any {
	switch v := v.(type) {
	case string:
		return ""
	case []any:
		for i := range v {
			v[i] = bare(v[i])
		}
	case map[string]any:
		for key := range v {
			if key == "default" {
				v[key] = nil
			}
			v[key] = bare(v[key])
		}
	}
	return v
}
