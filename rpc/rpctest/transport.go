package rpctest

import (
	"net/http"
	"net/http/httptest"
)

// HTTPClient returns an HTTP client whose requests go to the dispatcher in memory, whatever their
// address is, for generated clients:
//
//	c := client.New("http://test/api", client.Options{
//		Transport: rpc.ClientOptions{HTTPClient: rpctest.New(dispatcher, rpc.Options{}).HTTPClient()},
//	})
func (c *Client) HTTPClient() *http.Client { return &http.Client{Transport: transport{c}} }

type transport struct{ client *Client }

// RoundTrip serves one request. Headers of the Client stand where the request has none.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	served := r.Clone(r.Context())
	served.RemoteAddr = "192.0.2.1:1234" // as httptest.NewRequest has it
	for name, values := range t.client.header {
		if served.Header.Get(name) == "" {
			served.Header[name] = values
		}
	}
	if served.Body == nil {
		served.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	t.client.handler.ServeHTTP(w, served)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	response := w.Result()
	response.Request = r
	return response, nil
}
