package tsclient

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/trunkline-rpc/trunkline/internal/naming"
)

//go:embed runtime/*.ts
var runtimeFiles embed.FS

// runtimeDeclarations are what the compiler makes of the runtime: the tests write it, by -update.
//
//go:embed runtime/declarations.txt
var runtimeDeclarations string

// runtimeOrder is that of the files: what others extend comes first.
var runtimeOrder = []string{"options", "errors", "connect", "sender", "session", "call", "answers", "shape", "checker", "numbers", "text", "formats"}

// runtimeText is the runtime as a part of the file: without the imports between its own files, and
// without the word export where only these need it.
var runtimeText = sync.OnceValue(func() string {
	var texts []string
	for _, name := range runtimeOrder {
		text, err := runtimeFiles.ReadFile("runtime/" + name + ".ts")
		if err != nil {
			panic(err) // it is embedded
		}
		own := imports.ReplaceAllString(string(text), "")
		own = exports.ReplaceAllStringFunc(own, func(declaration string) string {
			if slices.Contains(exportedNames, exports.FindStringSubmatch(declaration)[2]) {
				return declaration
			}
			return strings.TrimPrefix(declaration, "export ")
		})
		texts = append(texts, strings.TrimSpace(own)+"\n")
	}
	return strings.Join(texts, "\n")
})

var (
	imports = regexp.MustCompile(`(?m)^import [^;]*;\n`)
	exports = regexp.MustCompile(`(?m)^export (async function|function|class|const|interface|type) (\w+)`)
)

// exportedNames are what the file exports beside what comes from the spec.
var exportedNames = func() []string {
	names := slices.Clone(naming.TSExports)
	for _, name := range naming.StandardErrors {
		names = append(names, naming.TSStandardType(name))
	}
	return names
}()
