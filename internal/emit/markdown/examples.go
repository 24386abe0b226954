package markdown

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// examples are the exchanges of a method as they travel, and a call from a shell.
func (d *document) examples(m *model.Method) {
	for _, e := range m.Examples {
		d.put("**Example" + after(": ", line(e.Summary)) + "**")
		d.put(fence("json", pretty(request(m, e.Params))))
		d.put(fence("json", pretty(response(e))))
	}
	params := sampleParams(m)
	if len(m.Examples) > 0 {
		params = m.Examples[0].Params
	}
	d.put("**In a shell**")
	params = withKey(m.Auth.Scheme, params)
	d.put(fence("sh", curl(m, pretty(request(m, params)))))
}

func request(m *model.Method, params *model.Value) *model.Value {
	call := envelope(member("method", text(m.Name)))
	if params != nil && len(params.Items)+len(params.Members) > 0 {
		call.Members = append(call.Members, member("params", params))
	}
	return call
}

func response(e *model.Example) *model.Value {
	switch {
	case e.Error != nil:
		code := &model.Value{Kind: model.NumberValue, Text: itoa(e.Error.Code)}
		failure := &model.Value{Kind: model.MapValue, Members: []model.ValueMember{member("code", code), member("message", text(e.Error.Message))}}
		return envelope(member("error", failure))
	case e.Result != nil:
		return envelope(member("result", e.Result))
	}
	return envelope(member("result", &model.Value{Kind: model.NullValue}))
}

// envelope is an object of JSON-RPC.
func envelope(m model.ValueMember) *model.Value {
	one := &model.Value{Kind: model.NumberValue, Text: "1"}
	return &model.Value{Kind: model.MapValue, Members: []model.ValueMember{member("jsonrpc", text("2.0")), member("id", one), m}}
}

func member(name string, v *model.Value) model.ValueMember {
	return model.ValueMember{Name: name, Value: v}
}

func text(s string) *model.Value { return &model.Value{Kind: model.StringValue, Text: s} }

// curl is a call from a shell, in which API holds the address, and others the credentials.
func curl(m *model.Method, body string) string {
	lines := []string{`curl "$API" -H 'Content-Type: application/json'`}
	if s := m.Auth.Scheme; s != nil {
		switch {
		case s.Kind == model.Bearer:
			lines = append(lines, `-H "Authorization: Bearer $TOKEN"`)
		case s.Kind == model.Basic:
			lines = append(lines, `-u "$NAME:$PASSWORD"`)
		case s.Header != "":
			lines = append(lines, `-H `+shell(s.Header+": ")+`"$KEY"`)
		}
	}
	return strings.Join(append(lines, `-d `+shell(body)), " \\\n  ")
}

// withKey adds the key to params by name, where a scheme has no other place for it.
func withKey(s *model.Scheme, params *model.Value) *model.Value {
	if s == nil || s.Kind != model.APIKey || s.Header != "" || params != nil && params.Kind == model.ListValue {
		return params
	}
	all := []model.ValueMember{member(s.Param, text("[redacted]"))}
	if params != nil {
		all = append(all, params.Members...)
	}
	return &model.Value{Kind: model.MapValue, Members: all}
}

// shell quotes text for a shell.
func shell(text string) string { return `'` + strings.ReplaceAll(text, `'`, `'\''`) + `'` }
