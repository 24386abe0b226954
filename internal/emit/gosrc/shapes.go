package gosrc

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
)

// Code makes a fresh statement each time it is called, for what stands in several places.
type Code func() *jen.Statement

// Expr is the Code of a name.
func Expr(name string) Code {
	return func() *jen.Statement { return ID(name) }
}

// Field is a field of the value that c stands for.
//
//	c.Name
func (c Code) Field(name string) Code {
	mustName(name)
	return func() *jen.Statement { return c().Dot(name) }
}

// Set assigns.
//
//	target = value
func Set(target Code, value jen.Code) *jen.Statement {
	return target().Op("=").Add(value)
}

// New points to a copy of a value, or to a zero value of a type.
//
//	new(value)
func New(value jen.Code) *jen.Statement { return jen.New(value) }

// IfErr leaves a function that returns the results and an error.
//
//	if err != nil {
//		return results..., err
//	}
func IfErr(results ...jen.Code) *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(append(results, jen.Err())...))
}

// IfErrIn runs a call that returns nothing but an error.
//
//	if err := call; err != nil {
//		return err
//	}
func IfErrIn(call jen.Code) *jen.Statement {
	return jen.If(jen.Err().Op(":=").Add(call), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
}

// Method begins the declaration of a method.
//
//	func (receiver *typ) name
func Method(receiver, typ, name string) *jen.Statement {
	return jen.Func().Params(ID(receiver).Op("*").Add(ID(typ))).Add(ID(name))
}

// Receiver names the receiver of the methods of a type of the spec: its first letter, unless a
// decoder, an encoder or an index goes by that.
func Receiver(typ string) string {
	switch c := typ[0] | 0x20; c {
	case 'd', 'e', 'i':
		return "v"
	default:
		return string(rune(c))
	}
}

// OneLine is a body of one statement, on the line of its function.
//
//	{ return CodeAccountLocked }
func OneLine(statement jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}"}, statement)
}

// Case begins a case of a switch over numbers. What it does follows it in the switch's block.
//
//	case 0: // label
func Case(number int, label string) *jen.Statement {
	comment := strings.ReplaceAll("// "+comment.Clean(label), "\n", " ")
	return jen.Op("case").Add(Int(int64(number))).Op(":").Comment(comment)
}

// Convert converts a value to a named type.
//
//	name(value)
func Convert(name, value jen.Code) *jen.Statement { return jen.Add(name).Call(value) }

// Lines are the arguments of a call, on a line each.
//
//	(
//		a,
//		b,
//	)
func Lines(args []jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(args) > 0}, args...)
}

// Fields are the fields of a composite literal, on a line each.
//
//	{
//		Name: name,
//	}
func Fields(fields []jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(fields) > 0}, fields...)
}

// Args are the arguments of a call that make up so many characters: on its line, or, where they are
// too wide for that, on a line each.
func Args(args []jen.Code, width int) *jen.Statement {
	if width > comment.Width*2/3 {
		return Lines(args)
	}
	return jen.Params(args...)
}
