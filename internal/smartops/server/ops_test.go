package server_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
)

func TestMetrics(t *testing.T) {
	r := start(t)
	r.signIn("test", "123456")
	r.call("", "made up", "{}")
	status, text := r.get("/metrics")
	for _, line := range []string{
		`rpc_calls_total{code="0",method="user.verify"} 1`,
		`rpc_calls_total{code="-32601",method="unknown"} 1`,
		`smartops_passwords_waiting 0`,
		`go_sql_max_open_connections{db_name="write"} 1`,
		`go_build_info{`,
	} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("status %d, no line %s", status, line)
		}
	}
	if strings.Contains(text, "made up") {
		t.Error("a caller can make up values of labels")
	}
	if status, _ := start(t, func(c *config.Config) { c.Metrics = false }).get("/metrics"); status != 404 {
		t.Errorf("switched off: status %d", status)
	}
}

func TestAddressForOperations(t *testing.T) {
	r := start(t, func(c *config.Config) { c.OpsListen = "127.0.0.1:0" })
	for url, want := range map[string]int{
		r.url + "/metrics": 404, r.url + "/readyz": 200, r.url + "/healthz": 200,
		r.ops + "/metrics": 200, r.ops + "/readyz": 200, r.ops + "/healthz": 200, r.ops + "/api": 404,
	} {
		response, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		if r.body(response); response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", url, response.StatusCode, want)
		}
	}
}

// certify writes a certificate for loopback, and returns its serial number as text.
func certify(t *testing.T, cert, key string, serial int64) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: signed}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// serialOf is the number of the certificate that a server shows.
func serialOf(t *testing.T, address string) int64 {
	t.Helper()
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true}) // it signed itself
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestTLS(t *testing.T) {
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	certify(t, cert, key, 1)
	r := start(t, func(c *config.Config) { c.TLSCert, c.TLSKey = cert, key })
	address := strings.TrimPrefix(r.url, "http://")
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	defer client.CloseIdleConnections()
	response, err := client.Post("https://"+address+"/api", "application/json", strings.NewReader(`{"jsonrpc":"2.0","method":"App.index","id":1}`))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(response.Body); err != nil || string(text) != `{"jsonrpc":"2.0","id":1,"result":"Hello World!"}` {
		t.Errorf("got %s, %v", text, err)
	}
	_ = response.Body.Close()
	if got := serialOf(t, address); got != 1 {
		t.Errorf("certificate %d", got)
	}
	certify(t, cert, key, 2)
	for start := time.Now(); serialOf(t, address) != 2; time.Sleep(100 * time.Millisecond) {
		if time.Since(start) > 20*time.Second {
			t.Fatal("the new certificate is not shown")
		}
	}

	if err := tryOn(t, r.database, func(c *config.Config) { c.TLSCert, c.TLSKey = key, cert }); err == nil || !strings.HasPrefix(err.Error(), config.TLS+": ") {
		t.Errorf("certificate and key exchanged: %v", err)
	}
}

// TestTraces has a receiver of OTLP, which gets the span of a call.
func TestTraces(t *testing.T) {
	received := make(chan string, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		received <- r.URL.Path + " " + string(text)
	}))
	defer receiver.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "10") // milliseconds
	r := start(t)
	token := r.signIn("test", "123456")
	r.says(token, "user.me", `{}`, `{"id":1,…}`)
	var all string
	for !strings.Contains(all, "user.me") {
		all += <-received
	}
	if !strings.HasPrefix(all, "/v1/traces ") || !strings.Contains(all, "smartops") || strings.Contains(all, "123456") || strings.Contains(all, token) {
		t.Errorf("got %q", all)
	}
}

func TestDiscovery(t *testing.T) {
	r := start(t)
	status, document := r.get("/api/openrpc.json")
	if status != 200 || !strings.Contains(document, `"openrpc": "1.3.2"`) || !strings.Contains(document, `"name": "user.verify"`) {
		t.Errorf("status %d, %.100s", status, document)
	}
	if got := r.call("", "rpc.discover", `{}`); got != strings.TrimSpace(document) {
		t.Errorf("rpc.discover answers something else: %.100s", got)
	}
	request, err := http.NewRequest(http.MethodGet, r.url+"/api/openrpc.json", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("If-None-Match", `"other", `+tagOf(t, r))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if text := r.body(response); response.StatusCode != http.StatusNotModified || text != "" {
		t.Errorf("status %d for who has it already", response.StatusCode)
	}

	hidden := start(t, func(c *config.Config) { c.Discovery = false })
	if status, _ := hidden.get("/api/openrpc.json"); status != 404 {
		t.Errorf("switched off: status %d", status)
	}
	hidden.says("", "rpc.discover", `{}`, `{"code":-32601,…}`)
}

func tagOf(t *testing.T, r *running) string {
	t.Helper()
	response, err := http.Get(r.url + "/api/openrpc.json")
	if err != nil {
		t.Fatal(err)
	}
	r.body(response)
	return response.Header.Get("ETag")
}
