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

// clientRuntime is what calls methods, secretsRuntime what leaves secrets out of keys, and
// checkerRuntime what checks params: files of the runtime as
// parts of the one file, in the order in which they are read best.
var (
	clientRuntime = sync.OnceValue(func() string {
		return runtimeText("options", "errors", "connect", "sender", "session", "call", "answers", "body")
	})
	secretsRuntime = sync.OnceValue(func() string { return runtimeText("secrets") })
	checkerRuntime = sync.OnceValue(func() string {
		return runtimeText("shape", "findings", "checker", "numbers", "text", "formats")
	})
)

// runtimeText puts files of the runtime together, without the imports between them, and without the
// word export where only they need it.
func runtimeText(files ...string) string {
	var texts []string
	for _, name := range files {
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
}

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
