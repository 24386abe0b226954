package rpc

import (
	"errors"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
)

const jsonType = "application/json"

// jsonTypes is the value of Content-Type, made once.
var jsonTypes = []string{jsonType}

// refusal is an answer to an HTTP request that holds no call to answer.
type refusal struct {
	status int
	err    *Error
}

func refuse(status int, detail string) *refusal {
	return &refusal{status, invalidRequest(detail)}
}

func (f *refusal) write(w http.ResponseWriter) {
	var call Call
	call.refuse(f.err)
	if f.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", http.MethodPost)
	}
	w.Header()["Content-Type"] = jsonTypes
	w.WriteHeader(f.status)
	_, _ = w.Write(call.out.buf)
}

// turnAway answers a request that needs no look at its body, and reports whether it was one.
func (h *Handler) turnAway(w http.ResponseWriter, r *http.Request) bool {
	if h.options.Docs != "" && wantsPage(r) {
		http.Redirect(w, r, h.options.Docs, http.StatusSeeOther)
		return true
	}
	refused := h.refuse(r)
	if refused != nil {
		refused.write(w)
	}
	return refused != nil
}

// refuse checks what can be known before the body is read. A request that is refused here must not
// be one that Handler.usual lets pass.
func (h *Handler) refuse(r *http.Request) *refusal {
	switch {
	case r.Method != http.MethodPost:
		return refuse(http.StatusMethodNotAllowed, "send the call with POST")
	case !acceptableType(r.Header["Content-Type"]):
		return refuse(http.StatusUnsupportedMediaType, "send the call with Content-Type: application/json, in UTF-8")
	case len(r.Header["Content-Encoding"]) > 0 && !identity(r.Header["Content-Encoding"]):
		return refuse(http.StatusUnsupportedMediaType, "send the body without Content-Encoding")
	case r.ContentLength > int64(h.options.MaxBody):
		return tooLarge(h.options.MaxBody)
	}
	return nil
}

//go:noinline
func tooLarge(limit int) *refusal {
	return refuse(http.StatusRequestEntityTooLarge, "the body has more than "+strconv.Itoa(limit)+" bytes")
}

// acceptableType reports whether the values of Content-Type name JSON-RPC in UTF-8.
func acceptableType(values []string) bool {
	if len(values) != 1 {
		return false
	}
	kind, params, err := mime.ParseMediaType(values[0])
	if err != nil {
		return false
	}
	switch kind {
	case jsonType, "application/json-rpc", "application/jsonrequest":
		charset, given := params["charset"]
		return !given || strings.EqualFold(charset, "utf-8")
	}
	return false
}

// identity reports whether the values of Content-Encoding leave the body as it is.
func identity(values []string) bool {
	for _, value := range values {
		if !strings.EqualFold(value, "identity") {
			return false
		}
	}
	return true
}

// wantsPage reports whether a browser asks for a page.
func wantsPage(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}

// firstRead is how much room is made for a body on the word of its Content-Length alone.
const firstRead = 64 << 10

//go:noinline
func (x *exchange) makeRoom(want int) { x.body = make([]byte, 0, max(want, 1024)) }

//go:noinline
func (x *exchange) growBody() { x.body = append(x.body, 0)[:len(x.body)] }

// unreadable says why the body could not be read.
func unreadable(err error) *refusal {
	var exceeded *http.MaxBytesError
	switch {
	case errors.As(err, &exceeded):
		return tooLarge(int(exceeded.Limit))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return refuse(http.StatusRequestTimeout, "the body took too long")
	}
	return refuse(http.StatusBadRequest, "the body ended too early")
}

// serverCounts is from which size on net/http does not count the bytes of a response itself.
const serverCounts = 2048

// unusualHeader tells the size of a long response, which net/http does not find out by itself, and
// that the caller was not authenticated.
func (x *exchange) unusualHeader(w http.ResponseWriter, size int) {
	if size >= serverCounts {
		w.Header()["Content-Length"] = []string{strconv.Itoa(size)}
	}
	if x.call.challenge != "" && !x.envelope.batch {
		w.Header().Set("WWW-Authenticate", x.call.challenge)
		w.WriteHeader(http.StatusUnauthorized)
	}
}
