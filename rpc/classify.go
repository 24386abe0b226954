package rpc

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// CodeOf returns the code that err has on the wire: 0 for nil, the code of the first error of the
// chain that has one, and CodeInternalError when none has. Interceptors use it on what their next
// function returned, which is classified already.
func CodeOf(err error) int {
	if err == nil {
		return 0
	}
	var coded interface {
		error
		ErrorCode() int
	}
	if errors.As(err, &coded) {
		return coded.ErrorCode()
	}
	return CodeInternalError
}

// panicError is the cause of an internal error that a panic became.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// Unwrap returns what was panicked with, when it was an error.
func (e *panicError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}

// classify turns what a handler or an interceptor returned into what its caller may see. Errors of
// the runtime and errors that the method declares stay as they are, wrapped or not; anything else
// is masked, and becomes a timeout where the deadline of ctx has passed. What was classified once
// stays as it is.
func classify(ctx context.Context, method *Method, err error) error {
	if err == nil {
		return nil
	}
	var coded CodedError
	if errors.As(err, &coded) && method.mayAnswer(coded) {
		return err
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return timeoutError(err)
	}
	return internalError(RequestID(ctx), err)
}

// mayAnswer reports whether callers of m may see the error.
func (m *Method) mayAnswer(coded CodedError) bool {
	if _, ok := coded.(*Error); ok && isStandard(coded.ErrorCode()) {
		return true
	}
	return slices.Contains(m.Errors, coded.ErrorCode())
}

func isStandard(code int) bool {
	switch code {
	case CodeParseError, CodeInvalidRequest, CodeMethodNotFound, CodeInvalidParams, CodeInternalError,
		CodeUnauthenticated, CodeTimeout, CodePermissionDenied, CodeUnavailable, CodeLimitExceeded:
		return true
	}
	return false
}
