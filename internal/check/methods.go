package check

import (
	"slices"
	"strings"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// call is a method on its way into the model.
type call struct {
	src *spec.Method
	out *model.Method
	at  place
}

const maxTimeout = time.Hour

// resolveMethods makes the methods with the types of their params and results.
func (c *checker) resolveMethods() {
	services := map[string]*model.Service{}
	for _, src := range c.file.Methods {
		m := &call{src, &model.Method{Name: src.Name.Value}, c.at("method %q", src.Name.Value)}
		c.calls = append(c.calls, m)
		c.api.Methods = append(c.api.Methods, m.out)
		c.pos[m.out] = src.Name.Pos
		c.refused[m.out] = !m.at.methodName(src.Name)
		c.service(m, services)
		c.resolveParams(m)
		c.resolveResult(m)
	}
}

// service derives the service and the short name. What stands before the first . or / is the
// service, unless the spec says another.
func (c *checker) service(m *call, services map[string]*model.Service) {
	name, pos := naming.Root, m.src.Name.Pos
	m.out.Short = m.out.Name
	if i := strings.IndexAny(m.out.Name, "./"); i >= 0 {
		name, m.out.Short = m.out.Name[:i], m.out.Name[i+1:]
	}
	refused := c.refused[m.out]
	if m.src.Service.IsSet() {
		name, pos = m.src.Service.Value, m.src.Service.Pos
		refused = !m.at.goName("service", m.src.Service)
	}
	if m.at.goName("name", m.src.GoName) {
		m.out.Rename = m.src.GoName.Value
	} else {
		c.refused[m.out] = true
	}
	s := services[name]
	if s == nil {
		s = &model.Service{Name: name}
		services[name], c.pos[s], c.refused[s] = s, pos, refused
		c.api.Services = append(c.api.Services, s)
	}
	s.Methods = append(s.Methods, m.out)
	m.out.Service = s
}

func (c *checker) resolveParams(m *call) {
	p := m.src.Params
	switch {
	case p == nil:
	case !p.Ref.IsSet():
		m.out.Params = c.declareFields(m.at, "param", p.Fields)
	default:
		t := c.named(m.at.in("params"), p.Ref.Value, p.Ref.Pos)
		if t.Kind == model.Ref && t.Named.Shape == model.Object {
			m.out.ParamsType = t.Named
		} else if t.Kind != 0 {
			m.at.Refuse(p.Ref.Pos, "params: %s is no object type, whose fields could be the params", p.Ref.Value)
		}
	}
}

func (c *checker) resolveResult(m *call) {
	r := m.src.Result
	if r == nil {
		return
	}
	at := m.at.in("result")
	together(at, r, inResult)
	m.out.Result = c.resolve(at, r)
	m.out.ResultDescription = r.Description.Value
	c.uses = append(c.uses, use{at, r, m.out.Result})
}

// methods checks what is left of the methods, now that the types are known.
func (c *checker) methods() {
	c.defaultAuth()
	for _, m := range c.calls {
		c.method(m)
	}
}

func (c *checker) method(m *call) {
	src, out := m.src, m.out
	out.Summary, out.Description = src.Summary.Value, src.Description.Value
	out.ByName, out.Deprecated = src.ByName.Value, src.Deprecated.Value
	m.at.oneLine("summary", src.Summary)
	if out.ParamsType != nil {
		out.Params = out.ParamsType.Fields
	}
	c.methodAuth(m)
	c.order(m)
	c.credential(m)
	m.timeout()
	c.methodErrors(m)
	m.tags()
}

// order refuses a required param after an optional one: by position it could never be left out. It says so
// once, as moving the optional one puts all of them right.
func (c *checker) order(m *call) {
	first := slices.IndexFunc(m.out.Params, func(f *model.Field) bool { return f.Optional })
	if first < 0 || m.out.ByName {
		return
	}
	var late []*model.Field
	for _, f := range m.out.Params[first:] {
		if !f.Optional {
			late = append(late, f)
		}
	}
	optional := m.out.Params[first].Name
	switch len(late) {
	case 0:
	case 1:
		m.at.Refuse(c.paramPos(m, late[0]), "param %q is required, and stands after the optional %q: move it, or say byName: true", late[0].Name, optional)
	default:
		m.at.Refuse(c.paramPos(m, late[0]), "param %q is required, and stands after the optional %q, as do others: move these, or say byName: true", late[0].Name, optional)
	}
}

// credential refuses a param that is called like the one that may hold the credentials.
func (c *checker) credential(m *call) {
	s := m.out.Auth.Scheme
	if s == nil || s.Param == "" {
		return
	}
	if f := find(m.out.Params, s.Param); f != nil {
		m.at.Refuse(c.paramPos(m, f), "param %q is where the scheme %q takes credentials from: call it otherwise", f.Name, s.Name)
	}
}

// paramPos is where a param stands, or the name of the type that its method takes its params from.
func (c *checker) paramPos(m *call, f *model.Field) diag.Pos {
	if m.out.ParamsType != nil {
		return m.src.Params.Ref.Pos
	}
	return c.pos[f]
}

func (m *call) timeout() {
	t := m.src.Timeout
	if !t.IsSet() {
		return
	}
	d, err := time.ParseDuration(t.Value)
	switch {
	case err != nil:
		m.at.Refuse(t.Pos, "timeout %q is no duration: write it as 500ms, 5s or 2m", t.Value)
	case d <= 0:
		m.at.Refuse(t.Pos, "timeout must be greater than 0")
	case d > maxTimeout:
		m.at.Refuse(t.Pos, "timeout must be at most 1h")
	default:
		m.out.Timeout = d
	}
}

func (c *checker) methodErrors(m *call) {
	seen := map[string]diag.Pos{}
	for _, name := range m.src.Errors {
		e := c.errorOf[name.Value]
		if e == nil {
			m.at.Refuse(name.Pos, "unknown error %q%s", name.Value, suggest(name.Value, c.errorNames()...))
		} else if m.at.first(seen, "error", name) {
			m.out.Errors = append(m.out.Errors, e)
		}
	}
}

func (m *call) tags() {
	seen := map[string]diag.Pos{}
	for _, tag := range m.src.Tags {
		if m.at.in("tag %q", tag.Value).name(tag) && m.at.first(seen, "tag", tag) {
			m.out.Tags = append(m.out.Tags, tag.Value)
		}
	}
}
