package rpcprom_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/rpcprom"
)

// scrape makes calls, and returns what Prometheus would read then.
func scrape(t *testing.T, bodies ...string) string {
	t.Helper()
	metrics, registry := rpcprom.New(), prometheus.NewPedanticRegistry()
	registry.MustRegister(metrics)
	dispatcher := rpc.NewDispatcher(
		rpc.Method{Name: "good", Serve: func(_ context.Context, call *rpc.Call) error { call.Result().Bool(true); return nil }},
		rpc.Method{Name: "bad", Serve: func(context.Context, *rpc.Call) error { return errors.New("canary") }},
		rpc.Method{Name: "worse", Serve: func(context.Context, *rpc.Call) error { panic("canary") }},
	)
	handler := rpc.NewHandler(dispatcher, rpc.Options{Logger: slog.New(slog.DiscardHandler), Interceptors: []rpc.Interceptor{metrics.Intercept}})
	for _, body := range bodies {
		request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		request.Header.Set("Content-Type", "application/json")
		handler.ServeHTTP(httptest.NewRecorder(), request)
	}
	server := httptest.NewServer(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestMetrics(t *testing.T) {
	const good, made = `{"jsonrpc":"2.0","method":"good","id":1}`, `{"jsonrpc":"2.0","method":"made up","id":1}`
	text := scrape(t, good, `[`+good+`,`+good+`,{"jsonrpc":"2.0","method":"bad"}]`, made,
		`{"jsonrpc":"2.0","method":"worse","id":1}`, `{`, `[]`)
	for _, line := range []string{
		`rpc_calls_total{code="0",method="good"} 3`,
		`rpc_calls_total{code="-32603",method="bad"} 1`,
		`rpc_calls_total{code="-32603",method="worse"} 1`,
		`rpc_calls_total{code="-32601",method="unknown"} 1`,
		`rpc_call_duration_seconds_count{code="0",method="good"} 3`,
		`rpc_calls_in_flight 0`,
		`rpc_batch_size_count 1`,
		`rpc_batch_size_sum 3`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %s", line)
		}
	}
	if strings.Contains(text, "canary") || strings.Contains(text, "made up") {
		t.Errorf("it holds what callers or handlers made up:\n%s", text)
	}
	if t.Failed() {
		t.Log(text)
	}
}
