package tsclient

import (
	"slices"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// sample is a fragment of code for a comment.
func sample(line string) string { return "```ts\n" + line + "\n```" }

// clientSample makes a client, and calls a method where one can be called without params.
func (e *emitter) clientSample() string {
	line := `const api = createClient({ url: "/api" });`
	if m := e.samples()[0]; callable(m) {
		line += "\nconst result = await api." + callOf(m) + ";"
	}
	return sample(line)
}

// batchSample sends two calls in one request.
func (e *emitter) batchSample() string {
	all := e.samples()
	first, second := all[0], all[min(1, len(all)-1)]
	return sample("const [a, b] = await Promise.all(api.batch((calls) => [calls." + callOf(first) + ", calls." + callOf(second) + "]));")
}

// samples are the methods, those first that read best in an example: they can be called without params.
func (e *emitter) samples() []*model.Method {
	all := slices.Clone(e.api.Methods)
	slices.SortStableFunc(all, func(a, b *model.Method) int { return rank(a) - rank(b) })
	return all
}

func rank(m *model.Method) int {
	switch {
	case m.Deprecated != "":
		return 2
	case !callable(m):
		return 1
	}
	return 0
}

func callable(m *model.Method) bool { return optionalParams(m) && m.Deprecated == "" }

func callOf(m *model.Method) string {
	params := "params"
	if optionalParams(m) {
		params = ""
	}
	return naming.TSService(m.Service) + "." + naming.TSMethod(m) + "(" + params + ")"
}

// keySample is a key as a caching library takes it.
func (e *emitter) keySample() string {
	params := ""
	m := e.api.Methods[0]
	if i := slices.IndexFunc(e.api.Methods, func(m *model.Method) bool { return len(m.Params) > 0 }); i >= 0 {
		m, params = e.api.Methods[i], "params"
	}
	return "useQuery({ queryKey: keys." + naming.TSFullMethod(m) + "(" + params + "), … })"
}

// checkSample checks the params of the first method that has a param which is required.
func (e *emitter) checkSample() string {
	for _, m := range e.api.Methods {
		for _, f := range m.Params {
			if !f.Optional && isIdentifier(f.Name) {
				return sample("const errors = fieldErrors(" + naming.TSValidate(m) + "({})); // { \"/" + f.Name + "\": \"is required\" }")
			}
		}
	}
	return ""
}

// methodErrorsSample says how to tell the errors of one method, if any method declares some.
func (e *emitter) methodErrorsSample() string {
	i := slices.IndexFunc(e.api.Methods, func(m *model.Method) bool { return len(m.Errors) > 0 })
	if i < 0 {
		return ""
	}
	return "With the errors of a method, as in `isRpcError<" + naming.TSMethodError(e.api.Methods[i]) + ">(error)`, no others are left to tell apart."
}
