package rpc

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// The codes of the errors that the runtime itself answers with. The first five are those of
// JSON-RPC 2.0, section 5.1; the others lie in the range that it leaves to servers.
const (
	// CodeParseError: the body is not JSON, not UTF-8, or nested too deeply.
	CodeParseError = -32700
	// CodeInvalidRequest: the body is JSON, and no request.
	CodeInvalidRequest = -32600
	// CodeMethodNotFound: there is no such method.
	CodeMethodNotFound = -32601
	// CodeInvalidParams: the params break their declaration.
	CodeInvalidParams = -32602
	// CodeInternalError: the handler failed in a way that was not declared, or panicked.
	CodeInternalError = -32603
	// CodeUnauthenticated: credentials are missing, or not good.
	CodeUnauthenticated = -32001
	// CodeTimeout: the deadline of the method passed.
	CodeTimeout = -32002
	// CodePermissionDenied: the caller lacks a scope.
	CodePermissionDenied = -32003
	// CodeUnavailable: the server cannot serve the call now, and could at another time.
	CodeUnavailable = -32004
	// CodeLimitExceeded: too much, or too often.
	CodeLimitExceeded = -32005
)

// Reason says why credentials were refused. It is the member "reason" of the error's data.
type Reason string

// The reasons of Unauthenticated.
const (
	// ReasonMissing: there are no credentials.
	ReasonMissing Reason = "missing"
	// ReasonInvalid: they are malformed, of another kind, forged, or their user is gone.
	ReasonInvalid Reason = "invalid"
	// ReasonExpired: they were good once.
	ReasonExpired Reason = "expired"
)

// CodedError is an error with a code and data of its own, such as the declared errors of generated
// code. Its text is the message that callers read, so it is never built from data. A handler may
// return one, wrapped or not; it reaches the caller only if the method declares its code.
type CodedError interface {
	error
	// ErrorCode returns the code of the error object.
	ErrorCode() int
	// EncodeErrorData writes the member "data" of the error object, one value, or nothing.
	EncodeErrorData(*Encoder)
}

// Error is one of the errors that every method may answer with: see InvalidParams, Unauthenticated,
// PermissionDenied, Unavailable, LimitExceeded. Code and Message go to the caller (JSON-RPC 2.0, section 5.1);
// the cause, which errors.Unwrap returns, goes to the log alone.
type Error struct {
	Code    int
	Message string

	data  errorData
	cause error
}

// errorData is the data of an Error: an object of one member, or nothing.
type errorData struct {
	member     string // "": no data
	text       string
	seconds    int64       // in place of text, for retryAfter
	violations []Violation // in place of text, for errors
}

// InvalidParams is the error for params that break a rule that the declaration cannot say. At most
// MaxViolations of the violations are kept.
func InvalidParams(violations ...Violation) *Error {
	kept := slices.Clone(violations[:min(len(violations), MaxViolations)])
	data := errorData{member: "errors", violations: kept}
	return &Error{Code: CodeInvalidParams, Message: "Invalid params", data: data}
}

// Unauthenticated is the error for credentials that are missing or not good. A single call is then
// answered with status 401 and WWW-Authenticate.
func Unauthenticated(reason Reason) *Error {
	data := errorData{member: "reason", text: string(reason)}
	return &Error{Code: CodeUnauthenticated, Message: "Unauthenticated", data: data}
}

// PermissionDenied is the error for a caller who was authenticated and lacks the scope.
func PermissionDenied(scope string) *Error {
	data := errorData{member: "scope", text: scope}
	return &Error{Code: CodePermissionDenied, Message: "Permission denied", data: data}
}

// LimitExceeded is the error for a caller who asks too often. retryAfter goes out in whole seconds,
// rounded up; when it is not positive, the error says nothing of when to try again.
func LimitExceeded(retryAfter time.Duration) *Error {
	return &Error{Code: CodeLimitExceeded, Message: "Limit exceeded", data: retryData(retryAfter)}
}

// Unavailable is the error for a call that cannot be served now, as what it needs is down: a
// database, for instance. Callers may try again after retryAfter, which is as in LimitExceeded. The
// cause goes to the log alone.
func Unavailable(retryAfter time.Duration, cause error) *Error {
	return &Error{Code: CodeUnavailable, Message: "Unavailable", data: retryData(retryAfter), cause: cause}
}

func retryData(after time.Duration) errorData {
	if after <= 0 {
		return errorData{}
	}
	return errorData{member: "retryAfter", seconds: int64((after-1)/time.Second) + 1}
}

// Unimplemented is what the embeddable Unimplemented…Service types return. Callers see an internal
// error; the log says which method it was.
func Unimplemented(method string) error {
	return &unimplementedError{method}
}

type unimplementedError struct{ method string }

func (e *unimplementedError) Error() string { return "method " + e.method + " is not implemented" }

func parseError(detail string, offset int) *Error {
	data := errorData{member: "detail", text: detail + " at byte " + strconv.Itoa(offset)}
	return &Error{Code: CodeParseError, Message: "Parse error", data: data}
}

func invalidRequest(detail string) *Error {
	data := errorData{member: "detail", text: detail}
	return &Error{Code: CodeInvalidRequest, Message: "Invalid Request", data: data}
}

func methodNotFound(name string) *Error {
	data := errorData{member: "method", text: name}
	return &Error{Code: CodeMethodNotFound, Message: "Method not found", data: data}
}

func timeoutError(cause error) *Error {
	return &Error{Code: CodeTimeout, Message: "Timeout", cause: cause}
}

func internalError(requestID string, cause error) *Error {
	data := errorData{member: "requestId", text: requestID}
	return &Error{Code: CodeInternalError, Message: "Internal error", data: data, cause: cause}
}

// Error returns the message with what is known beyond it, for logs: the violations without any
// value that was sent, the reason, the cause.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Message)
	for i, v := range e.data.violations {
		b.WriteString([]string{": ", "; "}[min(i, 1)])
		if v.Path != "" {
			b.WriteString(v.Path + " ")
		}
		b.WriteString(v.Message)
	}
	if e.data.text != "" && e.data.member != "requestId" {
		b.WriteString(": " + e.data.text)
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause, which callers never see, or nil.
func (e *Error) Unwrap() error { return e.cause }

// ErrorCode returns Code.
func (e *Error) ErrorCode() int { return e.Code }

// Violations returns what broke the declaration, for an error made by InvalidParams.
func (e *Error) Violations() []Violation { return e.data.violations }

// EncodeErrorData writes the member "data": an object of one member, or nothing.
func (e *Error) EncodeErrorData(enc *Encoder) {
	if e.data.member == "" {
		return
	}
	enc.Raw("{")
	enc.Key(e.data.member)
	switch e.data.member {
	case "errors":
		encodeViolations(enc, e.data.violations)
	case "retryAfter":
		enc.Int(e.data.seconds)
	default:
		enc.String(e.data.text)
	}
	enc.Raw("}")
}

func encodeViolations(enc *Encoder, violations []Violation) {
	enc.Raw("[")
	for i := range violations {
		enc.Comma()
		violations[i].EncodeRPC(enc)
	}
	enc.Raw("]")
}
