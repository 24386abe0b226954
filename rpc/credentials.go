package rpc

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// credentials is what a call knows about how its caller is authenticated.
type credentials struct {
	scheme scheme
	param  string // member of the params that holds credentials; it is passed over by Decode
	skip   int    // so many positional params held credentials
	header string // credentials of a header, which could have been a param
}

// forgetCredentials is cheap for a call that nobody has asked about its credentials.
func (c *Call) forgetCredentials() {
	if c.auth.scheme != noScheme {
		c.resetCredentials()
	}
}

//go:noinline
func (c *Call) resetCredentials() { c.auth = credentials{} }

// hideCredentials lets the decoder of the params pass over those that were among them.
//
//go:noinline
func (c *Call) hideCredentials() {
	o := &c.decoder.options
	o.skip, o.credential = c.auth.skip, c.auth.param
}

type scheme uint8

const (
	noScheme scheme = iota
	bearerScheme
	apiKeyScheme
	basicScheme
)

// BasicCredentials are those of HTTP Basic authentication (RFC 7617).
type BasicCredentials struct {
	Username string
	Password Secret
}

// Bearer returns the bearer token of the call (RFC 6750): that of the header Authorization, or,
// without that header, the param of this name, or the first one of params by position. An empty
// param means that only the header counts. The token is taken out of the params.
//
// The error is Unauthenticated, with ReasonMissing when there is no token (a param that is null
// counts as absent) and ReasonInvalid when it is malformed or the header holds another scheme; or
// InvalidParams when there are two different tokens.
func (c *Call) Bearer(param string) (Secret, error) {
	return c.required(c.bearer(param, true))
}

// OptionalBearer is Bearer for a method that callers may call without credentials: then ok is
// false. The first one of params by position is never taken for a token.
func (c *Call) OptionalBearer(param string) (token Secret, ok bool, err error) {
	return c.bearer(param, false)
}

// APIKey returns the key of the call: that of the header, or, without it, the param of this name
// or the first one of params by position. Errors are those of Bearer.
func (c *Call) APIKey(header, param string) (Secret, error) {
	return c.required(c.apiKey(header, param, true))
}

// OptionalAPIKey is APIKey for a method that callers may call without credentials: then ok is
// false. The first one of params by position is never taken for a key.
func (c *Call) OptionalAPIKey(header, param string) (key Secret, ok bool, err error) {
	return c.apiKey(header, param, false)
}

// Basic returns the user name and password of the header Authorization (RFC 7617). The error is
// Unauthenticated, with ReasonMissing or ReasonInvalid.
func (c *Call) Basic() (BasicCredentials, error) {
	basic, ok, err := c.OptionalBasic()
	if err == nil && !ok {
		err = Unauthenticated(ReasonMissing)
	}
	return basic, err
}

// OptionalBasic is Basic for a method that callers may call without credentials: then ok is false.
func (c *Call) OptionalBasic() (basic BasicCredentials, ok bool, err error) {
	c.auth.scheme = basicScheme
	values := c.request.Header["Authorization"]
	if len(values) == 0 {
		return basic, false, nil
	}
	username, password, ok := c.request.BasicAuth()
	if len(values) > 1 || !ok || !utf8.ValidString(username) || !utf8.ValidString(password) {
		return basic, false, Unauthenticated(ReasonInvalid)
	}
	return BasicCredentials{username, Secret(password)}, true, nil
}

func (c *Call) required(secret Secret, ok bool, err error) (Secret, error) {
	if err == nil && !ok {
		err = Unauthenticated(ReasonMissing)
	}
	return secret, err
}

func (c *Call) bearer(param string, positional bool) (Secret, bool, error) {
	c.auth.scheme = bearerScheme
	values := c.request.Header["Authorization"]
	if len(values) == 0 {
		return c.fromParams(param, positional)
	}
	kind, token, _ := strings.Cut(values[0], " ")
	token = strings.Trim(token, " ")
	if len(values) > 1 || !strings.EqualFold(kind, "Bearer") || !visible(token) {
		return "", false, Unauthenticated(ReasonInvalid)
	}
	return c.fromHeader(token, param)
}

