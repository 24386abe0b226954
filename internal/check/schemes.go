package check

import (
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// none is the auth of methods that ask nothing of their caller.
const none = "none"

var schemeKinds = map[string]model.SchemeKind{"bearer": model.Bearer, "apiKey": model.APIKey, "basic": model.Basic}

// schemes checks the ways to authenticate.
func (c *checker) schemes() {
	for _, src := range c.file.Schemes {
		out := &model.Scheme{
			Name: src.Name.Value, Header: src.Header.Value, Param: src.Param.Value, Description: src.Description.Value,
		}
		c.api.Schemes = append(c.api.Schemes, out)
		if c.schemeOf[out.Name] == nil {
			c.schemeOf[out.Name] = out
		}
		c.pos[out] = src.Name.Pos
		c.scheme(c.at("scheme %q", out.Name), src, out)
	}
}

func (c *checker) scheme(at place, src *spec.Scheme, out *model.Scheme) {
	c.refused[out] = !at.name(src.Name)
	if out.Name == none {
		at.Refuse(src.Name.Pos, `"none" says that nothing is asked of the caller: name the scheme otherwise`)
	}
	if src.Param.IsSet() {
		at.in("param %q", src.Param.Value).name(src.Param)
	}
	if src.Header.IsSet() {
		at.in("header %q", src.Header.Value).match(src.Header, headerName, "is no name of an HTTP header")
	}
	c.schemeType(at, src, out)
	c.scopes(at, src, out)
}

func (c *checker) schemeType(at place, src *spec.Scheme, out *model.Scheme) {
	kind, known := schemeKinds[src.Type.Value]
	out.Kind = kind
	switch {
	case !src.Type.IsSet():
	case !known:
		at.Refuse(src.Type.Pos, "unknown type %q%s: it is bearer, apiKey or basic",
			src.Type.Value, suggest(src.Type.Value, "bearer", "apiKey", "basic"))
	case kind == model.APIKey:
		if !src.Header.IsSet() && !src.Param.IsSet() {
			at.Refuse(src.Type.Pos, "an apiKey needs a header or a param, or both, to take the key from")
		}
	case src.Header.IsSet():
		at.Refuse(src.Header.Pos, "header fits apiKey alone: %s uses the header Authorization", src.Type.Value)
	}
	if kind == model.Basic && src.Param.IsSet() {
		at.Refuse(src.Param.Pos, "param does not fit basic: it takes credentials from the header Authorization alone")
	}
}

func (c *checker) scopes(at place, src *spec.Scheme, out *model.Scheme) {
	for i, s := range src.Scopes {
		scope := at.in("scope %q", s.Name.Value)
		owner := scopeOwner(out, i)
		c.pos[owner] = s.Name.Pos
		c.refused[owner] = !scope.name(s.Name)
		out.Scopes = append(out.Scopes, model.Scope{Name: s.Name.Value, Description: s.Description.Value})
	}
}

func (c *checker) schemeNames() []string {
	all := make([]string, len(c.api.Schemes))
	for i, s := range c.api.Schemes {
		all[i] = s.Name
	}
	return all
}
