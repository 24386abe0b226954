package rpc

import (
	"context"
	"errors"
	"fmt"
)

// Batch gathers calls, to send them in one request (JSON-RPC 2.0, section 6). It is for one
// goroutine, and is sent once.
type Batch struct {
	client *Client
	calls  []*outgoing
	sent   bool
}

// Batch begins a batch: Remote.Add puts calls into it, and Do sends it.
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