func (c *Call) apiKey(header, param string, positional bool) (Secret, bool, error) {
	c.auth.scheme = apiKeyScheme
	values := c.request.Header.Values(header)
	if len(values) == 0 {
		return c.fromParams(param, positional)
	}
	if len(values) > 1 || !visible(values[0]) {
		return "", false, Unauthenticated(ReasonInvalid)
	}
	return c.fromHeader(values[0], param)
}

// fromHeader takes the credentials of the header. A param of the name may say the same.
func (c *Call) fromHeader(secret, param string) (Secret, bool, error) {
	value := c.takeParam(param)
	if value != nil && string(stringValue(value)) != secret {
		return "", false, InvalidParams(Violation{
			Path:    string(appendPathElement(nil, param)),
			Rule:    "credential",
			Message: "must be left out, or the same as in the header",
		})
	}
	if param != "" {
		c.auth.header = secret
	}
	return Secret(secret), true, nil
}

// explainPositions tells a caller who has sent the credentials of the header as the first position
// as well why there is one position too many.
func (c *Call) explainPositions(found []Violation) {
	if c.auth.header == "" {
		return
	}
	for i := range found {
		if found[i].Rule == "positions" && string(stringValue(c.takePosition())) == c.auth.header {
			found[i].Message += " (the first one repeats the credentials of the header)"
		}
	}
}

// fromParams takes the credentials of a param.
func (c *Call) fromParams(param string, positional bool) (Secret, bool, error) {
	if param == "" {
		return "", false, nil
	}
	value := c.takeParam(param)
	if positional && value == nil {
		value = c.takePosition()
	}
	if value == nil {
		return "", false, nil
	}
	secret := stringValue(value)
	if !visible(secret) {
		return "", false, Unauthenticated(ReasonInvalid)
	}
	return Secret(secret), true, nil
}

// takeParam returns the text of the param of this name, or nil when it is absent or null, and lets
// Decode pass over it.
func (c *Call) takeParam(name string) (value []byte) {
	params := c.message.params
	if name == "" || len(params) == 0 || params[0] != '{' {
		return nil
	}
	c.auth.param = name
	if !bytes.Contains(params, []byte(name)) && !hasEscape(params) {
		return nil // the usual case with a header, at a fraction of the cost
	}
	value, ok := member(params, name)
	if !ok || value[0] == 'n' {
		return nil
	}
	return value
}

// takePosition returns the text of the first one of params by position, or nil when it is absent
// or null, and lets Decode pass over it.
func (c *Call) takePosition() (value []byte) {
	params := c.message.params
	if len(params) == 0 || params[0] != '[' {
		return nil
	}
	s := scanner{buf: params, pos: 1, maxDepth: len(params)}
	if s.space() == ']' {
		return nil
	}
	from := s.pos
	if s.value() != nil || params[from] == 'n' {
		return nil
	}
	c.auth.skip = 1
	return params[from:s.pos]
}

// member returns the text of the first member of this name of a well-formed object.
func member(object []byte, name string) (value []byte, ok bool) {
	var d Decoder
	d.text = object
	return d.lookAhead(name)
}

// visible reports whether s is not empty and holds visible ASCII alone, as tokens and keys do.
func visible[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return len(s) > 0
}

// challengeFor returns what WWW-Authenticate says to a caller who was refused with err
// (RFC 9110, section 11.6.1). Without a scheme it was an interceptor that refused.
func (c *Call) challengeFor(err error) string {
	switch c.auth.scheme {
	case basicScheme:
		return `Basic realm="api", charset="UTF-8"`
	case apiKeyScheme:
		return "ApiKey"
	}
	var standard *Error
	if errors.As(err, &standard) && standard.data.text == string(ReasonMissing) {
		return "Bearer"
	}
	return `Bearer error="invalid_token"`
}
