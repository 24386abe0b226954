// Package rpcprom measures calls for Prometheus. It is opt-in: package rpc does not import it.
package rpcprom

import (
	"context"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// Metrics counts and times calls:
//
//   - rpc_calls_total and rpc_call_duration_seconds, by method and code (0 is a result);
//   - rpc_calls_in_flight;
//   - rpc_batch_size: how many messages batches have whose first one is a call.
//
// Calls of methods that do not exist have the method "unknown": callers must not be able to make up
// values of a label.
type Metrics struct {
	durations *prometheus.HistogramVec
	calls     *prometheus.CounterVec
	inFlight  prometheus.Gauge
	batches   prometheus.Histogram
}

var _ prometheus.Collector = (*Metrics)(nil)

// buckets are those of durations, in seconds: from a call that only reads memory to one that times out.
var buckets = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// New returns metrics, which are to be registered, and whose Intercept is to be given to rpc.Options.
func New() *Metrics {
	labels := []string{"method", "code"}
	return &Metrics{
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rpc_calls_total",
			Help: "Calls that were answered, by method and code; 0 is a result.",
		}, labels),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "rpc_call_duration_seconds",
			Help:    "How long calls took, by method and code; 0 is a result.",
			Buckets: buckets,
		}, labels),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "rpc_calls_in_flight",
			Help: "Calls that run now.",
		}),
		batches: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "rpc_batch_size",
			Help:    "How many messages batches have.",
			Buckets: []float64{1, 2, 5, 10, 20, 50, 100},
		}),
	}
}

// Intercept is an rpc.Interceptor. It should be among the outermost, so that it sees what others refuse.
func (m *Metrics) Intercept(next rpc.CallFunc) rpc.CallFunc {
	return func(ctx context.Context, call *rpc.Call) error {
		if index, size := call.Batch(); size > 0 && index == 0 {
			m.batches.Observe(float64(size))
		}
		m.inFlight.Inc()
		defer m.inFlight.Dec()
		start := time.Now()
		err := next(ctx, call)
		m.answered(call, rpc.CodeOf(err), time.Since(start))
		return err
	}
}

func (m *Metrics) answered(call *rpc.Call, code int, took time.Duration) {
	method, text := call.Method(), strconv.Itoa(code)
	if code == rpc.CodeMethodNotFound {
		method = "unknown"
	}
	m.calls.WithLabelValues(method, text).Inc()
	m.durations.WithLabelValues(method, text).Observe(took.Seconds())
}

// Describe is for the registry.
func (m *Metrics) Describe(out chan<- *prometheus.Desc) {
	for _, c := range m.collectors() {
		c.Describe(out)
	}
}

// Collect is for the registry.
func (m *Metrics) Collect(out chan<- prometheus.Metric) {
	for _, c := range m.collectors() {
		c.Collect(out)
	}
}

func (m *Metrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{m.calls, m.durations, m.inFlight, m.batches}
}
