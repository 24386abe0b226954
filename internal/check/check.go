// Package check turns a spec as it was written into the checked model. It goes over the spec in
// named passes and records every mistake that it finds, each with its place and with what to do
// about it. What is found wrong is left out of the model, so that one mistake is told once.
package check

import (
	"regexp"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// Check checks f, adds its mistakes to diags, and returns the model. The model is whole, and what
// package model promises of it holds, only if diags is empty afterwards.
func Check(f *spec.File, diags *diag.List) *model.API {
	c := newChecker(f, diags)
	c.info()
	c.schemes()
	c.declareTypes()
	c.declareErrors()
	c.resolveTypes()
	c.resolveErrors()
	c.resolveMethods()
	c.settleTypes()
	c.applyUses()
	c.flattenTypes()
	c.defaults()
	c.unions()
	c.cycles()
	c.methods()
	c.examples()
	c.goNames()
	c.markUsed()
	return c.api
}

// checker holds what the passes share: tables of what was declared, and for each part of the model
// the place in the spec that it comes from.
type checker struct {
	file      *spec.File
	diags     *diag.List
	api       *model.API
	schemeOf  map[string]*model.Scheme
	errorOf   map[string]*model.Error
	types     []*decl
	typeOf    map[string]*decl
	declOf    map[*model.Named]*decl
	uses      []use
	settling  []*decl    // the aliases on the way to the one that is being settled
	fields    []fieldUse // all fields as they were declared
	copies    []copied   // fields that objects took over from others
	calls     []*call    // the methods
	pos       map[any]diag.Pos
	places    map[*model.Field]place
	refused   map[any]bool // owners of names that were refused: nothing is said of their Go names
	regexps   map[string]*regexp.Regexp
	byDefault *model.Auth // what a method asks that says nothing
}

func newChecker(f *spec.File, diags *diag.List) *checker {
	return &checker{
		file: f, diags: diags, api: &model.API{},
		schemeOf: map[string]*model.Scheme{},
		errorOf:  map[string]*model.Error{},
		typeOf:   map[string]*decl{},
		declOf:   map[*model.Named]*decl{},
		pos:      map[any]diag.Pos{},
		places:   map[*model.Field]place{},
		refused:  map[any]bool{},
		regexps:  map[string]*regexp.Regexp{},
	}
}

func (c *checker) info() {
	at := c.at("info")
	info := c.file.Info
	c.api.Title, c.api.Version, c.api.Description = info.Title.Value, info.Version.Value, info.Description.Value
	at.oneLine("title", info.Title)
	at.oneLine("version", info.Version)
	switch u := c.file.UnknownFields; u.Value {
	case "", "refuse":
	case "ignore":
		c.api.IgnoreUnknown = true
	default:
		c.diags.Addf(u.Pos, `unknownFields: must be "refuse" or "ignore", and not %q%s`, u.Value, suggest(u.Value, "refuse", "ignore"))
	}
}
