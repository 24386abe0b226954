package spec

import (
	"github.com/trunkline-rpc/trunkline/internal/diag"
)

// Parse reads a spec. It finds every mistake of form that it can; what the returned File holds is
// of use to find more mistakes even when there are some, and is empty when the text is not YAML.
func Parse(src []byte) (*File, *diag.List) {
	diags := new(diag.List)
	file := new(File)
	if root, text := load(src, diags); root != nil {
		r := &reader{text, diags}
		r.file(file, root)
	}
	return file, diags
}

// reader turns the nodes of a document, which hold nothing but plain YAML, into a File.
type reader struct {
	*source
	diags *diag.List
}

const version = "1"

// file reads the top of the spec.
func (r *reader) file(f *File, root *node) {
	m := r.mapping(r.diags.Top(), root, "the spec")
	if m == nil {
		return
	}
	r.version(m)
	if n := m.required("info"); n != nil {
		f.Info = r.info(n)
	}
	f.UnknownFields = m.text("unknownFields")
	f.DefaultAuth = r.defaults(m.take("defaults"))
	f.Schemes = r.schemes(m.take("auth"))
	f.Errors = r.errors(m.take("errors"))
	f.Types = r.types(m.take("types"))
	f.Methods = r.methods(m.take("methods"))
	m.finish()
}

// version asks for the version of the language that this package reads.
func (r *reader) version(m *mapping) {
	n := m.required("trunkline")
	if n == nil {
		return
	}
	v, ok := r.integer(m.at, "trunkline", n)
	if ok && n.Value != version {
		n.refuse(m.at, "trunkline: version %d of the spec language is not known to this generator, which reads version %s", v, version)
	}
}

func (r *reader) info(n *node) Info {
	m := r.mapping(r.diags.At("info"), n, "it")
	if m == nil {
		return Info{}
	}
	info := Info{
		Title:       m.requiredText("title"),
		Version:     m.requiredText("version"),
		Description: m.text("description"),
	}
	m.finish()
	return info
}

// defaults reads what holds for methods that do not say it themselves.
func (r *reader) defaults(n *node) *Auth {
	if n == nil {
		return nil
	}
	m := r.mapping(r.diags.At("defaults"), n, "it")
	if m == nil {
		return nil
	}
	var auth *Auth
	if n := m.take("auth"); n != nil {
		auth = r.auth(m.at, n)
	}
	m.finish()
	return auth
}

// schemes reads the ways to authenticate.
func (r *reader) schemes(n *node) []*Scheme {
	var all []*Scheme
	r.each(r.diags.At("auth"), n, func(name Text, n *node) {
		all = append(all, r.scheme(name, n))
	})
	return all
}

func (r *reader) scheme(name Text, n *node) *Scheme {
	s := &Scheme{Name: name}
	m := r.mapping(r.diags.At("scheme %q", name.Value), n, "a scheme")
	if m == nil {
		return s
	}
	s.Type = m.requiredText("type")
	s.Header = m.text("header")
	s.Param = m.text("param")
	s.Description = m.text("description")
	r.each(m.at.In("scopes"), m.take("scopes"), func(scope Text, n *node) {
		description, _ := r.text(m.at, "scope "+scope.Value, n)
		s.Scopes = append(s.Scopes, &Scope{Name: scope, Description: description})
	})
	m.finish()
	return s
}

// errors reads the declared errors.
func (r *reader) errors(n *node) []*Error {
	var all []*Error
	r.each(r.diags.At("errors"), n, func(name Text, n *node) {
		all = append(all, r.error(name, n))
	})
	return all
}

func (r *reader) error(name Text, n *node) *Error {
	e := &Error{Name: name}
	m := r.mapping(r.diags.At("error %q", name.Value), n, "an error")
	if m == nil {
		return e
	}
	e.Code = m.number("code")
	e.Reserved = m.flag("reserved")
	e.Message = m.requiredText("message")
	e.Description = m.text("description")
	if n := m.take("data"); n != nil {
		e.Data = r.typ(m.at.In("data"), n, errorData)
	}
	m.finish()
	return e
}
