package check

import (
	"fmt"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// defaultAuth checks what defaults say, once.
func (c *checker) defaultAuth() {
	if c.file.DefaultAuth != nil {
		auth := c.authOf(c.at("defaults"), c.file.DefaultAuth)
		c.byDefault = &auth
	}
}

// methodAuth takes what the method says, or else the defaults. It is never guessed.
func (c *checker) methodAuth(m *call) {
	switch {
	case m.src.Auth != nil:
		m.out.Auth = c.authOf(m.at, m.src.Auth)
	case c.byDefault != nil:
		m.out.Auth = *c.byDefault
	default:
		m.at.Refuse(m.src.Name.Pos, "says no auth: write auth: %s, or say it for all methods under defaults", or(append(c.schemeNames(), none)))
	}
}

func (c *checker) authOf(at place, a *spec.Auth) (auth model.Auth) {
	seen := map[string]diag.Pos{}
	asks := 0
	for _, name := range a.Schemes {
		switch {
		case !at.first(seen, "auth", name):
		case name.Value == none:
			auth.Optional = true
		default:
			asks++
			auth.Scheme = c.schemeNamed(at, name)
		}
	}
	if asks > 1 {
		at.Refuse(a.Pos, "auth names several schemes: a method has one scheme, with | none where the caller may be absent")
	}
	if asks == 0 {
		auth.Optional = false
	}
	auth.Scopes = c.authScopes(at, a, auth.Scheme)
	return auth
}

func (c *checker) schemeNamed(at place, name spec.Text) *model.Scheme {
	s := c.schemeOf[name.Value]
	if s == nil {
		at.Refuse(name.Pos, "unknown auth %q%s", name.Value, c.otherAuth(name.Value))
	}
	return s
}

// otherAuth suggests an auth in place of an unknown one, or says which there are.
func (c *checker) otherAuth(name string) string {
	names := append(c.schemeNames(), none)
	if likely := suggest(name, names...); likely != "" || len(names) > 10 {
		return likely
	}
	if len(names) == 1 {
		return `: there is only none, as "auth:" declares no schemes`
	}
	last := len(names) - 1
	return fmt.Sprintf(": there are %s and %s", strings.Join(names[:last], ", "), names[last])
}

func (c *checker) authScopes(at place, a *spec.Auth, s *model.Scheme) []string {
	if len(a.Scopes) > 0 && len(a.Schemes) > 0 && a.Schemes[0].Value == none {
		at.Refuse(a.Scopes[0].Pos, "none asks nothing of the caller, and so has no scopes")
	}
	if s == nil {
		return nil
	}
	var all []string
	seen := map[string]diag.Pos{}
	for _, name := range a.Scopes {
		if !hasScope(s, name.Value) {
			at.Refuse(name.Pos, "unknown scope %q of scheme %q%s", name.Value, s.Name, suggest(name.Value, scopeNames(s)...))
		} else if at.first(seen, "scope", name) {
			all = append(all, name.Value)
		}
	}
	if len(all) > 0 && len(a.Schemes) > 1 {
		at.Refuse(a.Pos, "scopes do not fit an auth with | none: a caller who is absent has none")
	}
	return all
}

func hasScope(s *model.Scheme, name string) bool {
	for _, scope := range s.Scopes {
		if scope.Name == name {
			return true
		}
	}
	return false
}

func scopeNames(s *model.Scheme) []string {
	all := make([]string, len(s.Scopes))
	for i, scope := range s.Scopes {
		all[i] = scope.Name
	}
	return all
}
