package server

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"

	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/rpcotel"
)

// endpoints are the variables of OpenTelemetry that say where traces go. It reads them itself, and
// others beside them.
var endpoints = []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"}

// newTracing returns what makes spans, or nil when nobody has said where they go.
func newTracing(ctx context.Context) (*trace.TracerProvider, error) {
	for _, variable := range endpoints {
		if os.Getenv(variable) == "" {
			continue
		}
		exporter, err := otlptracehttp.New(ctx)
		if err != nil {
			return nil, fmt.Errorf("send traces to %s: %w", variable, err)
		}
		name := resource.NewSchemaless(attribute.String("service.name", "smartops"))
		about, err := resource.Merge(name, resource.Environment())
		if err != nil {
			return nil, fmt.Errorf("describe the service to traces: %w", err)
		}
		return trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(about)), nil
	}
	return nil, nil
}

// interceptors are those of all calls, the outermost first.
func (s *Server) interceptors(m *metrics) []rpc.Interceptor {
	all := []rpc.Interceptor{rpc.LogCalls(s.log), m.calls.Intercept, databaseGone}
	if s.tracing != nil {
		all = append([]rpc.Interceptor{rpcotel.Trace(s.tracing, propagation.TraceContext{})}, all...)
	}
	return all
}
