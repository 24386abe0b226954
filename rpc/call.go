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
	challenge string // for WWW-Authenticate, when the last answer was Unauthenticated
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

func (c *Call) decode(v Decodable, positional bool) error {
	c.decoder.reset(c.message.params)
	o := &c.decoder.options // one by one: together they would be made elsewhere and copied
	o.positional, o.skip, o.credential = positional, c.auth.skip, c.auth.param
	v.DecodeRPC(&c.decoder)
	if found := c.decoder.violations(); found != nil {
		c.explainPositions(found)
		return InvalidParams(found...)
	}
	return nil
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

// answer runs one message and appends its answer to c.out: nothing for a notification.
func (c *Call) answer(ctx context.Context, m *message, index, size int) {
	start := c.out.Mark()
	c.message, c.index, c.size, c.challenge = m, index, size, ""
	if m.fault != "" {
		c.answerError(ctx, start, invalidRequest(m.fault))
		return
	}
	if c.method == nil || c.method.Name != string(m.method) { // many calls repeat the one before
		c.method = c.handler.dispatcher.find(m.method)
	}
	c.forgetCredentials()
	c.beginAnswer()
	c.out.Raw(`,"result":`)
	c.resultAt = c.out.Mark()
	err := c.run(ctx)
	switch {
	case err != nil:
		c.handler.logFailure(ctx, c, err)
		c.answerError(ctx, start, err)
	case m.notification():
		c.out.truncate(start)
	default:
		c.endResult()
	}
}

// run serves the call with its interceptors. The error is classified.
func (c *Call) run(ctx context.Context) (err error) {
	defer recovered(ctx, &err)
	if err := c.handler.serve(ctx, c); err != nil {
		return classify(ctx, c.method, err)
	}
	if err := c.out.Err(); err != nil {
		return internalError(RequestID(ctx), err)
	}
	return nil
}

func (c *Call) beginAnswer() {
	c.out.Raw(`{"jsonrpc":"2.0","id":`)
	if c.message.id == nil {
		c.out.Null()
		return
	}
	c.out.text(c.message.id)
}

func (c *Call) endResult() {
	if c.out.Mark() == c.resultAt {
		c.out.Null()
	}
	c.out.Raw("}")
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
	c.beginAnswer()
	c.out.Raw(`,"error":`)
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
