package page

import (
	"encoding/json"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

type fieldData struct {
	Name        string          `json:"name"`
	Description richText        `json:"description,omitempty"`
	Deprecated  string          `json:"deprecated,omitempty"`
	Type        *typeData       `json:"type"`
	Optional    bool            `json:"optional,omitempty"`
	Default     json.RawMessage `json:"default,omitempty"`
	From        string          `json:"from,omitempty"`
	Go          string          `json:"go"`
}

type typeData struct {
	Kind             string      `json:"kind"`
	Nullable         bool        `json:"nullable,omitempty"`
	Secret           bool        `json:"secret,omitempty"`
	Hex              bool        `json:"hex,omitempty"`
	Elem             *typeData   `json:"elem,omitempty"`
	Key              *typeData   `json:"key,omitempty"`
	Ref              string      `json:"ref,omitempty"`
	Enum             []enumValue `json:"enum,omitempty"`
	MinLength        *int        `json:"minLength,omitempty"`
	MaxLength        *int        `json:"maxLength,omitempty"`
	Patterns         []string    `json:"patterns,omitempty"`
	Formats          []string    `json:"formats,omitempty"`
	Minimum          string      `json:"minimum,omitempty"`
	Maximum          string      `json:"maximum,omitempty"`
	ExclusiveMinimum string      `json:"exclusiveMinimum,omitempty"`
	ExclusiveMaximum string      `json:"exclusiveMaximum,omitempty"`
	MultipleOf       string      `json:"multipleOf,omitempty"`
	MinItems         *int        `json:"minItems,omitempty"`
	MaxItems         *int        `json:"maxItems,omitempty"`
	UniqueItems      bool        `json:"uniqueItems,omitempty"`
	MinProperties    *int        `json:"minProperties,omitempty"`
	MaxProperties    *int        `json:"maxProperties,omitempty"`
}

type enumValue struct {
	Key   string `json:"key,omitempty"`
	Value any    `json:"value"` // a string or an integer
	Go    string `json:"go,omitempty"`
}

type namedData struct {
	Name          string      `json:"name"`
	Description   richText    `json:"description,omitempty"`
	Deprecated    string      `json:"deprecated,omitempty"`
	Shape         string      `json:"shape"`
	Fields        []fieldData `json:"fields,omitempty"`
	Base          string      `json:"base,omitempty"`
	Values        []enumValue `json:"values,omitempty"`
	Open          bool        `json:"open,omitempty"`
	Members       []member    `json:"members,omitempty"`
	Discriminator string      `json:"discriminator,omitempty"`
	Type          *typeData   `json:"type,omitempty"`
	Nullable      bool        `json:"nullable,omitempty"`
	Recursive     bool        `json:"recursive,omitempty"`
}

type member struct {
	Tag  string    `json:"tag,omitempty"`
	Type *typeData `json:"type"`
	Go   string    `json:"go"`
}

var kinds = map[model.Kind]string{
	model.String: "string", model.Bool: "bool", model.Int: "int", model.Int32: "int32", model.Int64: "int64",
	model.Float: "float", model.Decimal: "decimal", model.Bytes: "bytes", model.Time: "time", model.Date: "date",
	model.JSON: "json", model.List: "list", model.Map: "map", model.Ref: "ref",
}

var shapes = map[model.Shape]string{model.Object: "object", model.Enum: "enum", model.Union: "union", model.Alias: "alias"}

func fields(all []*model.Field) []fieldData { return each(all, describeField) }

func describeField(f *model.Field) fieldData {
	d := fieldData{
		Name: f.Name, Description: rich(f.Description), Deprecated: f.Deprecated, Type: typeOf(f.Type),
		Optional: f.Optional, Default: literal(f.Default), Go: naming.Field(f),
	}
	if f.From != nil {
		d.From = f.From.Name
	}
	return d
}

func typeOf(t *model.Type) *typeData {
	r := t.Rules
	d := &typeData{
		Kind: kinds[t.Kind], Nullable: t.Nullable, Secret: t.Secret, Hex: t.Hex,
		MinLength: r.MinLength, MaxLength: r.MaxLength, Patterns: r.Patterns, Formats: r.Formats,
		Minimum: number(r.Minimum), Maximum: number(r.Maximum), MultipleOf: number(r.MultipleOf),
		ExclusiveMinimum: number(r.ExclusiveMinimum), ExclusiveMaximum: number(r.ExclusiveMaximum),
		MinItems: r.MinItems, MaxItems: r.MaxItems, UniqueItems: r.UniqueItems,
		MinProperties: r.MinProperties, MaxProperties: r.MaxProperties,
	}
	if t.Elem != nil {
		d.Elem = typeOf(t.Elem)
	}
	if t.Key != nil {
		d.Key = typeOf(t.Key)
	}
	if t.Named != nil {
		d.Ref = t.Named.Name
	}
	for _, v := range t.Enum {
		d.Enum = append(d.Enum, enumValue{Key: v.Key, Value: valueOf(v, isText(t))})
	}
	return d
}

// isText reports whether the values of an enumeration at this use are strings.
func isText(t *model.Type) bool {
	if t.Kind != model.Ref {
		return t.Kind == model.String
	}
	if t.Named.Shape == model.Alias {
		return isText(t.Named.Type)
	}
	return t.Named.Base == model.String
}

func number(n *model.Number) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func valueOf(v model.EnumValue, text bool) any {
	if text {
		return v.Text
	}
	return v.Int
}

func describeNamed(n *model.Named) namedData {
	d := namedData{
		Name: n.Name, Description: rich(n.Description), Deprecated: n.Deprecated, Shape: shapes[n.Shape],
		Open: n.Open, Discriminator: n.Discriminator, Nullable: n.Nullable, Recursive: n.Recursive,
	}
	switch n.Shape {
	case model.Object:
		d.Fields = fields(n.Fields)
	case model.Enum:
		d.Base = kinds[n.Base]
		for _, v := range n.Values {
			d.Values = append(d.Values, enumValue{v.Key, valueOf(v, n.Base == model.String), naming.EnumConst(n, v)})
		}
	case model.Union:
		d.Members = each(n.Members, func(m model.Member) member { return member{m.Tag, typeOf(m.Type), naming.Member(m)} })
	case model.Alias:
		d.Type = typeOf(n.Type)
	}
	return d
}
