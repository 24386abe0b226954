package gotypes

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/emit/unions"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// unionLiteral sets the member that a value belongs to.
//
//	Event{HostUp: &HostUp{Host: "a"}}
func unionLiteral(u Use, base *jen.Statement, v *model.Value) *jen.Statement {
	m := memberFor(u.Named, v)
	return base.ValuesFunc(func(g *jen.Group) {
		field := &model.Field{Name: m.Tag, Type: m.Type, Optional: true}
		g.Add(gosrc.ID(naming.Member(m))).Op(":").Add(fieldLiteral(field, v))
	})
}

// memberFor finds the member of a union by the tag or the kind of a value.
func memberFor(n *model.Named, v *model.Value) model.Member {
	for _, m := range n.Members {
		if n.Discriminator != "" {
			if tag := memberOf(v, n.Discriminator); tag != nil && tag.Text == m.Tag {
				return m
			}
			continue
		}
		for _, kind := range unions.Kinds(m.Type) {
			if kind == v.Kind {
				return m
			}
		}
	}
	panic("gotypes: no member of union " + n.Name + " takes a value that was checked")
}

// jsonText writes a value as JSON.
func jsonText(v *model.Value) string {
	switch v.Kind {
	case model.NullValue:
		return "null"
	case model.StringValue:
		return gosrc.JSONString(v.Text)
	case model.ListValue:
		return jsonList(v.Items)
	case model.MapValue:
		return jsonObject(v.Members)
	}
	return v.Text
}

func jsonList(items []*model.Value) string {
	var texts []string
	for _, item := range items {
		texts = append(texts, jsonText(item))
	}
	return "[" + strings.Join(texts, ",") + "]"
}

func jsonObject(members []model.ValueMember) string {
	var texts []string
	for _, m := range members {
		texts = append(texts, gosrc.JSONString(m.Name)+":"+jsonText(m.Value))
	}
	return "{" + strings.Join(texts, ",") + "}"
}
