package rpc

import (
	"strconv"
	"time"
)

// ResponseError is an error object that a server answered with (JSON-RPC 2.0, section 5.1). A
// handler that returns one, having called another server, does not pass it on: its caller sees an
// internal error.
type ResponseError struct {
	Code    int
	Message string
	// Data is the member "data" as JSON text; nil when there is none.
	Data JSON
}

// Error returns the message and the code with what is known beyond them: the violations, the reason.
func (e *ResponseError) Error() string {
	text := shown(e.Message, shownBytes) + " (code " + strconv.Itoa(e.Code) + ")"
	switch e.Code {
	case CodeInvalidParams:
		text += listed(e.Violations())
	case CodeUnauthenticated:
		text += detail(string(e.Reason()))
	case CodePermissionDenied:
		text += detail(e.Scope())
	case CodeInternalError:
		text += detail(e.RequestID())
	}
	return text
}

func detail(text string) string {
	if text == "" {
		return ""
	}
	return ": " + shown(text, shownBytes)
}

// ErrorCode returns Code.
func (e *ResponseError) ErrorCode() int { return e.Code }

// Violations returns what the server found wrong with the params, for CodeInvalidParams.
func (e *ResponseError) Violations() []Violation {
	var data violationList
	if e.Code != CodeInvalidParams || readResult(e.Data, &data) != nil {
		return nil
	}
	return data
}

// Reason returns why the credentials were refused, for CodeUnauthenticated; otherwise "".
func (e *ResponseError) Reason() Reason { return Reason(e.member(CodeUnauthenticated, "reason").text) }

// Scope returns the scope that the caller lacks, for CodePermissionDenied; otherwise "".
func (e *ResponseError) Scope() string { return e.member(CodePermissionDenied, "scope").text }

// RequestID returns the id under which the server's log has the cause, for CodeInternalError;
// otherwise "".
func (e *ResponseError) RequestID() string { return e.member(CodeInternalError, "requestId").text }

// RetryAfter returns how long to wait before the next try, for CodeLimitExceeded and
// CodeUnavailable; 0 when the server does not say.
func (e *ResponseError) RetryAfter() time.Duration {
	seconds := e.member(CodeLimitExceeded, "retryAfter").seconds + e.member(CodeUnavailable, "retryAfter").seconds
	return time.Duration(min(seconds, int64(maxRetry/time.Second))) * time.Second
}

const maxRetry = 365 * 24 * time.Hour // a server that says more says nothing

// member reads a member of the data that errors of a code have.
func (e *ResponseError) member(code int, name string) dataMember {
	value := dataMember{name: name}
	if e.Code != code || e.Data == nil || readResult(e.Data, &value) != nil {
		return dataMember{}
	}
	return value
}

type dataMember struct {
	name    string
	text    string
	seconds int64
}

func (m *dataMember) DecodeRPC(d *Decoder) {
	d.Object(NewMembers(Required(m.name)))
	for d.Next() {
		if d.Kind() == KindString {
			m.text = d.String(nil)
		} else {
			m.seconds = max(0, d.Int(nil))
		}
	}
}

type violationList []Violation

var violationListMembers = NewMembers(Required("errors")).Lenient()

func (l *violationList) DecodeRPC(d *Decoder) {
	d.Object(violationListMembers)
	for d.Next() {
		d.Array(nil)
		for d.NextItem() {
			*l = append(*l, Violation{})
			(*l)[len(*l)-1].DecodeRPC(d)
		}
	}
}

var responseErrorMembers = NewMembers(Required("code"), Required("message"), Optional("data")).Lenient()

// DecodeRPC reads an error object.
func (e *ResponseError) DecodeRPC(d *Decoder) {
	d.Object(responseErrorMembers)
	for d.Next() {
		switch d.Member() {
		case 0:
			e.Code = int(d.Int(nil))
		case 1:
			e.Message = d.String(nil)
		case 2:
			e.Data = d.JSON()
		}
	}
}
