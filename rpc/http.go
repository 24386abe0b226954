package rpc

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// jsonType is the value of Content-Type, made once.
var jsonType = []string{"application/json"}

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
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(f.status)
	_, _ = w.Write(call.out.buf)
}

// refuse checks what can be known before the body is read.
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

func tooLarge(limit int) *refusal {
	return refuse(http.StatusRequestEntityTooLarge, "the body has more than "+strconv.Itoa(limit)+" bytes")
}

// acceptableType reports whether the values of Content-Type name JSON-RPC in UTF-8.
func acceptableType(values []string) bool {
	return len(values) == 1 && (values[0] == "application/json" || acceptable(values[0]))
}

// acceptable is acceptableType for what is not written as nearly every client writes it.
func acceptable(value string) bool {
	kind, params, err := mime.ParseMediaType(value)
	if err != nil {
		return false
	}
	switch kind {
	case "application/json", "application/json-rpc", "application/jsonrequest":
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

var errTooLarge = errors.New("body too large")

// read reads the whole body.
func (x *exchange) read(r *http.Request, limit int) *refusal {
	x.body = x.body[:0]
	if want := int(min(r.ContentLength, firstRead)) + 1; want > cap(x.body) {
		x.body = make([]byte, 0, max(want, 1024))
	}
	if err := x.readAll(r.Body, limit); err != nil {
		return unreadable(err, limit)
	}
	return nil
}

// unreadable says why the body could not be read.
func unreadable(err error, limit int) *refusal {
	var exceeded *http.MaxBytesError
	switch {
	case err == errTooLarge:
		return tooLarge(limit)
	case errors.As(err, &exceeded):
		return tooLarge(int(exceeded.Limit))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return refuse(http.StatusRequestTimeout, "the body took too long")
	}
	return refuse(http.StatusBadRequest, "the body ended too early")
}

func (x *exchange) readAll(body io.Reader, limit int) error {
	for {
		if len(x.body) == cap(x.body) {
			x.body = append(x.body, 0)[:len(x.body)]
		}
		n, err := body.Read(x.body[len(x.body):cap(x.body)])
		x.body = x.body[:len(x.body)+n]
		switch {
		case len(x.body) > limit:
			return errTooLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// serverCounts is from which size on net/http does not count the bytes of a response itself.
const serverCounts = 2048

// write sends the response.
func (x *exchange) write(w http.ResponseWriter) {
	text := x.call.out.buf
	if len(text) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	header := w.Header()
	header["Content-Type"] = jsonType
	if len(text) >= serverCounts {
		header["Content-Length"] = []string{strconv.Itoa(len(text))}
	}
	if x.call.challenge != "" && !x.envelope.batch {
		header.Set("WWW-Authenticate", x.call.challenge)
		w.WriteHeader(http.StatusUnauthorized)
	}
	_, _ = w.Write(text) // a caller who is gone does not read what went wrong
}
