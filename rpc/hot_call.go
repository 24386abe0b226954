package rpc

import "context"

// See hot_http.go for what belongs here.

// runInOrder runs the calls of a batch one after the other.
func (x *exchange) runInOrder(ctx context.Context) {
	c, messages := &x.call, x.envelope.messages
	limit := c.handler.options.MaxBatchResponse
	c.out.Raw("[")
	for i := range messages {
		before := c.out.Mark()
		c.out.Comma()
		from := c.out.Mark()
		c.answer(ctx, &messages[i], i, len(messages))
		if c.out.Mark() >= limit {
			c.out.truncate(before)
			x.answerRest(messages[i:])
			break
		}
		if c.out.Mark() == from {
			c.out.truncate(before)
		}
	}
	x.endBatch()
}

// answer runs one message and appends its answer to c.out: nothing for a notification.
func (c *Call) answer(ctx context.Context, m *message, index, size int) {
	start := c.out.Mark()
	c.message, c.index, c.size = m, index, size
	if m.fault != "" {
		c.answerFault(ctx, start)
		return
	}
	if c.method == nil || c.method.Name != string(m.method) { // many calls repeat the one before
		c.find()
	}
	c.forgetCredentials()
	c.beginAnswer(`,"result":`)
	c.resultAt = c.out.Mark()
	if err := c.run(ctx); err != nil {
		c.answerFailure(ctx, start, err)
		return
	}
	c.endResult(start)
}

// run serves the call with its interceptors. The error is classified.
func (c *Call) run(ctx context.Context) (err error) {
	defer recovered(ctx, &err)
	return c.outcome(ctx, c.handler.serve(ctx, c))
}

// outcome is the error that callers see: of err, which serving the call returned, or of a value that
// could not be written.
func (c *Call) outcome(ctx context.Context, err error) error {
	if err == nil && c.out.err == nil {
		return nil
	}
	return c.failure(ctx, err)
}

// serveMethod is the innermost CallFunc: it runs the method itself.
func serveMethod(ctx context.Context, call *Call) error {
	if call.method.Timeout > 0 {
		return serveTimed(ctx, call)
	}
	return call.outcome(ctx, call.method.Serve(ctx, call))
}

// decode is Decode and DecodeByName.
func (c *Call) decode(v Decodable, positional bool) error {
	c.decoder.reset(c.message.params)
	c.decoder.options.positional = positional
	if c.auth.scheme != noScheme {
		c.hideCredentials()
	}
	v.DecodeRPC(&c.decoder)
	if found := c.decoder.violations(); found != nil {
		return c.invalidParams(found)
	}
	return nil
}

// beginAnswer writes an answer up to the value of its last member.
func (c *Call) beginAnswer(member string) {
	id := c.message.id
	if id == nil {
		id = noID
	}
	b := append(c.out.buf, `{"jsonrpc":"2.0","id":`...)
	b = append(b, id...)
	c.out.buf = append(b, member...)
}

// endResult ends the answer that was begun at start.
func (c *Call) endResult(start int) {
	if c.message.id == nil || c.out.Mark() == c.resultAt {
		c.endWithout(start)
		return
	}
	c.out.Raw("}")
}
