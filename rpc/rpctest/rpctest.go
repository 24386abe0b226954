// Package rpctest calls the methods of a dispatcher in memory, for tests of handlers.
//
// Calls go through everything that a call over HTTP goes through: envelope, authentication,
// decoding, interceptors, encoding.
//
//	client := rpctest.New(dispatcher, rpc.Options{}).WithToken("eyJ…")
//	result := new(api.Registration)
//	err := client.Call(ctx, "user.register", &api.UserRegisterParams{…}, result)
//
// An error object of the answer is a *rpc.ResponseError. It is for tests alone: what a test has no
// use for, such as an answer that is no JSON-RPC, panics.
package rpctest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// Client calls the methods of a dispatcher. It is safe for concurrent use.
type Client struct {
	handler http.Handler
	header  http.Header
}

// New makes a client for the methods of d.
func New(d *rpc.Dispatcher, o rpc.Options) *Client {
	return &Client{handler: rpc.NewHandler(d, o), header: http.Header{}}
}

// WithToken returns a client that sends a bearer token with every call.
func (c *Client) WithToken(token string) *Client {
	return c.WithHeader("Authorization", "Bearer "+token)
}

// WithHeader returns a client that sends one more header with every call. It replaces one of the
// same name.
func (c *Client) WithHeader(name, value string) *Client {
	header := c.header.Clone()
	header.Set(name, value)
	return &Client{c.handler, header}
}

// Call calls a method with params, which may be nil, and reads its result into result, which may
// be nil as well. An error object is returned as a *rpc.ResponseError.
func (c *Client) Call(ctx context.Context, method string, params rpc.Encodable, result rpc.Decodable) error {
	text, err := encodeParams(params)
	if err != nil {
		return err
	}
	answer, err := c.CallText(ctx, method, text)
	if err != nil || result == nil {
		return err
	}
	if err := rpc.Unmarshal([]byte(answer), result); err != nil {
		return fmt.Errorf("read result of %s: %w", method, err)
	}
	return nil
}

// CallText calls a method with params as JSON text, "" for none, and returns the result as JSON
// text. An error object is returned as a *rpc.ResponseError.
func (c *Client) CallText(ctx context.Context, method, params string) (result string, err error) {
	_, answer := c.Send(ctx, request(`"id":1,`, method, params))
	var read response
	if err := rpc.Unmarshal([]byte(answer), &read); err != nil {
		panic(fmt.Sprintf("rpctest: the answer to %s is no response: %s", method, answer))
	}
	if read.err != nil {
		return "", read.err
	}
	return string(read.result), nil
}

// Notify sends a notification, and returns when it was served. Params may be nil. Nothing comes
// back from it (JSON-RPC 2.0, section 4.1); the error is one of encoding the params.
func (c *Client) Notify(ctx context.Context, method string, params rpc.Encodable) error {
	text, err := encodeParams(params)
	if err != nil {
		return err
	}
	if status, answer := c.Send(ctx, request("", method, text)); status != http.StatusNoContent {
		panic(fmt.Sprintf("rpctest: notification %s was answered with %d: %s", method, status, answer))
	}
	return nil
}

// Send posts a body as it is, for instance a batch, and returns the HTTP status and the body of the
// answer.
func (c *Client) Send(ctx context.Context, body string) (status int, answer string) {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/", strings.NewReader(body))
	r.Header = c.header.Clone()
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func encodeParams(params rpc.Encodable) (string, error) {
	if params == nil {
		return "", nil
	}
	text, err := rpc.Marshal(params)
	if err != nil {
		return "", fmt.Errorf("write params: %w", err)
	}
	return string(text), nil
}

// name is a method's name as JSON.
type name string

func (n name) EncodeRPC(e *rpc.Encoder) { e.String(string(n)) }

func request(id, method, params string) string {
	quoted, _ := rpc.Marshal(name(method)) // strings always encode
	if params != "" {
		params = `,"params":` + params
	}
	return `{"jsonrpc":"2.0",` + id + `"method":` + string(quoted) + params + `}`
}

// response is a response object (JSON-RPC 2.0, section 5).
type response struct {
	result rpc.JSON
	err    *rpc.ResponseError
}

var responseMembers = rpc.NewMembers(
	rpc.Required("jsonrpc"), rpc.Required("id"), rpc.Optional("result"), rpc.Optional("error"))

func (r *response) DecodeRPC(d *rpc.Decoder) {
	d.Object(responseMembers)
	for d.Next() {
		switch d.Member() {
		case 2: // result
			r.result = d.JSON()
		case 3: // error
			r.err = new(rpc.ResponseError)
			r.err.DecodeRPC(d)
		}
	}
}
