package rpc

import (
	"context"
	"sync"
	"sync/atomic"
)

// runBatch runs the calls of a batch (JSON-RPC 2.0, section 6).
func (x *exchange) runBatch(ctx context.Context) {
	fault := x.envelope.fault()
	switch {
	case fault != "":
		x.call.refuse(invalidRequest(fault))
	case x.call.handler.options.BatchParallel > 1 && len(x.envelope.messages) > 1:
		x.runParallel(ctx)
	default:
		x.runInOrder(ctx)
	}
}

// answerRest answers the last messages of a batch whose response is full, whether they ran or not.
func (x *exchange) answerRest(messages []message) {
	for i := range messages {
		if m := &messages[i]; !m.notification() {
			x.call.out.Comma()
			x.call.answerFull(m)
		}
	}
}

// endBatch closes the array, or drops it when nothing was to be answered: then nothing is sent.
func (x *exchange) endBatch() {
	out := &x.call.out
	if out.Mark() == 1 {
		out.truncate(0)
		return
	}
	out.Raw("]")
}

// answerFull answers a message of a batch whose response is full, without running it.
func (c *Call) answerFull(m *message) {
	err := LimitExceeded(0)
	err.Message = "Response of the batch is too large"
	if m.fault != "" {
		err = invalidRequest(m.fault)
	}
	c.message = m
	c.answerError(context.Background(), c.out.Mark(), err)
}

// part is where the answer of one message of a parallel batch is: in the output of the call that
// ran it. A message that was not run has none.
type part struct {
	call     *Call
	from, to int
}

// parallel is a batch whose calls run several at once.
type parallel struct {
	messages []message
	parts    []part
	next     atomic.Int64 // the next message to run
	size     atomic.Int64 // of all answers so far
	limit    int64
}

// runParallel runs several calls of a batch at once, and puts their answers in order. Calls start
// in order too, so that those which do not run, because the response is full, are the last ones.
func (x *exchange) runParallel(ctx context.Context) {
	h := x.call.handler
	p := &parallel{
		messages: x.envelope.messages,
		parts:    make([]part, len(x.envelope.messages)),
		limit:    int64(h.options.MaxBatchResponse),
	}
	var group sync.WaitGroup
	workers := make([]*Call, min(h.options.BatchParallel, len(p.messages)))
	for i := range workers {
		call := h.calls.Get().(*Call)
		call.begin(x.call.request)
		workers[i] = call
		group.Go(func() { p.work(ctx, call) })
	}
	group.Wait()
	x.assemble(p.parts)
	for _, call := range workers {
		if call.release(); cap(call.out.buf) <= keptBytes {
			h.calls.Put(call)
		}
	}
}

func (p *parallel) work(ctx context.Context, c *Call) {
	for p.size.Load() < p.limit {
		i := int(p.next.Add(1)) - 1
		if i >= len(p.messages) {
			return
		}
		from := c.out.Mark()
		c.answer(ctx, &p.messages[i], i, len(p.messages))
		p.parts[i] = part{c, from, c.out.Mark()}
		if n := c.out.Mark() - from; n > 0 {
			p.size.Add(int64(n + 1))
		}
	}
}

// assemble writes the answers in the order of the messages, up to the one that crosses the limit.
func (x *exchange) assemble(parts []part) {
	out, limit := &x.call.out, x.call.handler.options.MaxBatchResponse
	out.Raw("[")
	for i, part := range parts {
		if part.call != nil && part.from == part.to {
			continue // a notification
		}
		before := out.Mark()
		out.Comma()
		if part.call == nil || out.Mark()+part.to-part.from >= limit {
			out.truncate(before)
			x.answerRest(x.envelope.messages[i:])
			break
		}
		out.text(part.call.out.buf[part.from:part.to])
	}
	x.endBatch()
}
