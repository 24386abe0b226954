package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

func enumOwner(n *model.Named, i int) naming.EnumOwner { return naming.EnumOwner{Type: n, Index: i} }
func memberOwner(n *model.Named, i int) naming.MemberOwner {
	return naming.MemberOwner{Type: n, Index: i}
}
func scopeOwner(s *model.Scheme, i int) naming.ScopeOwner {
	return naming.ScopeOwner{Scheme: s, Index: i}
}

// goNames refuses names of which no Go name can be derived, and those whose names collide in Go or
// in TypeScript. A name can be derived in TypeScript where one can in Go.
func (c *checker) goNames() {
	spaces := naming.GoSpaces(c.api)
	for _, space := range spaces {
		for _, d := range space {
			if d.Name == "" && !c.refused[d.Owner] {
				c.refused[d.Owner] = true
				c.ownerPlace(d).Refuse(c.pos[d.Owner], "no Go name can be derived from it: %s", remedy(d.Owner, "it"))
			}
		}
	}
	told := map[[2]diag.Pos]bool{}
	for _, space := range slices.Backward(spaces) { // the package last: what collides inside is told there
		c.collisions(space, "Go", told)
	}
	for _, space := range slices.Backward(naming.TSSpaces(c.api)) {
		c.collisions(space, "TypeScript", told)
	}
}

// collisions refuses two names of a space that are the same in the language. Names that stand in
// several spaces are told of once.
func (c *checker) collisions(space naming.Space, language string, told map[[2]diag.Pos]bool) {
	first := map[string]naming.Decl{}
	for _, d := range space {
		if d.Name == "" || d.Owner != nil && c.refused[d.Owner] {
			continue
		}
		other, taken := first[d.Name]
		if !taken {
			first[d.Name] = d
			continue
		}
		if c.pos[d.Owner].Compare(c.pos[other.Owner]) < 0 {
			d, other = other, d
		}
		pair := [2]diag.Pos{c.pos[other.Owner], c.pos[d.Owner]}
		if other.Owner == d.Owner || told[pair] {
			continue
		}
		told[pair] = true
		c.collide(d, other, language)
	}
}

func (c *checker) collide(d, other naming.Decl, language string) {
	if other.Owner == nil {
		c.ownerPlace(d).Refuse(c.pos[d.Owner], "its %s name %s is one that the generated code needs itself: %s", language, d.Name, remedy(d.Owner, "it"))
		return
	}
	fix := remedy(d.Owner, "one of them")
	if cannotRename(d.Owner) {
		fix = remedy(other.Owner, "one of them")
	}
	c.ownerPlace(d).Refuse(c.pos[d.Owner], "its %s name %s is also that of %s (%s): %s", language, d.Name, what(other), line(c.pos[other.Owner]), fix)
}

// ownerPlace is the place of an owner in words.
func (c *checker) ownerPlace(d naming.Decl) place {
	switch o := d.Owner.(type) {
	case *model.Field:
		return c.places[o]
	case naming.EnumOwner:
		return c.at("type %q", o.Type.Name).in("value %s", valueName(o))
	case naming.MemberOwner:
		return c.at("type %q", o.Type.Name).in("%s", memberName(o))
	case naming.ScopeOwner:
		return c.at("scheme %q", o.Scheme.Name).in("%s", d.What)
	}
	return c.at("%s", d.What)
}

// what names an owner in a message about another.
func what(d naming.Decl) string {
	switch o := d.Owner.(type) {
	case naming.EnumOwner:
		return "value " + valueName(o) + " of enum " + o.Type.Name
	case naming.MemberOwner:
		return memberName(o) + " of union " + o.Type.Name
	}
	return d.What
}

func valueName(o naming.EnumOwner) string {
	v := o.Type.Values[o.Index]
	if v.Key == "" && o.Type.Base != model.String {
		return fmt.Sprint(v.Int)
	}
	return fmt.Sprintf("%q", cmp.Or(v.Key, v.Text))
}

func memberName(o naming.MemberOwner) string {
	m := o.Type.Members[o.Index]
	if m.Tag != "" {
		return fmt.Sprintf("tag %q", m.Tag)
	}
	return "member " + expression(m.Type)
}

// cannotRename reports whether a name has to be as it is, because it goes over the wire and the
// spec can give it no other.
func cannotRename(owner any) bool {
	switch owner.(type) {
	case naming.MemberOwner, naming.ScopeOwner, *model.Scheme:
		return true
	}
	return false
}

// remedy says what to do about an owner's Go name.
func remedy(owner any, which string) string {
	switch owner.(type) {
	case *model.Field, *model.Method:
		return `set "name" on ` + which
	case *model.Service:
		return `set "service" on the methods`
	case naming.EnumOwner:
		return "name the values, as in {none: 0}"
	case naming.ScopeOwner, naming.MemberOwner, *model.Scheme:
		return "call " + which + " otherwise"
	}
	return "rename " + which
}
