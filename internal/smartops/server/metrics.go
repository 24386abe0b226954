package server

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc/rpcprom"
)

// metrics are what Prometheus reads of this server, and of no other in the process.
type metrics struct {
	registry *prometheus.Registry
	calls    *rpcprom.Metrics
}

func newMetrics(db *store.Store, passwords *password.Hasher) *metrics {
	m := &metrics{prometheus.NewRegistry(), rpcprom.New()}
	m.registry.MustRegister(
		m.calls,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewBuildInfoCollector(),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "smartops_passwords_waiting",
			Help: "Passwords that are hashed now, or wait for it.",
		}, func() float64 { return float64(passwords.Waiting()) }),
	)
	for name, pool := range db.Pools() {
		m.registry.MustRegister(collectors.NewDBStatsCollector(pool, name))
	}
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
