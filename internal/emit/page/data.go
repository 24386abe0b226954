package page

import (
	"bytes"
	"encoding/json"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// The types below are those of web/model.ts, which says what they mean.

type apiData struct {
	Generated   string       `json:"generated"`
	Title       string       `json:"title"`
	Version     string       `json:"version"`
	Description richText     `json:"description,omitempty"`
	Unknown     string       `json:"unknown"`
	Schemes     []schemeData `json:"schemes"`
	Errors      []errorData  `json:"errors"`
	Types       []namedData  `json:"types"`
	Services    []service    `json:"services"`
	Methods     []methodData `json:"methods"`
}

type schemeData struct {
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Header      string   `json:"header,omitempty"`
	Param       string   `json:"param,omitempty"`
	Description richText `json:"description,omitempty"`
	Scopes      []scope  `json:"scopes,omitempty"`
	TS          string   `json:"ts"`
	Go          string   `json:"go,omitempty"`
}

type scope struct {
	Name        string   `json:"name"`
	Description richText `json:"description,omitempty"`
}

type errorData struct {
	Name        string      `json:"name"`
	Code        int         `json:"code"`
	Message     string      `json:"message"`
	Description richText    `json:"description,omitempty"`
	Fields      []fieldData `json:"fields,omitempty"`
	Data        *typeData   `json:"data,omitempty"`
	Standard    bool        `json:"standard,omitempty"`
}

type service struct {
	Name    string   `json:"name"`
	TS      string   `json:"ts"`
	Go      string   `json:"go"`
	Methods []string `json:"methods"`
}

type methodData struct {
	Name              string        `json:"name"`
	Service           string        `json:"service"`
	Summary           string        `json:"summary,omitempty"`
	Description       richText      `json:"description,omitempty"`
	Auth              *auth         `json:"auth,omitempty"`
	ByName            bool          `json:"byName,omitempty"`
	Params            []fieldData   `json:"params"`
	ParamsType        string        `json:"paramsType,omitempty"`
	Result            *typeData     `json:"result,omitempty"`
	ResultDescription richText      `json:"resultDescription,omitempty"`
	Errors            []string      `json:"errors"`
	Timeout           string        `json:"timeout,omitempty"`
	Deprecated        string        `json:"deprecated,omitempty"`
	Tags              []string      `json:"tags,omitempty"`
	Examples          []exampleData `json:"examples,omitempty"`
	TS                string        `json:"ts"`
	Go                string        `json:"go"`
	GoParams          string        `json:"goParams,omitempty"`
}

type auth struct {
	Scheme   string   `json:"scheme"`
	Optional bool     `json:"optional,omitempty"`
	Scopes   []string `json:"scopes,omitempty"`
}

type exampleData struct {
	Summary string          `json:"summary,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   string          `json:"error,omitempty"`
}

// Data is page.json: what the page knows of the API.
func Data(api *model.API) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(describe(api)); err != nil {
		panic(err) // check has refused what JSON cannot say
	}
	return b.Bytes()
}

func describe(api *model.API) apiData {
	unknown := "refuse"
	if api.IgnoreUnknown {
		unknown = "ignore"
	}
	return apiData{
		Generated: marker, Title: api.Title, Version: api.Version, Description: rich(api.Description), Unknown: unknown,
		Schemes:  schemes(api),
		Errors:   append(each(api.Errors, describeError), standard...),
		Types:    each(api.Types, describeNamed),
		Services: each(api.Services, describeService),
		Methods:  each(api.Methods, describeMethod),
	}
}

// each describes all of a list. An empty list is [], not null.
func each[From, To any](all []From, describe func(From) To) []To {
	described := make([]To, len(all))
	for i, item := range all {
		described[i] = describe(item)
	}
	return described
}

func schemes(api *model.API) []schemeData {
	kinds := map[model.SchemeKind]string{model.Bearer: "bearer", model.APIKey: "apiKey", model.Basic: "basic"}
	used := map[*model.Scheme]bool{}
	for _, s := range naming.UsedSchemes(api) {
		used[s] = true
	}
	return each(api.Schemes, func(s *model.Scheme) schemeData {
		d := schemeData{Name: s.Name, Kind: kinds[s.Kind], Header: s.Header, Param: s.Param, Description: rich(s.Description), TS: tsScheme(s)}
		for _, each := range s.Scopes {
			d.Scopes = append(d.Scopes, scope{each.Name, rich(each.Description)})
		}
		if used[s] {
			d.Go = naming.ClientScheme(s)
		}
		return d
	})
}

func describeError(e *model.Error) errorData {
	d := errorData{Name: e.Name, Code: e.Code, Message: e.Message, Description: rich(e.Description), Fields: fields(e.Fields)}
	if e.Data != nil {
		d.Data = typeOf(e.Data)
	}
	return d
}

// standard are the errors that the runtime answers itself. What they mean is said by the page, in its
// languages.
var standard = []errorData{
	{Name: "ParseError", Code: -32700, Message: "Parse error", Standard: true},
	{Name: "InvalidRequest", Code: -32600, Message: "Invalid Request", Standard: true},
	{Name: "MethodNotFound", Code: -32601, Message: "Method not found", Standard: true},
	{Name: "InvalidParams", Code: -32602, Message: "Invalid params", Standard: true},
	{Name: "InternalError", Code: -32603, Message: "Internal error", Standard: true},
	{Name: "Unauthenticated", Code: -32001, Message: "Unauthenticated", Standard: true},
	{Name: "Timeout", Code: -32002, Message: "Timeout", Standard: true},
	{Name: "PermissionDenied", Code: -32003, Message: "Permission denied", Standard: true},
	{Name: "Unavailable", Code: -32004, Message: "Unavailable", Standard: true},
	{Name: "LimitExceeded", Code: -32005, Message: "Limit exceeded", Standard: true},
}

func describeService(s *model.Service) service {
	return service{s.Name, tsService(s), naming.ClientService(s), each(s.Methods, func(m *model.Method) string { return m.Name })}
}

func describeMethod(m *model.Method) methodData {
	d := methodData{
		Name: m.Name, Service: m.Service.Name, Summary: m.Summary, Description: rich(m.Description), Auth: describeAuth(m.Auth),
		ByName: m.ByName, Params: fields(m.Params), ResultDescription: rich(m.ResultDescription), Errors: errorsOf(m),
		Deprecated: m.Deprecated, Tags: m.Tags, Examples: each(m.Examples, describeExample),
		TS: tsService(m.Service) + "." + tsMethod(m), Go: naming.ClientService(m.Service) + "." + naming.Method(m), GoParams: naming.Params(m),
	}
	if m.ParamsType != nil {
		d.ParamsType = m.ParamsType.Name
	}
	if m.Result != nil {
		d.Result = typeOf(m.Result)
	}
	if m.Timeout > 0 {
		d.Timeout = m.Timeout.String()
	}
	return d
}

func describeAuth(a model.Auth) *auth {
	if a.Scheme == nil {
		return nil
	}
	return &auth{a.Scheme.Name, a.Optional, a.Scopes}
}

// errorsOf are the errors that a method declares, and those of the runtime that come of what it is.
func errorsOf(m *model.Method) []string {
	names := each(m.Errors, func(e *model.Error) string { return e.Name })
	for _, own := range []struct {
		name string
		may  bool
	}{
		{"InvalidParams", len(m.Params) > 0},
		{"Unauthenticated", m.Auth.Scheme != nil},
		{"PermissionDenied", len(m.Auth.Scopes) > 0},
		{"Timeout", m.Timeout > 0},
	} {
		if own.may {
			names = append(names, own.name)
		}
	}
	return names
}

func describeExample(e *model.Example) exampleData {
	d := exampleData{Summary: e.Summary, Params: literal(e.Params), Result: literal(e.Result)}
	if e.Error != nil {
		d.Error = e.Error.Name
	}
	return d
}
