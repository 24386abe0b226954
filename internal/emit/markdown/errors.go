package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

const standardTitle = "Errors of every API"

// standard are the errors that come with JSON-RPC and the runtime.
var standard = []struct {
	code                int
	message, when, data string
}{
	{-32700, "Parse error", "The body is not JSON.", "`detail`: what is wrong, and where"},
	{-32600, "Invalid Request", "The body is JSON, and not a call.", "`detail`: what is wrong"},
	{-32601, "Method not found", "There is no method of that name.", "`method`: the name"},
	{-32602, "Invalid params", "Params are missing, unknown or not as described.", "`errors`: a list of `path`, `rule`, `message` and `limit`"},
	{-32603, "Internal error", "The server failed.", "`requestId`: that of its log"},
	{-32001, "Unauthenticated", "Credentials are missing or not good.", "`reason`: `missing`, `invalid` or `expired`"},
	{-32002, "Timeout", "The method took too long.", ""},
	{-32003, "Permission denied", "The caller lacks a scope.", "`scope`: which"},
	{-32004, "Unavailable", "Something that the server needs is down.", "`retryAfter`: seconds"},
	{-32005, "Limit exceeded", "There were too many calls, or too large ones.", "`retryAfter`: seconds"},
}

func (d *document) errors() {
	d.put("## " + errorsTitle)
	for _, e := range d.api.Errors {
		d.put("### " + heading("Error", e.Name))
		d.putf("Code `%d`, message “%s”.", e.Code, line(e.Message))
		d.put(prose(e.Description))
		d.data(e)
		d.put(d.answeredBy(e))
	}
	d.put("### " + standardTitle)
	rows := []string{"| Code | Message | When | Data |", "|---|---|---|---|"}
	for _, s := range standard {
		rows = append(rows, fmt.Sprintf("| `%d` | %s | %s | %s |", s.code, s.message, s.when, s.data))
	}
	d.put(strings.Join(rows, "\n"))
}

func (d *document) data(e *model.Error) {
	switch {
	case len(e.Fields) > 0:
		d.put("**Data:**")
		d.fields("Member", e.Fields)
	case e.Data != nil:
		d.put("**Data:** " + d.typeWords(e.Data) + ". " + sentence(rulesWords(e.Data)))
	}
}

func (d *document) answeredBy(e *model.Error) string {
	var methods []*model.Method
	for _, m := range d.api.Methods {
		if slices.Contains(m.Errors, e) {
			methods = append(methods, m)
		}
	}
	if len(methods) == 0 {
		return "No method answers it."
	}
	return "Answered by " + d.methodList(methods) + "."
}

// methodErrors are those that a method declares, and a link to the rest.
func (d *document) methodErrors(m *model.Method) {
	others := "[those of every API](#" + d.anchors[standardTitle] + ")"
	if len(m.Errors) == 0 {
		d.put("**Errors:** " + others + ".")
		return
	}
	d.put("**Errors:** these, and " + others + ".")
	rows := []string{"| Error | Code | Message | Data |", "|---|---|---|---|"}
	for _, e := range m.Errors {
		rows = append(rows, fmt.Sprintf("| %s | `%d` | %s | %s |", d.ref(e, e.Name), e.Code, inCell(line(e.Message)), d.dataNames(e)))
	}
	d.put(strings.Join(rows, "\n"))
}

func (d *document) dataNames(e *model.Error) string {
	if e.Data != nil {
		return inCell(d.typeWords(e.Data))
	}
	return strings.Join(each(e.Fields, func(f *model.Field) string { return inCell(code(f.Name)) }), ", ")
}

// schemes are the ways to authenticate.
func (d *document) schemes() {
	if len(d.api.Schemes) == 0 {
		return
	}
	d.put("## " + schemesTitle)
	for _, s := range d.api.Schemes {
		d.put("### " + heading("Scheme", s.Name))
		d.put(carried(s))
		d.put(prose(s.Description))
		if len(s.Scopes) == 0 {
			continue
		}
		rows := []string{"| Scope | |", "|---|---|"}
		for _, scope := range s.Scopes {
			rows = append(rows, "| "+inCell(code(scope.Name))+" | "+cell(scope.Description)+" |")
		}
		d.put(strings.Join(rows, "\n"))
	}
}

// carried says how the credentials travel.
func carried(s *model.Scheme) string {
	var ways []string
	switch s.Kind {
	case model.Bearer:
		ways = append(ways, "in the header `Authorization: Bearer …`")
	case model.Basic:
		ways = append(ways, "as name and password in the header `Authorization: Basic …`")
	case model.APIKey:
		if s.Header != "" {
			ways = append(ways, "in the header "+code(s.Header))
		}
	}
	if s.Param != "" {
		ways = append(ways, "as the param "+code(s.Param)+", by name or first by position")
	}
	return "Sent " + series(ways, "or") + "."
}
