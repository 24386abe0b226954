package gotypes

import (
	"reflect"

	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
)

// HasRules reports whether anything limits the values themselves.
func HasRules(u Use) bool {
	return len(u.Enum) > 0 || !reflect.DeepEqual(withoutUnique(u.Rules), model.Rules{})
}

// withoutUnique leaves out what is no rule variable's business: generated code checks it.
func withoutUnique(r model.Rules) model.Rules {
	r.UniqueItems = false
	return r
}

// Rules is the value of a rule variable.
//
//	rpc.Strings().MinLength(1).MaxLength(80)
func Rules(u Use) *jen.Statement {
	switch u.Kind {
	case model.String:
		return stringRules(u)
	case model.Int, model.Int32, model.Int64:
		return integerRules(u)
	case model.Float, model.Decimal:
		return numberRules(u.Rules)
	case model.Bytes:
		return limits(gosrc.SizeRules().Call(), u.Rules.MinLength, u.Rules.MaxLength)
	case model.Map:
		return limits(gosrc.MapRules().Call(), u.Rules.MinProperties, u.Rules.MaxProperties)
	}
	return limits(gosrc.LengthRules().Call(), u.Rules.MinItems, u.Rules.MaxItems)
}

func stringRules(u Use) *jen.Statement {
	s := gosrc.StringRules().Call()
	count(s, "MinLength", u.Rules.MinLength)
	count(s, "MaxLength", u.Rules.MaxLength)
	for _, p := range u.Rules.Patterns {
		s.Dot("Pattern").Call(gosrc.Raw(p))
	}
	for _, f := range u.Rules.Formats {
		s.Dot("Format").Call(jen.Lit(f))
	}
	if len(u.Enum) > 0 {
		s.Dot("Enum").Add(enumArgs(model.String, u.Enum))
	}
	return s
}

func integerRules(u Use) *jen.Statement {
	s := gosrc.IntegerRules().Call()
	bounds(s, u.Rules, func(n *model.Number) jen.Code { return gosrc.Int(n.Int) })
	if len(u.Enum) > 0 {
		s.Dot("Enum").Add(enumArgs(u.Kind, u.Enum))
	}
	return s
}

func numberRules(r model.Rules) *jen.Statement {
	s := gosrc.NumberRules().Call()
	bounds(s, r, func(n *model.Number) jen.Code { return gosrc.Float(n.Float) })
	return s
}

func bounds(s *jen.Statement, r model.Rules, lit func(*model.Number) jen.Code) {
	for _, b := range []struct {
		method string
		limit  *model.Number
	}{
		{"Minimum", r.Minimum},
		{"Maximum", r.Maximum},
		{"ExclusiveMinimum", r.ExclusiveMinimum},
		{"ExclusiveMaximum", r.ExclusiveMaximum},
		{"MultipleOf", r.MultipleOf},
	} {
		if b.limit != nil {
			s.Dot(b.method).Call(lit(b.limit))
		}
	}
}

func limits(s *jen.Statement, least, most *int) *jen.Statement {
	count(s, "Min", least)
	count(s, "Max", most)
	return s
}

func count(s *jen.Statement, method string, n *int) {
	if n != nil {
		s.Dot(method).Call(gosrc.Int(int64(*n)))
	}
}

// EnumLiteral is a value of an enum.
func EnumLiteral(base model.Kind, v model.EnumValue) *jen.Statement {
	if base == model.String {
		return gosrc.Raw(v.Text)
	}
	return gosrc.Int(v.Int)
}

func enumArgs(base model.Kind, values []model.EnumValue) *jen.Statement {
	var args []jen.Code
	width := 0
	for _, v := range values {
		args = append(args, EnumLiteral(base, v))
		width += len(`"", `) + len(v.Text)
	}
	return gosrc.Args(args, width)
}

// EnumSet is the value of a variable that holds the values of an enum.
//
//	rpc.NewEnum("up", "down")
func EnumSet(base model.Kind, values []model.EnumValue) *jen.Statement {
	set := gosrc.NewIntEnum()
	if base == model.String {
		set = gosrc.NewEnum()
	}
	return set.Add(enumArgs(base, values))
}
