package check

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

var builtins = map[string]model.Kind{
	"string": model.String, "bool": model.Bool, "int": model.Int, "int32": model.Int32, "int64": model.Int64,
	"float": model.Float, "decimal": model.Decimal, "bytes": model.Bytes, "time": model.Time, "date": model.Date,
	"json": model.JSON, "list": model.List, "map": model.Map,
}

var builtinNames = []string{
	"string", "bool", "int", "int32", "int64", "float", "decimal", "bytes", "time", "date", "json", "list", "map",
}

// elsewhere are the names that other languages have for built-in types.
var elsewhere = map[string]string{
	"integer": "int", "long": "int64", "int8": "int32", "int16": "int32", "uint": "int", "uint8": "int32",
	"uint16": "int32", "uint32": "int", "uint64": "int64", "number": "float", "double": "float", "float32": "float",
	"float64": "float", "boolean": "bool", "str": "string", "text": "string", "uuid": "string, format: uuid",
	"array": "list<T>", "object": "map<T>, or a type with fields", "dict": "map<T>", "any": "json",
	"datetime": "time", "timestamp": "time", "binary": "bytes",
}

// use is one use of a type, kept until the types that it names are settled.
type use struct {
	at  place
	src *spec.Type // nil: it stands inside another, as Name in list<Name>
	out *model.Type
}

// unknown is a type that was refused: its Kind is 0, and nothing more is said about it.
func unknown() *model.Type { return &model.Type{} }

// resolve makes the type that t names, without its constraints.
func (c *checker) resolve(at place, t *spec.Type) *model.Type {
	var out *model.Type
	switch {
	case t == nil:
		return unknown()
	case t.Expr != nil:
		out = c.expr(at, t.Expr)
	case t.Enum != nil:
		out = &model.Type{Kind: enumKind(t.Enum)}
	default:
		return unknown()
	}
	c.pos[out] = t.Pos
	return out
}

// expr resolves an expression.
func (c *checker) expr(at place, e *spec.Expr) *model.Type {
	switch {
	case e == nil:
		return unknown()
	case len(e.Members) > 0:
		return c.nullable(at, e)
	case isNull(e):
		at.Refuse(e.Pos, "null is no type by itself: write T | null, and leave result out where a method answers null")
		return unknown()
	}
	kind, builtin := builtins[e.Name]
	switch {
	case kind == model.List:
		return c.list(at, e)
	case kind == model.Map:
		return c.mapping(at, e)
	case builtin:
		return &model.Type{Kind: kind}
	}
	return c.named(at, e.Name, e.Pos)
}

// named resolves the name of a declared type.
func (c *checker) named(at place, name string, pos diag.Pos) *model.Type {
	if d := c.typeOf[name]; d != nil {
		return &model.Type{Kind: model.Ref, Named: d.out}
	}
	if kind := builtins[name]; kind != 0 {
		return &model.Type{Kind: kind}
	}
	if instead := elsewhere[name]; instead != "" {
		at.Refuse(pos, "unknown type %q: here it is %s", name, instead)
		return unknown()
	}
	at.Refuse(pos, "unknown type %q%s", name, suggest(name, append(c.typeNames(), builtinNames...)...))
	return unknown()
}

func (c *checker) typeNames() []string {
	all := make([]string, len(c.types))
	for i, d := range c.types {
		all[i] = d.out.Name
	}
	return all
}

// nullable resolves T | null. Other unions need a name.
func (c *checker) nullable(at place, e *spec.Expr) *model.Type {
	others := members(e)
	switch {
	case len(others) == 0:
		return c.expr(at, e.Members[0])
	case len(others) > 1:
		at.Refuse(e.Pos, "a union needs a name: declare it under types, and name it here")
		return unknown()
	case len(e.Members) > 2:
		at.Refuse(e.Pos, "null stands twice")
	}
	t := c.expr(at, others[0])
	if t.Kind == model.JSON {
		at.Refuse(e.Pos, "json holds null already: leave | null out")
	}
	t.Nullable = true
	return t
}

func (c *checker) list(at place, e *spec.Expr) *model.Type {
	if len(e.Args) != 1 {
		return unknown()
	}
	return &model.Type{Kind: model.List, Elem: c.inner(at, e.Args[0])}
}

func (c *checker) mapping(at place, e *spec.Expr) *model.Type {
	n := len(e.Args)
	if n != 1 && n != 2 {
		return unknown()
	}
	t := &model.Type{Kind: model.Map, Elem: c.inner(at, e.Args[n-1])}
	if n == 2 {
		t.Key = c.inner(at, e.Args[0])
	}
	return t
}

// inner resolves a type inside another, and keeps its use.
func (c *checker) inner(at place, e *spec.Expr) *model.Type {
	t := c.expr(at, e)
	if e != nil {
		c.pos[t] = e.Pos
	}
	c.uses = append(c.uses, use{at: at, out: t})
	return t
}
