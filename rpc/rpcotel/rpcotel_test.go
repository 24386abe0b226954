package rpcotel_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/rpcotel"
)

const parent = "4bf92f3577b34da6a3ce929d0e0e4736"

// spans are those of one request.
func spans(t *testing.T, body string) tracetest.SpanStubs {
	t.Helper()
	exporter := tracetest.NewInMemoryExporter()
	provider := trace.NewTracerProvider(trace.WithSyncer(exporter))
	dispatcher := rpc.NewDispatcher(
		rpc.Method{Name: "good", Serve: func(_ context.Context, call *rpc.Call) error { call.Result().Bool(true); return nil }},
		rpc.Method{Name: "bad", Serve: func(context.Context, *rpc.Call) error { return errors.New("canary") }},
		rpc.Method{Name: "stranger", Serve: func(context.Context, *rpc.Call) error { return rpc.Unauthenticated(rpc.ReasonMissing) }},
	)
	handler := rpc.NewHandler(dispatcher, rpc.Options{
		Logger:       slog.New(slog.DiscardHandler),
		Interceptors: []rpc.Interceptor{rpcotel.Trace(provider, propagation.TraceContext{})},
	})
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("traceparent", "00-"+parent+"-00f067aa0ba902b7-01")
	handler.ServeHTTP(httptest.NewRecorder(), request)
	return exporter.GetSpans()
}

func TestSpans(t *testing.T) {
	all := spans(t, `[{"jsonrpc":"2.0","method":"good","id":1,"params":["canary"]},{"jsonrpc":"2.0","method":"bad","id":"x"},`+
		`{"jsonrpc":"2.0","method":"stranger"},{"jsonrpc":"2.0","method":"none","id":4}]`)
	var got []string
	for _, s := range all {
		line := s.Name
		for _, a := range s.Attributes {
			line += fmt.Sprintf(" %s=%s", a.Key, a.Value.String())
		}
		got = append(got, line+" "+s.Status.Code.String())
		if s.SpanContext.TraceID().String() != parent || s.SpanKind.String() != "server" {
			t.Errorf("%s: trace %s, kind %s", s.Name, s.SpanContext.TraceID(), s.SpanKind)
		}
	}
	want := []string{
		"good rpc.system.name=jsonrpc rpc.method=good jsonrpc.protocol.version=2.0 jsonrpc.request.id=1 jsonrpc.batch.index=0 jsonrpc.batch.size=4 " + codes.Unset.String(),
		`bad rpc.system.name=jsonrpc rpc.method=bad jsonrpc.protocol.version=2.0 jsonrpc.request.id="x" jsonrpc.batch.index=1 jsonrpc.batch.size=4 rpc.response.status_code=-32603 ` + codes.Error.String(),
		"stranger rpc.system.name=jsonrpc rpc.method=stranger jsonrpc.protocol.version=2.0 jsonrpc.batch.index=2 jsonrpc.batch.size=4 rpc.response.status_code=-32001 " + codes.Unset.String(),
		"none rpc.system.name=jsonrpc rpc.method=none jsonrpc.protocol.version=2.0 jsonrpc.request.id=4 jsonrpc.batch.index=3 jsonrpc.batch.size=4 rpc.response.status_code=-32601 " + codes.Unset.String(),
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if strings.Contains(fmt.Sprint(all), "canary") {
		t.Error("a span holds what was sent, or the text of an error")
	}
}
