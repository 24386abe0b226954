package naming

import "github.com/trunkline-rpc/trunkline/internal/model"

// TSInputs are the types that look different when they are sent: a field with a default may be left
// out then, and is always there in an answer. Only types that go both ways are among them.
func TSInputs(api *model.API) map[*model.Named]bool {
	sent, answered := map[*model.Named]bool{}, map[*model.Named]bool{}
	for _, m := range api.Methods {
		if m.ParamsType != nil {
			reach(sent, &model.Type{Kind: model.Ref, Named: m.ParamsType})
		} else {
			reachFields(sent, m.Params)
		}
		reach(answered, m.Result)
	}
	for _, e := range api.Errors {
		reach(answered, e.Data)
		reachFields(answered, e.Fields)
	}
	inputs := map[*model.Named]bool{}
	for n := range sent {
		if answered[n] && hasDefaults(n) {
			inputs[n] = true
		}
	}
	return inputs
}

// TSSent are the types that are sent, in order of declaration.
func TSSent(api *model.API) map[*model.Named]bool {
	sent := map[*model.Named]bool{}
	for _, m := range api.Methods {
		if m.ParamsType != nil {
			reach(sent, &model.Type{Kind: model.Ref, Named: m.ParamsType})
		} else {
			reachFields(sent, m.Params)
		}
	}
	return sent
}

// hasDefaults reports whether a field with a default stands somewhere in the type.
func hasDefaults(n *model.Named) bool {
	seen := map[*model.Named]bool{}
	reach(seen, &model.Type{Kind: model.Ref, Named: n})
	for n := range seen {
		for _, f := range n.Fields {
			if f.Default != nil {
				return true
			}
		}
	}
	return false
}

// reach adds the types that a use of one leads to.
func reach(seen map[*model.Named]bool, t *model.Type) {
	if t == nil {
		return
	}
	reach(seen, t.Elem)
	reach(seen, t.Key)
	n := t.Named
	if n == nil || seen[n] {
		return
	}
	seen[n] = true
	reach(seen, n.Type)
	reachFields(seen, n.Fields)
	for _, m := range n.Members {
		reach(seen, m.Type)
	}
}

func reachFields(seen map[*model.Named]bool, fields []*model.Field) {
	for _, f := range fields {
		reach(seen, f.Type)
	}
}
