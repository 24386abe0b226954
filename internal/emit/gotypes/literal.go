package gotypes

import (
	"encoding/base64"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// zeroDefault reports whether a field's default is what its Go type holds anyway.
func zeroDefault(f *model.Field) bool {
	u := Of(f.Type)
	kind := u.Kind
	if u.IsEnum() {
		kind = u.Named.Base
	}
	switch {
	case f.Default.Kind == model.NullValue:
		return u.Kind != model.JSON || u.Nullable
	case u.Nullable:
		return false
	}
	return isZero(kind, f.Default.Text)
}

// isZero reports whether the text of a scalar is the zero value of its kind. A negative zero is
// not, and a decimal never: its zero value is no number.
func isZero(kind model.Kind, text string) bool {
	switch kind {
	case model.Bool:
		return text == "false"
	case model.String:
		return text == ""
	case model.Int, model.Int32, model.Int64:
		return text == "0"
	case model.Float:
		f := must(strconv.ParseFloat(text, 64))
		return f == 0 && !math.Signbit(f)
	}
	return false
}

// Literal writes a value of the spec as a Go expression of type t.
func Literal(t *model.Type, v *model.Value) *jen.Statement {
	u := Of(t)
	switch {
	case v.Kind == model.NullValue && u.Kind != model.JSON:
		return jen.Nil()
	case u.Nullable && !u.NilIsNone():
		return pointer(u, v)
	}
	return literal(u, v)
}

// pointer points to a value.
//
//	new(State("up"))
//	&Point{X: 1}
func pointer(u Use, v *model.Value) *jen.Statement {
	if u.IsStruct() {
		return jen.Op("&").Add(literal(u, v))
	}
	return gosrc.New(typed(u, v))
}

// inner is Literal inside of a list or map, where gofmt -s leaves out the types of composites.
//
//	{X: 1}
func inner(t *model.Type, v *model.Value) *jen.Statement {
	u := Of(t)
	if v.Kind == model.NullValue || u.Kind == model.JSON || u.Kind == model.Bytes || u.Nullable && !u.NilIsNone() && !u.IsStruct() {
		return Literal(t, v)
	}
	return composite(u, jen.Null(), v)
}

// typed is a literal that has the right type by itself.
func typed(u Use, v *model.Value) *jen.Statement {
	if !typesItself(u, v.Text) {
		return gosrc.Convert(Base(u), literal(u, v))
	}
	return literal(u, v)
}

// typesItself reports whether literal gives a value that needs no conversion.
func typesItself(u Use, text string) bool {
	switch u.Kind {
	case model.String, model.Bool:
		return u.Alias == nil
	case model.Float:
		f := must(strconv.ParseFloat(text, 64))
		return u.Alias == nil && f != math.Trunc(f)
	case model.Int, model.Int32, model.Int64, model.Decimal:
		return false
	}
	return true
}

// literal is a value that is not null; of numbers and strings one without a type.
func literal(u Use, v *model.Value) *jen.Statement {
	switch u.Kind {
	case model.String, model.Decimal:
		return gosrc.Raw(v.Text)
	case model.Bool:
		return jen.Lit(v.Text == "true")
	case model.Int, model.Int32, model.Int64:
		return gosrc.Int(must(strconv.ParseInt(v.Text, 10, 64)))
	case model.Float:
		return gosrc.Float(must(strconv.ParseFloat(v.Text, 64)))
	case model.Bytes:
		return Base(u).Call(gosrc.Raw(string(decodeBytes(v.Text, u.Hex))))
	case model.Time, model.Date:
		return moment(u, v.Text)
	case model.JSON:
		return gosrc.JSON().Call(gosrc.Raw(jsonText(v)))
	}
	return composite(u, Base(u), v)
}

// must takes what package check has checked.
func must[T any](v T, err error) T {
	if err != nil {
		panic("gotypes: a default that was checked is wrong: " + err.Error())
	}
	return v
}

func decodeBytes(text string, isHex bool) []byte {
	if isHex {
		return must(hex.DecodeString(text))
	}
	return must(base64.StdEncoding.DecodeString(text))
}

// moment writes a time or a date.
//
//	time.Date(2026, 1, 2, 15, 4, 5, 0, time.UTC)
//	rpc.Date{Year: 2026, Month: 1, Day: 2}
func moment(u Use, text string) *jen.Statement {
	if u.Kind == model.Date {
		day := must(time.Parse(time.DateOnly, text))
		return gosrc.Date().ValuesFunc(func(g *jen.Group) {
			g.Id("Year").Op(":").Add(gosrc.Int(int64(day.Year())))
			g.Id("Month").Op(":").Add(gosrc.Int(int64(day.Month())))
			g.Id("Day").Op(":").Add(gosrc.Int(int64(day.Day())))
		})
	}
	t := must(time.Parse(time.RFC3339Nano, strings.ToUpper(text))).UTC()
	var args []jen.Code
	for _, n := range []int{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond()} {
		args = append(args, gosrc.Int(int64(n)))
	}
	return gosrc.TimeDate().Call(append(args, gosrc.TimeUTC())...)
}

// composite is a literal of a list, a map, an object or a union, of the type base, which is empty
// where it goes without saying; of anything else it is what literal gives.
func composite(u Use, base *jen.Statement, v *model.Value) *jen.Statement {
	switch {
	case u.Kind == model.List:
		return listLiteral(u, base, v)
	case u.Kind == model.Map:
		return mapLiteral(u, base, v)
	case u.IsEnum():
		return enumLiteral(u, v)
	case !u.IsStruct():
		return literal(u, v)
	case u.Named.Shape == model.Union:
		return unionLiteral(u, base, v)
	}
	return objectLiteral(u.Named.Fields, base, v)
}

func listLiteral(u Use, base *jen.Statement, v *model.Value) *jen.Statement {
	return base.ValuesFunc(func(g *jen.Group) {
		for _, item := range v.Items {
			g.Add(inner(u.Elem, item))
		}
	})
}

func mapLiteral(u Use, base *jen.Statement, v *model.Value) *jen.Statement {
	return base.ValuesFunc(func(g *jen.Group) {
		for _, m := range v.Members {
			g.Add(gosrc.Raw(m.Name)).Op(":").Add(inner(u.Elem, m.Value))
		}
	})
}

func enumLiteral(u Use, v *model.Value) *jen.Statement {
	for _, known := range u.Named.Values {
		text := known.Text
		if u.Named.Base != model.String {
			text = strconv.FormatInt(known.Int, 10)
		}
		if text == v.Text {
			return gosrc.ID(naming.EnumConst(u.Named, known))
		}
	}
	if u.Named.Base == model.String {
		return gosrc.Convert(Base(u), gosrc.Raw(v.Text))
	}
	return gosrc.Convert(Base(u), gosrc.Int(must(strconv.ParseInt(v.Text, 10, 64))))
}

// objectLiteral leaves out what is zero by default, and a discriminator, which is no field.
func objectLiteral(fields []*model.Field, base *jen.Statement, v *model.Value) *jen.Statement {
	return base.ValuesFunc(func(g *jen.Group) {
		for _, f := range fields {
			value := memberOf(v, f.Name)
			if value == nil && f.Default != nil && !zeroDefault(f) {
				value = f.Default
			}
			if value != nil {
				g.Add(gosrc.ID(naming.Field(f))).Op(":").Add(fieldLiteral(f, value))
			}
		}
	})
}

func memberOf(v *model.Value, name string) *model.Value {
	for _, m := range v.Members {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

func fieldLiteral(f *model.Field, v *model.Value) *jen.Statement {
	u := Of(f.Type)
	null := v.Kind == model.NullValue && u.Kind != model.JSON
	switch PresenceOf(f) {
	case TriState:
		return triStateLiteral(u, v, null)
	case Pointer:
		if null {
			return jen.Nil()
		}
		return pointer(u, v)
	}
	return Literal(f.Type, v)
}

func triStateLiteral(u Use, v *model.Value, null bool) *jen.Statement {
	arg := triStateArg(u)
	switch {
	case null:
		return gosrc.NullValue().Types(arg).Call()
	case u.IsStruct():
		return gosrc.Value().Call(pointer(u, v))
	}
	return gosrc.Value().Types(arg).Call(literal(u, v))
}
