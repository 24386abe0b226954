package rpc

import (
	"context"
	"errors"
	"net/http"
)

// Call is one call of a method, as Method.Serve and interceptors see it. It is used again for
// other calls: neither it nor what its methods return as slices may be used after the function
// that got it has returned.
type Call struct {
	handler *Handler
	request *http.Request
	method  *Method
	message *message
	index   int // in the batch
	size    int // of the batch; 0: no batch

	out      Encoder // the response so far
	resultAt int     // where the result begins in it
	decoder  Decoder
	slab     any // *slab[T] of the params of the last method

	auth      credentials
	challenge string // for WWW-Authenticate, when a call was answered Unauthenticated; a batch does not tell
}

// Method returns the name of the method: as it was declared, or as it was asked for, cut at 200
// bytes, when there is no such method.
func (c *Call) Method() string { return c.method.Name }

// ID returns the id as JSON text, byte for byte as it came, or nil for a notification.
func (c *Call) ID() []byte { return c.message.id }

// Notification reports whether the call has no id, so that it is not answered
// (JSON-RPC 2.0, section 4.1).
func (c *Call) Notification() bool { return c.message.notification() }

// Batch returns the place of the call in its batch, from 0, and how many messages the batch has.
// The size is 0 for a call that is in no batch.
func (c *Call) Batch() (index, size int) { return c.index, c.size }

// RemoteAddr returns the address of the peer of the connection, as http.Request.RemoteAddr is.
func (c *Call) RemoteAddr() string { return c.request.RemoteAddr }

// Header returns the header of the HTTP request. It must not be changed.
func (c *Call) Header() http.Header { return c.request.Header }

// Decode reads the params, by name or by position, into v. The error is an InvalidParams with all
// violations. Credentials that were taken from the params are not seen by v.
func (c *Call) Decode(v Decodable) error {
	return c.decode(v, true)
}

// DecodeByName is Decode for a method whose params have no positions.
func (c *Call) DecodeByName(v Decodable) error {
	return c.decode(v, false)
}

// DecodeNothing checks the params of a method that has none: absent, or empty.
func (c *Call) DecodeNothing() error {
	if len(c.message.params) == 0 {
		return nil
	}
	return c.decode(nothing{}, true)
}

//go:noinline
func (c *Call) invalidParams(found []Violation) error {
	c.explainPositions(found)
	return InvalidParams(found...)
}

type nothing struct{}

var noMembers = NewMembers()

func (nothing) DecodeRPC(d *Decoder) {
	d.Object(noMembers)
	for d.Next() {
	}
}

// Result returns the encoder of the result: one value is to be written. When nothing is written,
// the result is null. What was written is dropped when an error is returned.
func (c *Call) Result() *Encoder { return &c.out }

// Reply writes an object as the result. A nil one is an internal error: the declaration promised
// callers an object.
func Reply[T any, P interface {
	*T
	Encodable
}](call *Call, result P) error {
	if result == nil {
		return errors.New("handler of " + call.Method() + " returned no result")
	}
	result.EncodeRPC(call.Result())
	return nil
}

var noID = []byte("null")

// endWithout ends an answer that has no result, or drops that to a notification, which is not
// answered.
//
//go:noinline
func (c *Call) endWithout(start int) {
	if c.message.notification() {
		c.out.truncate(start)
		return
	}
	c.out.Raw("null}")
}

// find finds the method. The call of it is shorter than what it does.
//
//go:noinline
func (c *Call) find() { c.method = c.handler.dispatcher.find(c.message.method) }

// failure is outcome where there is one to tell of.
//
//go:noinline
func (c *Call) failure(ctx context.Context, err error) error {
	if err == nil {
		return internalError(RequestID(ctx), c.out.err)
	}
	return classify(ctx, c.method, err)
}

// answerFault answers a message that is no request.
//
//go:noinline
func (c *Call) answerFault(ctx context.Context, start int) {
	c.answerError(ctx, start, invalidRequest(c.message.fault))
}

// answerFailure answers a call that failed, once the log knows about it.
//
//go:noinline
func (c *Call) answerFailure(ctx context.Context, start int, err error) {
	c.handler.logFailure(ctx, c, err)
	c.answerError(ctx, start, err)
}

// answerError puts an error object in place of what was written since start. The data of a
// declared error is written by generated code and may fail as well.
func (c *Call) answerError(ctx context.Context, start int, err error) {
	if CodeOf(err) == CodeUnauthenticated {
		c.challenge = c.challengeFor(err)
	}
	if c.message.notification() {
		c.out.truncate(start)
		return
	}
	failure := c.encodeError(ctx, start, err)
	if failure != nil {
		c.handler.logFailure(ctx, c, failure)
		_ = c.encodeError(ctx, start, failure)
	}
}

func (c *Call) encodeError(ctx context.Context, start int, err error) (failure error) {
	defer recovered(ctx, &failure)
	c.out.truncate(start)
	c.beginAnswer(`,"error":`)
	encodeError(&c.out, err)
	c.out.Raw("}")
	if err := c.out.Err(); err != nil {
		return internalError(RequestID(ctx), err)
	}
	return nil
}

// encodeError writes an error object (JSON-RPC 2.0, section 5.1). err is classified.
func encodeError(out *Encoder, err error) {
	var coded CodedError
	errors.As(err, &coded)
	out.Raw(`{"code":`)
	out.Int(int64(coded.ErrorCode()))
	out.Raw(`,"message":`)
	if standard, ok := coded.(*Error); ok {
		out.String(standard.Message)
	} else {
		out.String(coded.Error())
	}
	before := out.Mark()
	out.Raw(`,"data":`)
	data := out.Mark()
	if coded.EncodeErrorData(out); out.Mark() == data {
		out.truncate(before)
	}
	out.Raw("}")
}
