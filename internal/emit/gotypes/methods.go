package gotypes

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// MethodDoc is the documentation of the Go method that serves or calls a method of the API: verb says
// which of the two. What package api declares is qualified, where the method is not in it; what else
// there is to say follows what the spec says.
func MethodDoc(m *model.Method, verb, qualifier string, more ...string) jen.Code {
	paragraphs := gosrc.MethodSentence(naming.Method(m), m.Summary, verb+" "+m.Name+".")
	paragraphs = append(paragraphs, m.Description)
	if m.ResultDescription != "" {
		paragraphs = append(paragraphs, "Result: "+comment.FullStop(m.ResultDescription))
	}
	paragraphs = append(paragraphs, more...)
	paragraphs = append(paragraphs, authDoc(m), errorsDoc(m, qualifier), comment.Deprecation("Deprecated:", m.Deprecated))
	return gosrc.Doc(paragraphs...)
}

func authDoc(m *model.Method) string {
	var quoted []string
	for _, scope := range m.Auth.Scopes {
		quoted = append(quoted, `"`+scope+`"`)
	}
	switch len(quoted) {
	case 0:
		return ""
	case 1:
		return "The caller has the scope " + quoted[0] + "."
	}
	return "The caller has the scopes " + strings.Join(quoted, ", ") + "."
}

func errorsDoc(m *model.Method, qualifier string) string {
	var names []string
	for _, declared := range m.Errors {
		names = append(names, "*"+qualifier+naming.ErrorType(declared))
	}
	if len(names) == 0 {
		return ""
	}
	return "Errors: " + strings.Join(names, ", ") + "."
}
