package rpc

import (
	"context"
	"log/slog"
	"sync"
)

// Options are the limits and the surroundings of a Handler. Zero values, and limits that are
// negative, mean the defaults.
type Options struct {
	// MaxBody is how many bytes the body of a request may have; by default 1 MiB. A larger one is
	// answered with status 413.
	MaxBody int
	// MaxBatch is how many messages a batch may have; by default 100. A larger one is answered
	// with one CodeInvalidRequest, and nothing of it runs.
	MaxBatch int
	// MaxDepth is how deeply arrays and objects of the body may nest; by default 64. Beyond it
	// the body is answered with CodeParseError.
	MaxDepth int
	// MaxBatchResponse is how many bytes the answer to a batch may have; by default 4 MiB. The
	// call whose answer would cross it is answered with CodeLimitExceeded in its place, although
	// it ran, and so are the calls after it, which do not run. These errors themselves may cross
	// the limit.
	MaxBatchResponse int
	// BatchParallel is how many calls of one batch run at once; by default 1: one after the
	// other, in their order. Answers keep the order of the calls in any case.
	BatchParallel int
	// Interceptors wrap every call. The first is the outermost.
	Interceptors []Interceptor
	// Logger gets the causes of internal errors, with the stacks of panics, and the failures of
	// notifications; by default slog.Default().
	Logger *slog.Logger
	// Docs is the address of the documentation page. A browser that asks for it by GET is led
	// there; by default it is answered with status 405, as every verb but POST.
	Docs string
}

func (o Options) withDefaults() Options {
	o.MaxBody = orDefault(o.MaxBody, 1<<20)
	o.MaxBatch = orDefault(o.MaxBatch, 100)
	o.MaxDepth = orDefault(o.MaxDepth, defaultDepth)
	o.MaxBatchResponse = orDefault(o.MaxBatchResponse, 4<<20)
	o.BatchParallel = orDefault(o.BatchParallel, 1)
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	return o
}

func orDefault(value, standard int) int {
	if value <= 0 {
		return standard
	}
	return value
}

// Handler serves JSON-RPC 2.0 over HTTP: one address, POST alone. It is safe for concurrent use.
type Handler struct {
	dispatcher *Dispatcher
	options    Options
	serve      CallFunc
	exchanges  sync.Pool // of *exchange
	calls      sync.Pool // of *Call, for the calls of batches that run at once
}

// NewHandler makes the http.Handler that serves the methods of d.
func NewHandler(d *Dispatcher, o Options) *Handler {
	h := &Handler{dispatcher: d, options: o.withDefaults(), serve: chain(o.Interceptors)}
	h.exchanges.New = func() any { return &exchange{call: Call{handler: h}} }
	h.calls.New = func() any { return &Call{handler: h} }
	return h
}

// exchange is the state of one HTTP request, used again for others.
type exchange struct {
	body     []byte
	envelope envelope
	call     Call // serves the calls that run one after the other; its output is the response
}

// keptBytes is up to which size buffers are kept for the next request.
const keptBytes = 256 << 10

// keptMessages is the same for the messages of a batch.
const keptMessages = 1024

var noMessage = message{fault: "none"}

// refuse answers a body that is no request, with the id null.
//
//go:noinline
func (c *Call) refuse(err *Error) {
	c.message = &noMessage
	c.answerError(context.Background(), 0, err)
}

// truncate drops what was written from mark on, and the mistake that was made in it.
func (e *Encoder) truncate(mark int) { e.buf, e.err = e.buf[:mark], nil }

// text writes JSON as it is.
func (e *Encoder) text(json []byte) { e.buf = append(e.buf, json...) }
