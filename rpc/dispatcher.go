package rpc

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
)

// GeneratedCodeV1 is referred to by generated code: it does not compile with a runtime that is too
// old, or too new, for it.
const GeneratedCodeV1 = true

// maxMethodName is how long the name of a method may be, in bytes. Longer ones that callers ask
// for are cut where they are shown.
const maxMethodName = 200

// Method is one method of a Dispatcher.
type Method struct {
	// Name is the name on the wire. Names that begin with "rpc." are reserved (JSON-RPC 2.0,
	// section 4.3): only Discover has one.
	Name string
	// Serve authenticates, decodes, calls the handler and writes the result to call.Result.
	// It must not use call after it returned.
	Serve func(ctx context.Context, call *Call) error
	// Timeout ends the context of the call: 0 means that there is none. It is cooperative: a
	// handler that does not look at its context is waited for. An error after the deadline is
	// answered with CodeTimeout; a result after it still counts. It costs a timer a call.
	Timeout time.Duration
	// Errors are the codes of the declared errors. Other errors are masked as internal ones.
	Errors []int

	builtin bool // may have a reserved name
}

// Dispatcher finds methods by name. It never changes, and is safe for concurrent use.
type Dispatcher struct {
	methods map[string]*Method
}

// NewDispatcher makes a Dispatcher of methods. It panics when a name is empty, longer than 200
// bytes, reserved or given twice, or when Serve is nil: mistakes of a program, not of its input.
func NewDispatcher(methods ...Method) *Dispatcher {
	return new(Dispatcher).With(methods...)
}

// With returns a Dispatcher that has more methods than d, for instance Discover. It panics as
// NewDispatcher does.
func (d *Dispatcher) With(methods ...Method) *Dispatcher {
	all := make(map[string]*Method, len(d.methods)+len(methods))
	maps.Copy(all, d.methods)
	for _, method := range methods {
		method.check()
		if all[method.Name] != nil {
			panic("rpc: method " + method.Name + " is given twice")
		}
		all[method.Name] = &method
	}
	return &Dispatcher{all}
}

// Methods returns the names of all methods, sorted.
func (d *Dispatcher) Methods() []string {
	return slices.Sorted(maps.Keys(d.methods))
}

func (m *Method) check() {
	switch {
	case m.Name == "" || len(m.Name) > maxMethodName:
		panic("rpc: the name of a method has 1 to 200 bytes")
	case m.Serve == nil:
		panic("rpc: method " + m.Name + " has no Serve")
	case strings.HasPrefix(m.Name, "rpc.") && !m.builtin:
		panic("rpc: method " + m.Name + ": names that begin with rpc. are reserved")
	}
}

// find returns the method of this name, or one that answers that there is none.
func (d *Dispatcher) find(name []byte) *Method {
	if method := d.methods[string(name)]; method != nil {
		return method
	}
	return unknown(name)
}

// unknown stands for a method that there is not.
func unknown(name []byte) *Method {
	asked := string(name)
	if len(name) > maxMethodName {
		asked = string(cutText(name, maxMethodName)) + "…"
	}
	return &Method{Name: asked, Serve: serveUnknown}
}

func serveUnknown(_ context.Context, call *Call) error {
	return methodNotFound(call.Method())
}

// Discover is the method rpc.discover, which answers an OpenRPC document to everybody. It takes no
// params. It panics when the document is not JSON.
func Discover(document []byte) Method {
	s := scanner{buf: document, maxDepth: 1000}
	if s.value() != nil || s.end() != nil {
		panic("rpc: the document of Discover is not JSON")
	}
	text := string(document)
	serve := func(_ context.Context, call *Call) error {
		if err := call.DecodeNothing(); err != nil {
			return err
		}
		call.Result().Raw(text)
		return nil
	}
	return Method{Name: "rpc.discover", Serve: serve, builtin: true}
}
