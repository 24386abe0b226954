package tsclient

import (
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// hiddenParams says where the secrets of a method's params are, or is "" where there are none: see
// runtime/secrets.ts.
//
//	{ fields: { password: true } }
func (e *emitter) hiddenParams(m *model.Method) string {
	if m.ParamsType == nil {
		return e.hiddenFields(m.Params)
	}
	return strings.TrimPrefix(e.hidden(&model.Type{Kind: model.Ref, Named: m.ParamsType}), "() => ")
}

func (e *emitter) hiddenFields(fields []*model.Field) string {
	var all []string
	for _, f := range fields {
		if where := e.hidden(f.Type); where != "" {
			all = append(all, typedMember(f.Name, where))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "{ fields: { " + strings.Join(all, ", ") + " } }"
}

// hidden says it of a use of a type.
func (e *emitter) hidden(t *model.Type) string {
	switch {
	case !e.holdsSecret(t):
		return ""
	case isSecret(t) || t.Key != nil && isSecret(t.Key):
		return "true"
	case t.Kind == model.Ref:
		e.secretsOf.add(t.Named)
		return "() => " + secretsName(t.Named)
	}
	return "{ of: " + e.hidden(t.Elem) + " }"
}

func secretsName(n *model.Named) string { return "secretsOf" + n.Name }

// secrets declares it of the types that were met.
func (e *emitter) secrets() {
	e.secretsOf.each(func(n *model.Named) {
		e.line("const ", secretsName(n), ": RpcHidden = ", e.hiddenIn(n), ";")
	})
	if len(e.secretsOf.all) > 0 {
		e.line()
	}
}

// hiddenIn says it of a type by its name.
func (e *emitter) hiddenIn(n *model.Named) string {
	switch n.Shape {
	case model.Object:
		return e.hiddenFields(n.Fields)
	case model.Alias:
		return e.hidden(n.Type)
	}
	var all []string
	for i, kinds := range unions.KindsOfMembers(n) {
		where := e.hidden(n.Members[i].Type)
		if where == "" {
			continue
		}
		if n.Discriminator != "" {
			all = append(all, typedMember(n.Members[i].Tag, where))
			continue
		}
		for _, kind := range kinds {
			all = append(all, kindNames[kind]+": "+where)
		}
	}
	if n.Discriminator != "" {
		return "{ tag: " + quote(n.Discriminator) + ", tags: { " + strings.Join(all, ", ") + " } }"
	}
	return "{ kinds: { " + strings.Join(all, ", ") + " } }"
}

// isSecret reports whether a use of a type is a secret, by whatever name.
func isSecret(t *model.Type) bool {
	for ; t.Kind == model.Ref && t.Named.Shape == model.Alias; t = t.Named.Type {
		if t.Secret {
			return true
		}
	}
	return t.Secret
}

// holdsSecret reports whether there is a secret anywhere in a type.
func (e *emitter) holdsSecret(t *model.Type) bool {
	switch {
	case t == nil:
		return false
	case t.Secret || e.holdsSecret(t.Elem) || e.holdsSecret(t.Key):
		return true
	case t.Named == nil:
		return false
	}
	known, found := e.secretive[t.Named]
	if !found {
		known = holds(t.Named, map[*model.Named]bool{})
		e.secretive[t.Named] = known
	}
	return known
}

func holds(n *model.Named, seen map[*model.Named]bool) bool {
	if seen[n] {
		return false
	}
	seen[n] = true
	var within func(t *model.Type) bool
	within = func(t *model.Type) bool {
		return t != nil && (t.Secret || within(t.Elem) || within(t.Key) || t.Named != nil && holds(t.Named, seen))
	}
	return within(n.Type) ||
		slices.ContainsFunc(n.Fields, func(f *model.Field) bool { return within(f.Type) }) ||
		slices.ContainsFunc(n.Members, func(m model.Member) bool { return within(m.Type) })
}
