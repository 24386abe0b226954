// Package rpcotel traces calls with OpenTelemetry. It is opt-in: package rpc does not import it.
package rpcotel

import (
	"context"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// scope names what makes the spans.
const scope = "github.com/trunkline-rpc/trunkline/rpc/rpcotel"

// Trace is an rpc.Interceptor that makes a span for each call, those of batches included. Its parent
// is what the header of the request says, in the format of the propagator: propagation.TraceContext
// reads "traceparent". Handlers find the span in their context.
//
// A span has the method's name, and the attributes that OpenTelemetry's conventions for JSON-RPC name.
// It has the status Error where the server is at fault: for internal errors, timeouts, and what is
// unavailable. Neither params nor results nor the texts of errors are in it.
func Trace(provider trace.TracerProvider, propagator propagation.TextMapPropagator) rpc.Interceptor {
	tracer := provider.Tracer(scope)
	return func(next rpc.CallFunc) rpc.CallFunc {
		return func(ctx context.Context, call *rpc.Call) error {
			ctx = propagator.Extract(ctx, propagation.HeaderCarrier(call.Header()))
			ctx, span := tracer.Start(ctx, call.Method(), trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attributes(call)...))
			defer span.End()
			err := next(ctx, call)
			if err != nil {
				failed(span, rpc.CodeOf(err))
			}
			return err
		}
	}
}

func attributes(call *rpc.Call) []attribute.KeyValue {
	all := []attribute.KeyValue{
		attribute.String("rpc.system.name", "jsonrpc"),
		attribute.String("rpc.method", call.Method()),
		attribute.String("jsonrpc.protocol.version", "2.0"),
	}
	if !call.Notification() {
		all = append(all, attribute.String("jsonrpc.request.id", string(call.ID())))
	}
	if index, size := call.Batch(); size > 0 {
		all = append(all, attribute.Int("jsonrpc.batch.index", index), attribute.Int("jsonrpc.batch.size", size))
	}
	return all
}

func failed(span trace.Span, code int) {
	span.SetAttributes(attribute.String("rpc.response.status_code", strconv.Itoa(code)))
	switch code {
	case rpc.CodeInternalError, rpc.CodeTimeout, rpc.CodeUnavailable:
		span.SetStatus(codes.Error, "")
	}
}
