// Package specschema describes the spec language as a JSON Schema, draft 7, by which editors complete
// and check a spec while it is typed. What the schema refuses is the same for every API; what it
// offers knows the names that this one declares.
package specschema

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// language is the schema but for what is worked out here, in whose place stand strings such as
// "$NAME". Its descriptions are Markdown.
//
//go:embed language.json
var language string

// Emit returns the schema.
func Emit(api *model.API) []byte {
	text := strings.NewReplacer(names(api)...).Replace(common)
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(text), "", "  "); err != nil {
		panic(err) // a test emits it
	}
	indented.WriteByte('\n')
	return indented.Bytes()
}

// common is what is the same for every API.
var common = bothDescriptions(strings.NewReplacer(
	`"$NAME"`, encode("^"+nameByte+"+$"),
	`"$FIELD"`, encode("^"+nameByte+"{1,200}[?]?$"),
	`"$VALUE"`, encode("^(?: |"+nameByte+")*$"),
	`"$AUTH"`, encode(authPattern),
	`"$DURATION"`, encode(durationPattern),
	`"$TYPE"`, encode(typePattern),
	`"$UNION"`, encode(unionPattern),
	`"$NULLJSON"`, encode(refuse(nullJSONPattern, "json holds null already: leave | null out. At most 64 lists and maps stand one in another.")),
	`"$RPC"`, encode(refuse("^rpc[.]", `Names that begin with "rpc." belong to the protocol.`)),
	`"$NOTNONE"`, encode(refuse("^none$", `"none" says that nothing is asked of the caller: name the scheme otherwise.`)),
	`"$NONETWICE"`, encode(refuse("^ *none *[|] *none *$", "none stands twice.")),
	`"$APART"`, elements(apart()),
	`"$SENT"`, encode(sent),
	`"$VALUEKEYS": true`, valueKeys(),
	`"$CONSTRAINTS"`, encode(constraints()),
	`"$DEFAULTS"`, elements(defaults()),
).Replace(language))

// sent are the codes that the runtime sends itself.
var sent = []int{-32700, -32600, -32601, -32602, -32603, -32001, -32002, -32003, -32004, -32005}

var description = regexp.MustCompile(`"description":\s*("(?:[^"\\]|\\.)*` + "`" + `(?:[^"\\]|\\.)*")`)

// bothDescriptions gives descriptions that hold Markdown to editors that show text alone as well.
func bothDescriptions(schema string) string {
	return description.ReplaceAllStringFunc(schema, func(member string) string {
		markdown := description.FindStringSubmatch(member)[1]
		return `"description": ` + strings.ReplaceAll(markdown, "`", "") + `, "markdownDescription": ` + markdown
	})
}

// object is a part of the schema. Its members are sorted when it is written.
type object map[string]any

// encode writes a part of the schema.
func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // there is nothing here that JSON cannot say
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// elements writes the elements of an array without its brackets.
func elements(all []object) string {
	return strings.TrimSuffix(strings.TrimPrefix(encode(all), "["), "]")
}
