package gotypes

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// value writes a value that is there. pointer says that v points to it.
func (e *Encoding) value(u Use, v gosrc.Code, pointer bool) {
	switch {
	case u.HasMethods():
		e.Flush()
		e.group.Add(v().Dot("EncodeRPC").Call(e.enc()))
	case u.Kind == model.List:
		e.List(u, v)
	case u.Kind == model.Map:
		e.Map(u, v)
	case pointer:
		e.scalar(u, func() *jen.Statement { return jen.Op("*").Add(v()) })
	default:
		e.scalar(u, v)
	}
}

// List writes a list.
//
//	e.Raw("[")
//	for _, item := range list {
//		e.Comma()
//		e.String(item)
//	}
//	e.Raw("]")
func (e *Encoding) List(u Use, list gosrc.Code) {
	e.Raw("[")
	e.Flush()
	elem := Of(u.Elem)
	if elem.HasMethods() && !elem.Nullable {
		i := gosrc.Expr(e.variable("i"))
		e.group.For(i().Op(":=").Range().Add(list())).BlockFunc(e.block(func(e *Encoding) {
			e.call("Comma")
			e.value(elem, func() *jen.Statement { return list().Index(i()) }, false)
		}))
	} else {
		item := gosrc.Expr(e.variable("item"))
		e.group.For(jen.List(jen.Id("_"), item()).Op(":=").Range().Add(list())).BlockFunc(e.block(func(e *Encoding) {
			e.call("Comma")
			e.element(u.Elem, item)
		}))
	}
	e.Raw("]")
}

// Map writes a map.
//
//	e.Raw("{")
//	for key, value := range m {
//		e.Key(key)
//		e.String(value)
//	}
//	e.Raw("}")
func (e *Encoding) Map(u Use, m gosrc.Code) {
	e.Raw("{")
	e.Flush()
	key, value := gosrc.Expr(e.variable("key")), gosrc.Expr(e.variable("item"))
	e.group.For(jen.List(key(), value()).Op(":=").Range().Add(m())).BlockFunc(e.block(func(e *Encoding) {
		e.call("Key", key())
		e.element(u.Elem, value)
	}))
	e.Raw("}")
}

func (e *Encoding) element(t *model.Type, item gosrc.Code) {
	e.depth++
	e.Field(&model.Field{Type: t}, item)
	e.depth--
}

func (e *Encoding) variable(name string) string {
	if e.depth == 0 {
		return name
	}
	return name + strconv.Itoa(e.depth+1)
}

// scalar writes a value by one call.
//
//	e.String(string(r.Username))
func (e *Encoding) scalar(u Use, v gosrc.Code) {
	value := jen.Code(v())
	if u.IsEnum() {
		e.enum(u, v)
		return
	}
	switch {
	case u.Secret:
		e.call("Secret", value)
		return
	case u.Kind == model.Int32:
		value = jen.Int64().Call(value)
	case u.Defined() && u.Kind != model.Bytes:
		value = Unnamed(u).Call(value)
	}
	method := writers[u.Kind]
	if u.Hex {
		method = "Hex"
	}
	e.call(method, value)
}

func (e *Encoding) enum(u Use, v gosrc.Code) {
	values := e.vars.enum(u, e.owner)
	if u.Named.Base == model.String {
		e.call("Enum", jen.String().Call(v()), values)
	} else {
		e.call("IntEnum", jen.Int64().Call(v()), values)
	}
}

var writers = map[model.Kind]string{
	model.String: "String", model.Bool: "Bool", model.Int: "Int", model.Int32: "Int", model.Int64: "Int64",
	model.Float: "Float", model.Decimal: "Decimal", model.Bytes: "Base64", model.Time: "Time", model.Date: "Date",
	model.JSON: "JSON",
}
