package openrpc

import (
	"strconv"

	"github.com/trunkline-rpc/trunkline/internal/model"
)

// examples are the exchanges with a result, and those with an error, for which OpenRPC has no place:
// in its own, a pairing without a result is a notification.
func (e *emitter) examples(m *model.Method) (answered, failed []object) {
	names := map[string]bool{}
	for i, example := range m.Examples {
		o := object{{"name", exampleName(names, example.Summary, i+1)}, {"params", exampleParams(m, example.Params)}}
		result := any(nil)
		switch {
		case example.Error != nil:
			failed = append(failed, o.with("error", errorRef(example.Error.Name)))
			continue
		case example.Result != nil:
			result = literal(example.Result)
		}
		answered = append(answered, o.with("result", object{{"name", "result"}, {"value", result}}))
	}
	return answered, failed
}

// exampleName is a name that no other example of the method has: tools list and choose them by it.
func exampleName(names map[string]bool, summary string, number int) string {
	if summary == "" {
		summary = "example " + strconv.Itoa(number)
	}
	name := summary
	for i := 2; names[name]; i++ {
		name = summary + " (" + strconv.Itoa(i) + ")"
	}
	names[name] = true
	return name
}

// exampleParams are params by name, also where the example has them by position.
func exampleParams(m *model.Method, given *model.Value) []object {
	params := []object{}
	if given == nil {
		return params
	}
	for i, item := range given.Items {
		if p := m.Params[i]; !isAbsent(p, item) {
			params = append(params, object{{"name", p.Name}, {"value", literal(item)}})
		}
	}
	for _, named := range given.Members {
		params = append(params, object{{"name", named.Name}, {"value", literal(named.Value)}})
	}
	return params
}

// isAbsent reports whether null stands by position for a param that is left out.
func isAbsent(p *model.Field, v *model.Value) bool {
	return v.Kind == model.NullValue && p.Optional && !p.Type.Nullable && p.Type.Kind != model.JSON
}
