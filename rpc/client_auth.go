package rpc

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// TokenSource hands out the tokens, or API keys, that a client sends. It is asked before every
// request that needs one, with no refused token; an empty token means that there is none, and the
// call goes out without. When the server refuses the token, it is asked once more, with the token
// that was refused: when it then returns another one, the calls that were refused are sent again.
// It may be called by many goroutines at once.
type TokenSource func(ctx context.Context, refused Secret) (Secret, error)

// StaticToken is the source of one token, or API key, that stays the same.
func StaticToken(token Secret) TokenSource {
	return func(context.Context, Secret) (Secret, error) { return token, nil }
}

// CachedToken is a source that fetches a token when one is first needed, keeps it, and fetches
// another when the server refuses it. However many calls wait for it, it is fetched once.
func CachedToken(fetch func(context.Context) (Secret, error)) TokenSource {
	turn := make(chan struct{}, 1) // a mutex that can be waited for no longer than ctx
	var token Secret
	return func(ctx context.Context, refused Secret) (Secret, error) {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if token != "" && token != refused {
			return token, nil
		}
		fresh, err := fetch(ctx)
		if err != nil {
			return "", err
		}
		token = fresh
		return token, nil
	}
}

// Scheme is a way in which a client authenticates: see BearerScheme, APIKeyScheme and BasicScheme.
type Scheme struct {
	name   string
	header string // "": in the params
	prefix string // of the header's value
	param  string
	source TokenSource
}

// BearerScheme sends tokens of the source in the header Authorization (RFC 6750). A nil source has
// none.
func BearerScheme(name string, source TokenSource) Scheme {
	return Scheme{name: name, header: "Authorization", prefix: "Bearer ", source: source}
}

// APIKeyScheme sends keys of the source in a header, or, where header is "", as a param of each
// call. A nil source has none.
func APIKeyScheme(name, header, param string, source TokenSource) Scheme {
	return Scheme{name: name, header: header, param: param, source: source}
}

// BasicScheme sends a user name and a password in the header Authorization (RFC 7617). Nil
// credentials are none.
func BasicScheme(name string, credentials *BasicCredentials) Scheme {
	s := Scheme{name: name, header: "Authorization", prefix: "Basic "}
	if credentials == nil {
		return s
	}
	c := *credentials
	s.source = func(context.Context, Secret) (Secret, error) {
		if strings.Contains(c.Username, ":") {
			return "", errors.New("the user name holds a colon")
		}
		return Secret(base64.StdEncoding.EncodeToString([]byte(c.Username + ":" + c.Password.Reveal()))), nil
	}
	return s
}

// key asks the source for what is to be sent.
func (s *Scheme) key(ctx context.Context, refused Secret) (Secret, error) {
	if s.source == nil {
		return "", nil
	}
	secret, err := s.source(ctx, refused)
	if err != nil {
		return "", fmt.Errorf("get credentials of %q: %w", s.name, err)
	}
	if secret != "" && !visible(string(secret)) {
		return "", fmt.Errorf("get credentials of %q: they hold what is not visible ASCII", s.name)
	}
	return secret, nil
}

// key is what a scheme sends with a request.
type key struct {
	*Scheme
	secret Secret
}

// keyring holds keys by the names of their schemes.
type keyring map[string]key

// credentials asks for what the calls need.
func (c *Client) credentials(ctx context.Context, calls []*Request) (keyring, error) {
	keys := keyring{}
	for _, call := range calls {
		if _, asked := keys[call.Scheme]; asked || call.Scheme == "" {
			continue
		}
		s := c.scheme(call.Scheme)
		secret, err := s.key(ctx, "")
		if err != nil {
			return nil, err
		}
		keys[call.Scheme] = key{s, secret}
	}
	return keys, nil
}

func (c *Client) scheme(name string) *Scheme {
	for i := range c.schemes {
		if c.schemes[i].name == name {
			return &c.schemes[i]
		}
	}
	return &Scheme{name: name}
}

// renew asks for other credentials than those that the server refused, and returns the calls to
// send again with them. The keyring then holds the new ones.
func renew(ctx context.Context, calls []*Request, keys keyring) (again []*Request) {
	renewed := map[string]error{}
	for _, call := range calls {
		old := keys[call.Scheme]
		if old.secret == "" || !call.unauthenticated() {
			continue
		}
		err, asked := renewed[call.Scheme]
		if !asked {
			err = old.renew(ctx, keys)
			renewed[call.Scheme] = err
		}
		switch {
		case err == nil:
			again = append(again, call)
		case err != errNoOther:
			call.err = fmt.Errorf("%w; %w", call.err, err)
		}
	}
	return again
}

var errNoOther = errors.New("there are no other credentials")

// renew puts another secret into the keyring.
func (k key) renew(ctx context.Context, keys keyring) error {
	secret, err := k.key(ctx, k.secret)
	if err == nil && (secret == "" || secret == k.secret) {
		err = errNoOther
	}
	if err == nil {
		keys[k.name] = key{k.Scheme, secret}
	}
	return err
}

// unauthenticated reports whether the server refused the call for its credentials.
func (r *Request) unauthenticated() bool {
	var answer *ResponseError
	return errors.As(r.err, &answer) && answer.Code == CodeUnauthenticated
}

// header is that of a request.
func (c *Client) header(keys keyring) (http.Header, error) {
	header := c.options.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	owner := map[string]key{}
	for i := range c.schemes { // in their order: errors say the same each time
		k, asked := keys[c.schemes[i].name]
		if !asked || k.header == "" {
			continue
		}
		name := http.CanonicalHeaderKey(k.header)
		if other, shared := owner[name]; shared && k.secret+other.secret != "" {
			return nil, fmt.Errorf("a batch cannot hold calls by %q and by %q: both read the header %s", other.name, k.name, name)
		}
		owner[name] = k
		if k.secret != "" {
			header.Set(name, k.prefix+k.secret.Reveal())
		}
	}
	header["Content-Type"] = jsonTypes
	header.Set("Accept", "application/json")
	return header, nil
}
