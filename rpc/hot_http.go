package rpc

import (
	"io"
	"net/http"
)

// The files hot_*.go hold what a call goes through, alone or in a batch, that is sent as nearly every
// client sends it and answered with a result, and nothing else. Functions are laid out in memory in
// the order of files and lines, so these end up side by side, and the processor can keep them in its
// instruction cache: see docs/adr/0019-the-hot-path-is-short-and-together.md. What is unusual is
// called from here, has its place in the other files, and is marked noinline where the compiler would
// copy it into here.

// ServeHTTP answers one request. The status is 200 for results and for JSON-RPC errors; 204 when
// nothing is to be answered; 401 when a single call failed to authenticate; 405, 413 and 415 when
// the request is none that could hold a call. Every body is a JSON-RPC answer.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.usual(r) && h.turnAway(w, r) {
		return
	}
	x := h.exchanges.Get().(*exchange)
	if refused := x.read(r, h.options.MaxBody); refused != nil {
		refused.write(w)
	} else {
		x.run(r)
		x.write(w)
	}
	if x.release() {
		h.exchanges.Put(x)
	}
}

// usual reports whether nothing can be said against the request before its body is read, because
// its header is what nearly every client sends.
func (h *Handler) usual(r *http.Request) bool {
	kind := r.Header["Content-Type"]
	return r.Method == http.MethodPost && len(kind) == 1 && kind[0] == jsonType &&
		len(r.Header["Content-Encoding"]) == 0 && r.ContentLength <= int64(h.options.MaxBody)
}

// read reads the whole body.
func (x *exchange) read(r *http.Request, limit int) *refusal {
	x.body = x.body[:0]
	if want := int(min(r.ContentLength, firstRead)) + 1; want > cap(x.body) {
		x.makeRoom(want)
	}
	for {
		if len(x.body) == cap(x.body) {
			x.growBody()
		}
		n, err := r.Body.Read(x.body[len(x.body):cap(x.body)])
		x.body = x.body[:len(x.body)+n]
		switch {
		case len(x.body) > limit:
			return tooLarge(limit)
		case err == io.EOF:
			return nil
		case err != nil:
			return unreadable(err)
		}
	}
}

// run fills the response.
func (x *exchange) run(r *http.Request) {
	h := x.call.handler
	x.call.begin(r)
	if err := x.envelope.parse(x.body, h.options.MaxDepth, h.options.MaxBatch); err != nil {
		x.envelope.batch = false
		x.call.refuse(err)
		return
	}
	ctx := newRequestContext(r)
	if x.envelope.batch {
		x.runBatch(ctx)
		return
	}
	x.call.answer(ctx, &x.envelope.messages[0], 0, 0)
}

func (c *Call) begin(r *http.Request) {
	c.request, c.challenge = r, ""
	c.out.truncate(0)
}

// write sends the response.
func (x *exchange) write(w http.ResponseWriter) {
	text := x.call.out.buf
	if len(text) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	header := w.Header()
	header["Content-Type"] = jsonTypes
	if len(text) >= serverCounts || x.call.challenge != "" {
		x.unusualHeader(w, len(text))
	}
	_, _ = w.Write(text) // a caller who is gone does not read what went wrong
}

// release lets go of the request, and reports whether the exchange is worth keeping.
func (x *exchange) release() bool {
	x.call.release()
	return cap(x.body) <= keptBytes && cap(x.call.out.buf) <= keptBytes && cap(x.envelope.messages) <= keptMessages
}

func (c *Call) release() {
	c.request, c.message, c.slab = nil, nil, nil
	c.forgetCredentials()
}
