package gotypes

import (
	"github.com/dave/jennifer/jen"

	"github.com/trunkline-rpc/trunkline/internal/emit/gosrc"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// Vars hands out the package's variables that decoding and encoding refer to. Those of named types
// have their names from the start; those of one place are declared by Flush, before what uses them.
type Vars struct {
	names   *gosrc.Names
	rules   map[*model.Named]string
	values  map[*model.Named]string
	narrow  map[*model.EnumValue]string // by the first of the values that are left
	pending []variable
}

type variable struct {
	name  string
	value jen.Code
}

// NewVars names the variables of all named types. The reserved names are not used.
func NewVars(types []*model.Named, reserved ...string) *Vars {
	v := &Vars{
		names:  gosrc.NewNames(reserved...),
		rules:  map[*model.Named]string{},
		values: map[*model.Named]string{},
		narrow: map[*model.EnumValue]string{},
	}
	for _, n := range types {
		base := naming.Unexported(n.Name)
		switch n.Shape {
		case model.Alias:
			v.rules[n] = v.names.New(base + "Rules")
		case model.Enum:
			v.values[n] = v.names.New(base + "Values")
		}
	}
	return v
}

// AliasRules names the rules of an alias.
func (v *Vars) AliasRules(n *model.Named) string { return v.rules[n] }

// EnumValues names the values of an enum.
func (v *Vars) EnumValues(n *model.Named) string { return v.values[n] }

// New declares a variable, by this name or one that is free.
func (v *Vars) New(name string, value jen.Code) string {
	name = v.names.New(name)
	v.pending = append(v.pending, variable{name, value})
	return name
}

// Rules refers to the rules of a value: nil, the variable of its alias, or one of its own.
func (v *Vars) Rules(u Use, hint string) *jen.Statement {
	switch {
	case !HasRules(u):
		return jen.Nil()
	case u.Alias != nil && !u.narrowed():
		return gosrc.ID(v.rules[u.Alias])
	}
	return gosrc.ID(v.New(hint+"Rules", Rules(u)))
}

// enum refers to the values of an enum, or to those that are left of them here.
func (v *Vars) enum(u Use, hint string) *jen.Statement {
	if len(u.Enum) == 0 || len(u.Enum) == len(u.Named.Values) && !u.Named.Open {
		return gosrc.ID(v.EnumValues(u.Named))
	}
	first := &u.Enum[0]
	if v.narrow[first] == "" {
		v.narrow[first] = v.New(hint+"Values", EnumSet(u.Named.Base, u.Enum))
	}
	return gosrc.ID(v.narrow[first])
}

// Flush declares the variables that were handed out since it was last called.
//
//	var (
//		userMembers   = rpc.NewMembers(…)
//		userNameRules = rpc.Strings().MaxLength(80)
//	)
func (v *Vars) Flush(f *gosrc.File) {
	pending := v.pending
	v.pending = nil
	if len(pending) == 0 {
		return
	}
	if len(pending) == 1 {
		f.Var(jen.Null(), pending[0].name, pending[0].value)
		return
	}
	var defs []jen.Code
	var names []string
	for _, p := range pending {
		defs = append(defs, gosrc.ID(p.name).Op("=").Add(p.value))
		names = append(names, p.name)
	}
	f.Declare(jen.Null(), jen.Var().Defs(defs...), names...)
}
