package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Batch gathers calls, to send them in one request (JSON-RPC 2.0, section 6). It is for one
// goroutine, and is sent once.
type Batch struct {
	client *Client
	calls  []*Request
	sent   bool
}

// Batch begins a batch: AddObject and AddValue put calls into it, and Do sends it.
func (c *Client) Batch() *Batch { return &Batch{client: c} }

// Len returns how many calls the batch holds.
func (b *Batch) Len() int { return len(b.calls) }

// Do sends the batch, and returns when its answers are there. Each call then has a result or an
// error of its own: see Pending. The error of Do is nil when all calls were answered, whatever
// with; otherwise it is also that of every call that was not. An empty batch is not sent.
func (b *Batch) Do(ctx context.Context) error {
	if b.sent {
		return errors.New("send batch: it was sent before")
	}
	b.sent = true
	if len(b.calls) == 0 {
		return nil
	}
	if err := b.client.exchange(ctx, b.calls, true); err != nil {
		return fmt.Errorf("send batch: %w", err)
	}
	return nil
}

// AddObject puts a call into a batch, whose result reads itself: see CallObject. NoResult is the
// result of a call that has none. It is not inlined: generated clients call it from every method,
// and would take longer to compile.
//
//go:noinline
func AddObject[R Decodable](b *Batch, r *Request, result R) *Pending[R] {
	b.add(r, result)
	return &Pending[R]{r, result}
}

// AddValue puts a call into a batch, whose result a function reads: see CallValue.
func AddValue[R any](b *Batch, r *Request, read func(*Decoder) R) *Pending[R] {
	p := &Pending[R]{request: r}
	b.add(r, &reader[R]{read, &p.value})
	return p
}

func (b *Batch) add(r *Request, result Decodable) {
	r.result, r.err = result, errNotSent
	b.calls = append(b.calls, r)
}

var errNotSent = errors.New("the batch was not sent")

// Pending is a call of a batch: it has a result when the batch was sent.
type Pending[R any] struct {
	request *Request
	value   R
}

// Notify makes a notification of the call: it is not answered, and its result is the zero value.
// It is called before the batch is sent.
func (p *Pending[R]) Notify() { p.request.notification = true }

// Result returns the result of the call. The error is one of those of Client.Call, or says that
// the batch was not sent.
func (p *Pending[R]) Result() (R, error) {
	if p.request.err != nil || p.request.notification {
		return *new(R), p.Err()
	}
	return p.value, nil
}

// Format says which call it is: fmt would otherwise reach into it and show what it keeps secret.
func (p *Pending[R]) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "call of "+p.request.Method)
}

// Err returns the error of Result.
func (p *Pending[R]) Err() error { return p.request.failure() }
