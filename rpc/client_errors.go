package rpc

import (
	"strings"
	"unicode"
)

// TransportError says that no answer came that can be trusted: the server was not reached, took too
// long, or answered with what is no JSON-RPC. Whether the call ran is not known.
type TransportError struct {
	// Status is the HTTP status of the response, or 0 when there was none.
	Status int

	address string
	problem string
	cause   error
}

func (c *Client) lost(status int, problem string, cause error) *TransportError {
	return &TransportError{Status: status, address: c.shown, problem: problem, cause: cause}
}

// Error says what happened. It shows no more of an answer than the first bytes of a text that is
// not JSON, without the credentials and secrets that were sent, and nothing of the address's query.
func (e *TransportError) Error() string {
	parts := []string{"post " + e.address}
	if e.Status != 0 {
		parts = append(parts, statusText(e.Status))
	}
	if e.problem != "" {
		parts = append(parts, e.problem)
	}
	if e.cause != nil {
		parts = append(parts, e.cause.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap returns the error of net/http or of the context, or nil.
func (e *TransportError) Unwrap() error { return e.cause }

// ResultError says that the result of a call that ran is not what its declaration promises.
type ResultError struct {
	// Violations are what is wrong, at most MaxViolations of them.
	Violations []Violation
}

// Error names the violations, and nothing of the result.
func (e *ResultError) Error() string {
	return "the result is not what was declared" + listed(e.Violations)
}

// listed is ": /a is required; /b must be a string".
func listed(violations []Violation) string {
	var b strings.Builder
	for i, v := range violations {
		b.WriteString([]string{": ", "; "}[min(i, 1)])
		b.WriteString(shown(v.text(), shownBytes))
	}
	return b.String()
}

func (v *Violation) text() string {
	if v.Path == "" {
		return v.Message
	}
	return v.Path + " " + v.Message
}

// shownBytes is how much an error shows of a text that came from elsewhere.
const shownBytes = 200

// shown is a text that came from elsewhere as an error shows it: on one line, without what cannot
// be seen, and cut.
func shown(text string, limit int) string {
	cut := len(text) > limit
	text = strings.ToValidUTF8(text[:min(len(text), limit)], "")
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if cut {
		text += " …"
	}
	return text
}

// redactBytes is in how much of an answer secrets are looked for: more than an error shows, so that
// none is cut where that ends.
const redactBytes = 64 << 10

// redact hides what was sent in confidence: the credentials, and the secrets among the params.
func redact(text string, calls []*Request, keys keyring) string {
	for _, k := range keys {
		text = hide(text, k.secret)
	}
	e := Encoder{onSecret: func(s Secret) { text = hide(text, s) }}
	for _, call := range calls {
		if call.Params != nil {
			call.Params.EncodeRPC(&e)
		}
	}
	return text
}

func hide(text string, secret Secret) string {
	if secret == "" {
		return text
	}
	text = strings.ReplaceAll(text, string(secret), redacted)
	return strings.ReplaceAll(text, strings.Trim(quote(string(secret)), `"`), redacted)
}
