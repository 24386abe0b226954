package check

import (
	"fmt"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// examples checks the examples of every method against its types.
func (c *checker) examples() {
	for _, m := range c.calls {
		for i, src := range m.src.Examples {
			at := c.at("example %d of method %q", i+1, m.out.Name)
			m.out.Examples = append(m.out.Examples, c.example(at, m, src))
		}
	}
}

func (c *checker) example(at place, m *call, src *spec.Example) *model.Example {
	at.oneLine("summary", src.Summary)
	e := &model.Example{Summary: src.Summary.Value}
	e.Params = c.exampleParams(at, m, src)
	switch {
	case src.Error.IsSet() && src.Result != nil:
		at.Refuse(src.Error.Pos, "has a result and an error: an answer is one of them")
	case src.Error.IsSet():
		e.Error = c.exampleError(at, m, src.Error)
	case m.out.Result == nil:
		if src.Result != nil && src.Result.Kind != spec.NullValue {
			at.Refuse(src.Result.Pos, "result: the method declares none, and answers null")
		}
	case src.Result == nil:
		at.Refuse(src.Pos, "needs a result or an error")
	default:
		j := &judge{c: c, at: at, what: "result"}
		e.Result = j.value("", m.out.Result, src.Result)
	}
	return e
}

func (c *checker) exampleError(at place, m *call, name spec.Text) *model.Error {
	var declared []string
	for _, e := range m.out.Errors {
		if e.Name == name.Value {
			return e
		}
		declared = append(declared, e.Name)
	}
	at.Refuse(name.Pos, "error %q is not among the errors of the method%s", name.Value, suggest(name.Value, declared...))
	return nil
}

func (c *checker) exampleParams(at place, m *call, src *spec.Example) *model.Value {
	j := &judge{c: c, at: at, what: "params"}
	switch v := src.Params; {
	case m.unresolved():
		return nil
	case v == nil:
		j.missing(m.out.Params, src.Pos)
		return nil
	case v.Kind == spec.MapValue:
		return j.object("", m.out.Params, v)
	case v.Kind == spec.ListValue && m.out.ByName:
		return j.refuse(v.Pos, "", "stand by position, and the method takes them by name alone")
	case v.Kind == spec.ListValue:
		return j.positions(m.out.Params, v)
	default:
		return j.refuse(v.Pos, "", "must be a mapping, or a list by position")
	}
}

// unresolved reports whether the params name a type that was refused.
func (m *call) unresolved() bool {
	return m.src.Params != nil && m.src.Params.Ref.IsSet() && m.out.ParamsType == nil
}

func (j *judge) missing(fields []*model.Field, pos diag.Pos) {
	for _, f := range fields {
		if !f.Optional {
			j.refuse(pos, pointer("", f.Name), "is missing")
		}
	}
}

// positions checks params by position. Null stands for an optional one that is left out.
func (j *judge) positions(fields []*model.Field, v *spec.Value) *model.Value {
	out := &model.Value{Kind: model.ListValue}
	for i, item := range v.Items {
		if i >= len(fields) {
			j.refuse(item.Pos, fmt.Sprintf("/%d", i), "is one too many: the method has %s", count(len(fields), "param"))
			break
		}
		f := fields[i]
		if item != nil && item.Kind == spec.NullValue && f.Optional && !f.Type.Nullable {
			out.Items = append(out.Items, &model.Value{Kind: model.NullValue})
			continue
		}
		out.Items = append(out.Items, j.value(pointer("", f.Name), f.Type, item))
	}
	if len(v.Items) < len(fields) {
		j.missing(fields[len(v.Items):], v.Pos)
	}
	return out
}
