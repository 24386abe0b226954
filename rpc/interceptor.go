package rpc

import (
	"context"
	"runtime/debug"
)

// CallFunc serves one call: it writes the result to call.Result, or returns an error.
type CallFunc func(ctx context.Context, call *Call) error

// Interceptor wraps what serves a call, for what concerns all methods: logs, metrics, rate limits.
//
// The error that next returns is classified: CodeOf tells its code, errors.Unwrap the cause of one
// that callers see masked. A panic in next arrives as such an error. An interceptor may return
// another error, or refuse the call without calling next. Calls of unknown methods pass through as
// well; next returns CodeMethodNotFound for them. What is written to call.Result before next is
// called is lost.
//
// Authentication and decoding are part of next: an interceptor runs before anybody was
// authenticated. Messages that are no request at all reach no interceptor.
type Interceptor func(next CallFunc) CallFunc

// chain puts the interceptors around the method. The first is the outermost. They are to see what a
// panic became; without them it is recovered once, by Call.run.
func chain(interceptors []Interceptor) CallFunc {
	if len(interceptors) == 0 {
		return serveMethod
	}
	serve := CallFunc(serveRecovered)
	for i := len(interceptors) - 1; i >= 0; i-- {
		serve = interceptors[i](serve)
	}
	return serve
}

// serveRecovered is serveMethod for interceptors, which may try twice.
func serveRecovered(ctx context.Context, call *Call) (err error) {
	defer recovered(ctx, &err)
	call.out.truncate(call.resultAt)
	return serveMethod(ctx, call)
}

// serveTimed is serveMethod for a method with a timeout. Whether that has passed is seen while the
// context is not yet cancelled.
func serveTimed(ctx context.Context, call *Call) error {
	ctx, cancel := context.WithTimeout(ctx, call.method.Timeout)
	defer cancel()
	return call.outcome(ctx, call.method.Serve(ctx, call))
}

// recovered turns a panic into an internal error. One call of a batch must not take the others, or
// the connection, with it, whatever it panics with: so http.ErrAbortHandler is no exception.
func recovered(ctx context.Context, err *error) {
	if value := recover(); value != nil {
		*err = internalError(RequestID(ctx), &panicError{value, debug.Stack()})
	}
}
