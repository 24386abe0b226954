package check

import (
	"cmp"
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// applyUses gives every use of a type what its name brings along and what is said where it stands.
func (c *checker) applyUses() {
	for _, u := range c.uses {
		c.apply(u)
	}
	for _, d := range c.types {
		if d.out.Shape == model.Alias {
			c.parts(d.base)
		}
		for _, m := range d.out.Members {
			c.parts(use{at: d.at, out: m.Type})
		}
	}
	for _, u := range c.uses {
		c.parts(u)
	}
}

// apply works on a use whose names are settled.
func (c *checker) apply(u use) {
	t := u.out
	if t == nil || t.Kind == 0 {
		return
	}
	if t.Kind == model.Ref {
		if t.Nullable && core(t).Kind == model.JSON {
			u.at.Refuse(c.pos[t], "%s holds null already: leave | null out", t.Named.Name)
		}
		t.Nullable = t.Nullable || t.Named.Nullable
		if t.Named.Shape == model.Alias {
			t.Rules = t.Named.Type.Rules
			t.Secret = t.Named.Type.Secret
		}
	}
	if u.src == nil {
		return
	}
	c.encoding(u)
	c.rules(u)
	c.narrow(u)
	c.secret(u)
}

func (c *checker) encoding(u use) {
	e := u.src.Encoding
	switch {
	case !e.IsSet() || u.src.Enum != nil:
	case u.out.Kind != model.Bytes:
		u.at.Refuse(e.Pos, "encoding does not fit %s: it stands where bytes is named", describe(u.out))
	case e.Value != "base64" && e.Value != "hex":
		u.at.Refuse(e.Pos, "unknown encoding %q%s: it is base64 or hex", e.Value, suggest(e.Value, "base64", "hex"))
	}
	u.out.Hex = u.out.Kind == model.Bytes && e.Value == "hex"
}

// secret marks a string. The use of a named string that is no secret itself becomes one of an
// anonymous string with the same limits: its Go type would tell the value.
func (c *checker) secret(u use) {
	flag := u.src.Secret
	switch {
	case u.src.Enum != nil || !flag.IsSet():
	case !flag.Value && u.out.Secret:
		u.at.Refuse(flag.Pos, "%s is a secret wherever it is used", describe(u.out))
	case !flag.Value || u.out.Secret:
	case core(u.out).Kind != model.String || core(u.out).Enum != nil:
		u.at.Refuse(flag.Pos, "secret does not fit %s: it holds for string%s", describe(u.out), insideHint(u.out, texts))
	default:
		*u.out = model.Type{Kind: model.String, Secret: true, Nullable: u.out.Nullable, Rules: u.out.Rules}
	}
}

// parts checks what depends on the parts of a type, once all of them are settled.
func (c *checker) parts(u use) {
	t := u.out
	if t == nil {
		return
	}
	if t.Kind == model.Map && t.Key != nil {
		c.key(u.at, t)
	}
	if u.src == nil || !t.Rules.UniqueItems || core(t).Kind != model.List {
		return
	}
	if elem := core(t).Elem; elem.Kind != 0 && !comparable(elem) {
		for _, rule := range u.src.Rules {
			if rule.Keyword.Value == "uniqueItems" {
				u.at.Refuse(rule.Keyword.Pos, "uniqueItems does not fit a list of %s: it holds for lists of scalars", describe(elem))
			}
		}
	}
}

// key checks the key of a map; a plain string is what every map has.
func (c *checker) key(at place, t *model.Type) {
	k := t.Key
	switch {
	case k.Kind == model.String && !k.Nullable:
		t.Key = nil
	case k.Kind == 0:
	case scalarKind(k) != model.String || k.Nullable:
		at.Refuse(c.pos[k], "the key of a map has to be a string type, and %s is none", describe(k))
	case k.Secret:
		at.Refuse(c.pos[k], "a secret cannot be the key of a map: keys are shown")
	}
}

var scalars = []model.Kind{
	model.String, model.Bool, model.Int, model.Int32, model.Int64, model.Float, model.Decimal, model.Time, model.Date,
}

// comparable reports whether two values of t can be compared.
func comparable(t *model.Type) bool {
	return !t.Nullable && slices.Contains(scalars, scalarKind(t))
}

// placeOf is where a type stands, or else the declaration.
func (c *checker) placeOf(t *model.Type, d *decl) diag.Pos {
	return cmp.Or(c.pos[t], c.pos[d.out])
}
