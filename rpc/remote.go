package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Remote is a method of another server. P is the type of its params, NoParams where it has none,
// and R that of its result, NoResult where it answers null. Generated clients hold one for each
// method; one can also be written by hand:
//
//	var discover = rpc.Remote[rpc.NoParams, rpc.JSON]{Name: "rpc.discover", Result: (*rpc.Decoder).JSON}
type Remote[P Params, R any] struct {
	// Name is the method's name on the wire.
	Name string
	// Scheme is the name of the Scheme that it asks for, or "": no credentials are sent to it.
	Scheme string
	// Result reads its result. Members that it does not know are passed over. When it is nil,
	// the result is not looked at.
	Result func(*Decoder) R
	// Errors makes the declared error of a code, which, where it is Decodable, reads its data; or
	// it returns nil. It may be nil.
	Errors func(code int) CodedError
}

// Params are what is sent with a call. A nil pointer stands for none.
type Params interface {
	comparable
	Encodable
}

// NoParams are the params of a method that has none.
type NoParams struct{}

// EncodeRPC writes an object without members.
func (NoParams) EncodeRPC(e *Encoder) { e.Raw("{}") }

// NoResult is the result of a method that answers null.
type NoResult struct{}

// Object reads an object or another type that reads itself, for Remote.Result.
func Object[T any, P interface {
	*T
	Decodable
}](d *Decoder) *T {
	v := new(T)
	P(v).DecodeRPC(d)
	return v
}

// Defaults returns params, or another object, in which the members that have a default hold it, as
// a server sees them when none is sent. Go's zero value would be sent in its place otherwise.
//
//	params := rpc.Defaults[api.UserListParams]()
//	params.Filter = "a"
func Defaults[T any, P interface {
	*T
	Decodable
}]() *T {
	v := new(T)
	var d Decoder
	d.reset(nil)
	P(v).DecodeRPC(&d) // what is missing in {} is for the caller to set
	return v
}

// Call calls the method and waits for its result. The error begins with the method's name, and is
// one of these, for errors.As: the declared error of the answer's code; any other error object of
// the answer, a *ResponseError; a *TransportError when there was no answer to trust, which the end
// of ctx leads to as well; a *ResultError when the result is not what was declared. Others come
// from the TokenSource, or say why nothing could be sent.
func (m *Remote[P, R]) Call(ctx context.Context, c *Client, params P) (R, error) {
	p := m.pending(params)
	_ = c.exchange(ctx, []*outgoing{&p.call}, false)
	return p.Result()
}

// Notify calls the method and asks for no answer (JSON-RPC 2.0, section 4.1): it returns when the
// server has taken the request, and nobody learns what became of it.
func (m *Remote[P, R]) Notify(ctx context.Context, c *Client, params P) error {
	p := m.pending(params)
	p.Notify()
	_ = c.exchange(ctx, []*outgoing{&p.call}, false)
	return p.Err()
}

// Add puts a call of the method into a batch.
func (m *Remote[P, R]) Add(b *Batch, params P) *Pending[R] {
	p := m.pending(params)
	b.calls = append(b.calls, &p.call)
	return p
}

func (m *Remote[P, R]) pending(params P) *Pending[R] {
	p := &Pending[R]{call: outgoing{method: m.Name, scheme: m.Scheme, declared: m.Errors, err: errNotSent}}
	if params != *new(P) {
		p.call.params = params
	}
	if m.Result != nil {
		p.call.read = func(d *Decoder) { p.result = m.Result(d) }
	}
	return p
}

var errNotSent = errors.New("the batch was not sent")

// Pending is a call of a batch: it has a result when the batch was sent.
type Pending[R any] struct {
	call   outgoing
	result R
}

// Notify makes a notification of the call: it is not answered, and its result is the zero value.
// It is called before the batch is sent.
func (p *Pending[R]) Notify() { p.call.notification = true }

// Result returns the result of the call. The error is one of those of Remote.Call, or says that
// the batch was not sent.
func (p *Pending[R]) Result() (R, error) {
	if err := p.Err(); err != nil {
		return *new(R), err
	}
	return p.result, nil
}

// Format says which call it is: fmt would otherwise reach into it and show what it keeps secret.
func (p *Pending[R]) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "call of "+p.call.method) }

// Err returns the error of Result.
func (p *Pending[R]) Err() error {
	if p.call.err == nil {
		return nil
	}
	verb := "call "
	if p.call.notification {
		verb = "notify "
	}
	return fmt.Errorf("%s%s: %w", verb, p.call.method, p.call.err)
}

// outgoing is a call on its way to a server.
type outgoing struct {
	method       string
	scheme       string
	params       Encodable // nil: none
	notification bool
	id           int64
	read         func(*Decoder) // the result
	declared     func(code int) CodedError
	answered     bool
	err          error
}

// encode writes the request object, with the key among the params if its scheme wants it there.
func (o *outgoing) encode(e *Encoder, k key) {
	e.Raw(`{"jsonrpc":"2.0",`)
	if !o.notification {
		e.Raw(`"id":` + strconv.FormatInt(o.id, 10) + ",")
	}
	e.Raw(`"method":`)
	e.String(o.method)
	inParams := k.secret != "" && k.header == ""
	if o.params != nil || inParams {
		e.Raw(`,"params":`)
		o.encodeParams(e, k, inParams)
	}
	e.Raw("}")
}

func (o *outgoing) encodeParams(e *Encoder, k key, withKey bool) {
	params, from := o.params, e.Mark()
	if params == nil {
		params = NoParams{}
	}
	params.EncodeRPC(e)
	if withKey {
		e.InsertTag(from, quote(k.param)+":"+quote(k.secret.Reveal()))
	}
}

// fail gives every call without an answer the error, and returns it.
func fail(calls []*outgoing, err error) error {
	for _, call := range calls {
		if !call.answered {
			call.err = err
		}
	}
	return err
}
