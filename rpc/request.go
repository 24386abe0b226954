package rpc

import (
	"context"
	"fmt"
	"strconv"
)

// Request is a call of a method of another server (JSON-RPC 2.0, section 4). Generated clients make
// one for each call; one can also be written by hand:
//
//	discover := &rpc.Request{Method: "rpc.discover"}
//	document, err := rpc.CallValue(ctx, client, discover, (*rpc.Decoder).JSON)
//
// A Request is for one call.
type Request struct {
	// Method is the method's name on the wire.
	Method string
	// Scheme is the name of the Scheme that it asks for, or "": no credentials are sent to it.
	Scheme string
	// Params are what is sent with the call; nil stands for none.
	Params Encodable
	// Errors makes the declared error of a code, which, where it is Decodable, reads its data; or
	// it returns nil. It may be nil.
	Errors func(code int) CodedError

	notification bool
	id           int64
	result       Decodable // nil: it is not looked at
	answered     bool
	err          error
}

// Call calls a method and waits for its result, which result reads; members that it does not know
// are passed over. When result is nil, the result is not looked at.
//
// The error begins with the method's name, and is one of these, for errors.As: the declared error of
// the answer's code; any other error object of the answer, a *ResponseError; a *TransportError when
// there was no answer to trust, which the end of ctx leads to as well; a *ResultError when the
// result is not what was declared. Others come from the TokenSource, or say why nothing could be
// sent.
func (c *Client) Call(ctx context.Context, r *Request, result Decodable) error {
	r.result = result
	_ = c.exchange(ctx, []*Request{r}, false)
	return r.failure()
}

// Notify calls a method and asks for no answer (JSON-RPC 2.0, section 4.1): it returns when the
// server has taken the request, and nobody learns what became of it.
func (c *Client) Notify(ctx context.Context, r *Request) error {
	r.notification = true
	return c.Call(ctx, r, nil)
}

// CallObject is Client.Call for a result that reads itself. It returns the result, or an error and
// the zero value.
func CallObject[R Decodable](ctx context.Context, c *Client, r *Request, result R) (R, error) {
	if err := c.Call(ctx, r, result); err != nil {
		return *new(R), err
	}
	return result, nil
}

// CallValue is Client.Call for a result that a function reads. It returns the result, or an error
// and the zero value.
func CallValue[R any](ctx context.Context, c *Client, r *Request, read func(*Decoder) R) (R, error) {
	var value R
	if err := c.Call(ctx, r, &reader[R]{read, &value}); err != nil {
		return *new(R), err
	}
	return value, nil
}

// reader makes a Decodable of a function.
type reader[R any] struct {
	read  func(*Decoder) R
	value *R
}

// DecodeRPC reads the value.
func (r *reader[R]) DecodeRPC(d *Decoder) { *r.value = r.read(d) }

// NoResult is the result of a method that answers null.
type NoResult struct{}

// DecodeRPC does not look at the result.
func (NoResult) DecodeRPC(*Decoder) {}

// failure is the error of the call, as it is told to those who made it.
func (r *Request) failure() error {
	if r.err == nil {
		return nil
	}
	verb := "call "
	if r.notification {
		verb = "notify "
	}
	return fmt.Errorf("%s%s: %w", verb, r.Method, r.err)
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

// encode writes the request object, with the key among the params if its scheme wants it there.
func (r *Request) encode(e *Encoder, k key) {
	e.Raw(`{"jsonrpc":"2.0",`)
	if !r.notification {
		e.Raw(`"id":` + strconv.FormatInt(r.id, 10) + ",")
	}
	e.Raw(`"method":`)
	e.String(r.Method)
	inParams := k.secret != "" && k.header == ""
	if r.Params != nil || inParams {
		e.Raw(`,"params":`)
		r.encodeParams(e, k, inParams)
	}
	e.Raw("}")
}

func (r *Request) encodeParams(e *Encoder, k key, withKey bool) {
	params, from := r.Params, e.Mark()
	if params == nil {
		e.Raw("{}")
	} else {
		params.EncodeRPC(e)
	}
	if withKey {
		e.InsertTag(from, quote(k.param)+":"+quote(k.secret.Reveal()))
	}
}

// fail gives every call without an answer the error, and returns it.
func fail(calls []*Request, err error) error {
	for _, call := range calls {
		if !call.answered {
			call.err = err
		}
	}
	return err
}
