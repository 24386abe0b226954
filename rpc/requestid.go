package rpc

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"sync/atomic"
	"time"
)

// headerRequestID is where a proxy may have put an id for the request.
const headerRequestID = "X-Request-Id"

// RequestID returns the id of the HTTP request that ctx belongs to: the header X-Request-Id when it
// holds 1 to 64 of the characters [A-Za-z0-9._-], else 128 random bits as 32 hexadecimal digits,
// made when they are first asked for. All calls of a batch have the same. Outside of a request it
// returns "".
func RequestID(ctx context.Context) string {
	request, ok := ctx.Value(requestKey{}).(*requestContext)
	if !ok {
		return ""
	}
	return request.id()
}

// RemoteAddr returns the address of the peer of the HTTP request that ctx belongs to, as
// http.Request.RemoteAddr is: "HOST:PORT". Behind a proxy that is the proxy. Outside of a request it
// returns "".
func RemoteAddr(ctx context.Context) string {
	request, ok := ctx.Value(requestKey{}).(*requestContext)
	if !ok {
		return ""
	}
	return request.request.RemoteAddr
}

type requestKey struct{}

// requestContext is the context of one HTTP request, which knows one key more than that of net/http.
// It is not reused: handlers may keep theirs. It is small, as it costs an allocation a request.
type requestContext struct {
	request *http.Request
	text    atomic.Pointer[string] // the id, once it was asked for
}

func newRequestContext(r *http.Request) *requestContext { return &requestContext{request: r} }

func (c *requestContext) Deadline() (time.Time, bool) { return c.request.Context().Deadline() }
func (c *requestContext) Done() <-chan struct{}       { return c.request.Context().Done() }
func (c *requestContext) Err() error                  { return c.request.Context().Err() }

func (c *requestContext) Value(key any) any {
	if key == (requestKey{}) {
		return c
	}
	return c.request.Context().Value(key)
}

func (c *requestContext) id() string {
	if text := c.text.Load(); text != nil {
		return *text
	}
	text := c.request.Header.Get(headerRequestID)
	if !validRequestID(text) {
		text = newRequestID()
	}
	c.text.CompareAndSwap(nil, &text) // calls that run at once agree on the first
	return *c.text.Load()
}

func newRequestID() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	return hex.EncodeToString(random[:])
}

func validRequestID(id string) bool {
	if len(id) == 0 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-' {
			return false
		}
	}
	return true
}
