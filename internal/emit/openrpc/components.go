package openrpc

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// pointer escapes a name for a JSON Pointer in a URI fragment (RFC 6901). Names of types and errors
// are letters and digits, so that there is little to do.
func pointer(name string) string { return pointerEscapes.Replace(name) }

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1", "%", "%25")

func (e *emitter) components() object {
	schemas, errors, about := object{}, object{}, object{}
	for _, n := range e.api.Types {
		schemas = schemas.with(n.Name, e.named(n))
	}
	for _, declared := range e.api.Errors {
		errors = errors.with(declared.Name, object{{"code", declared.Code}, {"message", declared.Message}})
		if more := e.about(declared); len(more) > 0 {
			about = about.with(declared.Name, more)
		}
	}
	for _, own := range standard {
		errors = errors.with(own.name, object{{"code", own.code}, {"message", own.message}})
		if own.data != "" {
			about = about.with(own.name, object{{"data", object{{"description", own.data}}}})
		}
	}
	o := object{{"schemas", schemas}, {"errors", errors}, {"x-errors", about}}
	if len(e.api.Schemes) > 0 {
		o = o.with("x-auth", e.schemes())
	}
	return o
}

// standard are the errors that the runtime answers for methods.
var standard = []struct {
	name    string
	code    int
	message string
	data    string // what its data hold
}{
	{"InvalidParams", -32602, "Invalid params", "errors: a list of {path, rule, message, limit}"},
	{"Unauthenticated", -32001, "Unauthenticated", "reason: missing, invalid or expired"},
	{"PermissionDenied", -32003, "Permission denied", "scope: the one that is lacking"},
	{"Timeout", -32002, "Timeout", ""},
	{"Unavailable", -32004, "Unavailable", "retryAfter: seconds"},
	{"LimitExceeded", -32005, "Limit exceeded", "retryAfter: seconds"},
	{"InternalError", -32603, "Internal error", "requestId: that of the server's log"},
}

// about is what else is known of an error of the spec, with the schema of its data. An error object of
// OpenRPC has no room for that.
func (e *emitter) about(d *model.Error) object {
	o := object{}.having("description", d.Description)
	switch {
	case d.Fields != nil:
		return o.with("data", e.fields(d.Fields))
	case d.Data != nil:
		return o.with("data", e.schema(d.Data))
	}
	return o
}

func (e *emitter) schemes() object {
	all := object{}
	for _, s := range e.api.Schemes {
		kind := map[model.SchemeKind]string{model.Bearer: "bearer", model.APIKey: "apiKey", model.Basic: "basic"}[s.Kind]
		o := object{{"type", kind}}.having("header", s.Header).having("param", s.Param).having("description", s.Description)
		if len(s.Scopes) > 0 {
			scopes := object{}
			for _, scope := range s.Scopes {
				scopes = scopes.with(scope.Name, scope.Description)
			}
			o = o.with("scopes", scopes)
		}
		all = all.with(s.Name, o)
	}
	return all
}

// named is the schema of a type of the spec.
func (e *emitter) named(n *model.Named) object {
	o := object{{"title", n.Name}}.having("description", n.Description)
	if n.Deprecated != "" {
		o = o.with("x-deprecated", n.Deprecated)
	}
	switch n.Shape {
	case model.Object:
		o = append(o, e.fields(n.Fields)...)
	case model.Enum:
		o = append(o, enum(n)...)
	case model.Union:
		o = append(o, e.union(n)...)
	case model.Alias:
		o = append(o, e.schema(n.Type)...)
	}
	return o
}

// fields is the schema of an object. It may have no others where the server refuses them.
func (e *emitter) fields(fields []*model.Field) object {
	properties, required := object{}, []string{}
	for _, f := range fields {
		properties = properties.with(f.Name, e.fieldSchema(f, true))
		if !f.Optional {
			required = append(required, f.Name)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		o = o.with("required", required)
	}
	if !e.api.IgnoreUnknown {
		o = o.with("additionalProperties", false)
	}
	return o
}

func enum(n *model.Named) object {
	o := object{{"enum", values(n.Base, n.Values)}}
	if n.Open {
		known := o
		o = object{{"anyOf", []object{known, {{"type", jsonType(n.Base)}}}}}
	}
	keys, named := []string{}, false
	for _, v := range n.Values {
		keys = append(keys, v.Key)
		named = named || v.Key != ""
	}
	if named {
		o = o.with("x-enum-names", keys)
	}
	return o
}

func values(base model.Kind, all []model.EnumValue) []any {
	listed := make([]any, len(all))
	for i, v := range all {
		if base == model.String {
			listed[i] = v.Text
		} else {
			listed[i] = v.Int
		}
	}
	return listed
}

func jsonType(base model.Kind) string {
	if base == model.String {
		return "string"
	}
	return "integer"
}

// union is the schema of a union. Members of a tagged one are written out: the tag is beside their fields.
func (e *emitter) union(n *model.Named) object {
	var members []object
	for _, m := range n.Members {
		if n.Discriminator == "" {
			members = append(members, e.schema(m.Type))
			continue
		}
		tagged := e.fields(m.Type.Named.Fields)
		tag := object{{n.Discriminator, object{{"const", m.Tag}}}}
		required := []string{n.Discriminator}
		for i := range tagged {
			switch tagged[i].name {
			case "properties":
				tagged[i].value = append(tag, tagged[i].value.(object)...)
			case "required":
				required = append(required, tagged[i].value.([]string)...)
			}
		}
		members = append(members, tagged.without("required").with("required", required))
	}
	return object{{"oneOf", members}}
}

func (o object) without(name string) object {
	rest := object{}
	for _, m := range o {
		if m.name != name {
			rest = append(rest, m)
		}
	}
	return rest
}
