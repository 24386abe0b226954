package rpc

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
)

// ClientOptions say how a Client sends its requests. Zero values mean the defaults.
type ClientOptions struct {
	// HTTPClient sends the requests; by default one that gives up after 30 s and keeps up to 100
	// idle connections to a host. It is copied: redirects are followed only where they repeat the
	// POST at the same scheme, host and port, so that no credentials and no params reach another
	// server.
	HTTPClient *http.Client
	// Header goes out with every request, beside the headers that the protocol needs.
	Header http.Header
	// MaxResponse is how many bytes an answer may have, unpacked where it was compressed; by
	// default 16 MiB.
	MaxResponse int
	// MaxDepth is how deeply arrays and objects of a result may nest; by default 64.
	MaxDepth int
}

func (o ClientOptions) withDefaults() ClientOptions {
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{Transport: sharedTransport(), Timeout: defaultTimeout}
	}
	o.HTTPClient = guarded(o.HTTPClient)
	o.Header = o.Header.Clone()
	o.MaxResponse = orDefault(o.MaxResponse, 16<<20)
	o.MaxDepth = orDefault(o.MaxDepth, defaultDepth)
	return o
}

// Client calls the methods of a server over HTTP: see Request. Generated clients are made of one. It
// is safe for concurrent use.
type Client struct {
	address string // where to post
	shown   string // the address, less what may be secret
	invalid error  // why the address is none
	options ClientOptions
	schemes []Scheme
	lastID  atomic.Int64
}

// NewClient makes a client of the server at address, "https://example.com/api", that authenticates
// by the schemes. What is wrong with the address is the error of every call.
func NewClient(address string, o ClientOptions, schemes ...Scheme) *Client {
	c := &Client{address: address, options: o.withDefaults(), schemes: schemes}
	c.shown, c.invalid = checkAddress(address)
	return c
}

// checkAddress returns what may be shown of an address. A password in it is refused, as it would
// go to the server beside the credentials of schemes; a query is passed on, and not shown.
func checkAddress(address string) (shown string, err error) {
	parsed, err := url.Parse(address)
	switch {
	case err != nil:
		return "", errors.New("the address of the server is no URL") // err would show it
	case parsed.Scheme != "http" && parsed.Scheme != "https":
		return "", errors.New("the address of the server has to begin with http:// or https://")
	case parsed.Host == "":
		return "", errors.New("the address of the server names no host")
	case parsed.User != nil:
		return "", errors.New("the address of the server holds a user name: credentials are those of schemes")
	}
	parsed.RawQuery, parsed.Fragment = "", ""
	return parsed.String(), nil
}

// exchange sends calls in one request and takes in their answers. Those that are refused as
// Unauthenticated, so that they did not run, are sent once more when there are other credentials
// than those refused. The error, if any, is that of every call without an answer.
func (c *Client) exchange(ctx context.Context, calls []*Request, batch bool) error {
	if c.invalid != nil {
		return fail(calls, c.invalid)
	}
	keys, err := c.credentials(ctx, calls)
	if err != nil {
		return fail(calls, err)
	}
	if err := c.send(ctx, calls, keys, batch); err != nil {
		return err
	}
	if again := renew(ctx, calls, keys); len(again) > 0 {
		return c.send(ctx, again, keys, batch)
	}
	return nil
}

// send makes one request of calls.
func (c *Client) send(ctx context.Context, calls []*Request, keys keyring, batch bool) error {
	for _, call := range calls {
		call.answered, call.err = false, nil
	}
	body, err := c.encode(calls, keys, batch)
	if err != nil {
		return fail(calls, err)
	}
	header, err := c.header(keys)
	if err != nil {
		return fail(calls, err)
	}
	reply, err := c.post(ctx, body, header)
	if err != nil {
		return fail(calls, err)
	}
	return c.receive(reply, calls, keys, batch)
}

// encode writes the body of a request (JSON-RPC 2.0, sections 4 and 6).
func (c *Client) encode(calls []*Request, keys keyring, batch bool) ([]byte, error) {
	var e Encoder
	if batch {
		e.Raw("[")
	}
	for _, call := range calls {
		if batch {
			e.Comma()
		}
		if !call.notification {
			call.id = c.lastID.Add(1)
		}
		if call.encode(&e, keys[call.Scheme]); e.Err() != nil {
			return nil, fmt.Errorf("write params of %s: %w", call.Method, e.Err())
		}
	}
	if batch {
		e.Raw("]")
	}
	return e.buf, nil
}
