package rpc

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	defaultTimeout = 30 * time.Second
	idlePerHost    = 100
	maxRedirects   = 3
)

// sharedTransport is the one of all clients without an HTTPClient of their own. That of net/http
// keeps two idle connections to a host, and makes a new one for nearly every call beyond.
var sharedTransport = sync.OnceValue(func() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // somebody wrapped it, and wants it used
	}
	t := standard.Clone()
	t.MaxIdleConnsPerHost = idlePerHost
	return t
})

// guarded is a copy of an HTTP client that follows no redirect to another server.
func guarded(client *http.Client) *http.Client {
	c := *client
	own := c.CheckRedirect
	c.CheckRedirect = func(next *http.Request, via []*http.Request) error {
		first := via[0]
		same := next.URL.Scheme == first.URL.Scheme && next.URL.Host == first.URL.Host
		if !same || next.Method != http.MethodPost || len(via) > maxRedirects {
			return http.ErrUseLastResponse
		}
		if own != nil {
			return own(next, via)
		}
		return nil
	}
	return &c
}

// reply is what a server answered a request with.
type reply struct {
	status   int
	location string // where it redirects to, or ""
	body     []byte
}

// post sends a body. The error is a *TransportError.
func (c *Client) post(ctx context.Context, body []byte, header http.Header) (*reply, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address, bytes.NewReader(body))
	if err != nil {
		return nil, c.lost(0, "", withoutURL(err))
	}
	request.Header = header
	response, err := c.options.HTTPClient.Do(request)
	if err != nil {
		return nil, c.lost(0, "", withoutURL(err))
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, int64(c.options.MaxResponse)+1))
	if err != nil {
		return nil, c.lost(response.StatusCode, "the answer broke off", err)
	}
	if len(text) > c.options.MaxResponse {
		return nil, c.lost(response.StatusCode, "the answer has more than "+count(c.options.MaxResponse, "byte"), nil)
	}
	return &reply{response.StatusCode, origin(response), text}, nil
}

// withoutURL drops the address from an error of net/http: its query may hold what is secret.
func withoutURL(err error) error {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		return withURL.Err
	}
	return err
}

// origin is the server that a response redirects to, or "".
func origin(response *http.Response) string {
	to, err := response.Location()
	if err != nil || response.StatusCode/100 != 3 {
		return ""
	}
	return to.Scheme + "://" + to.Host
}

func (r *reply) fine() bool { return r.status/100 == 2 }
