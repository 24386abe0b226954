package tsclient

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// keys declares the keys of the calls for caching libraries.
func (e *emitter) keys() {
	e.doc("Keys of the methods for caching libraries: `" + e.keySample() + "`. " +
		"Without params, a key is the beginning of those of all calls of the method. " +
		"Params that are secret are left out of it.",
	)
	e.functions("keys", func() {
		for _, m := range e.api.Methods {
			name, parts := naming.TSFullMethod(m), quote(m.Service.Name)+", "+quote(m.Name)
			params, hidden := e.paramsType(m), e.hiddenParams(m)
			switch {
			case params == "":
				e.member(name, "()", "QueryKey", "queryKey("+parts+")")
			case hidden == "":
				e.member(name, "(params?: "+params+")", "QueryKey<"+params+">", "queryKey("+parts+", params)")
			default:
				e.member(name, "(params?: "+params+")", "QueryKey<object>", "queryKey("+parts+", withoutSecrets(params, "+hidden+"))")
			}
		}
	})
	e.line()
}

// tables declares what the runtime has to know of the spec.
func (e *emitter) tables() {
	e.block("const spec: RpcSpec = {", "};", func() {
		e.block("schemes: {", "},", func() {
			for _, s := range naming.UsedSchemes(e.api) {
				e.line(naming.TSScheme(s), ": { ", strings.Join(scheme(s), ", "), " },")
			}
		})
		e.block("methods: {", "},", func() {
			for _, s := range e.api.Services {
				e.block(naming.TSService(s)+": {", "},", func() { e.methods(s) })
			}
		})
		e.line("errorsWithData: [", strings.Join(e.codesWithData(), ", "), "],")
	})
	e.line()
}

func scheme(s *model.Scheme) []string {
	switch {
	case s.Kind == model.Bearer:
		return []string{`type: "bearer"`}
	case s.Kind == model.Basic:
		return []string{`type: "basic"`}
	case s.Header != "":
		return []string{`type: "apiKey"`, "header: " + quote(s.Header)}
	}
	return []string{`type: "apiKey"`, "param: " + quote(s.Param)}
}

// methods are the methods of a service as the runtime knows them.
//
//	register: { name: "user.register", params: true, errors: [1005] },
func (e *emitter) methods(s *model.Service) {
	for _, m := range s.Methods {
		parts := []string{"name: " + quote(m.Name)}
		if len(m.Params) > 0 {
			parts = append(parts, "params: true")
		}
		if m.Auth.Scheme != nil {
			parts = append(parts, "auth: "+quote(naming.TSScheme(m.Auth.Scheme)))
		}
		if len(m.Errors) > 0 {
			parts = append(parts, "errors: ["+strings.Join(codes(m.Errors), ", ")+"]")
		}
		e.line(naming.TSMethod(m), ": { ", strings.Join(parts, ", "), " },")
	}
}

func codes(errors []*model.Error) []string {
	all := make([]string, len(errors))
	for i, declared := range errors {
		all[i] = strconv.Itoa(declared.Code)
	}
	return all
}

func (e *emitter) codesWithData() []string {
	var with []*model.Error
	for _, declared := range e.api.Errors {
		if declared.Data != nil || declared.Fields != nil {
			with = append(with, declared)
		}
	}
	return codes(with)
}
