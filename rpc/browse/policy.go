package browse

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
)

// policyFor lets the page load what this handler serves, and call the API. No script, style or image of
// anybody else is loaded, whatever stands in a spec or in an answer, and no string becomes HTML but where the
// page's script means it.
func policyFor(endpoint string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " + connect(endpoint) +
		"; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types page; frame-ancestors 'none'"
}

// host is what a policy may name: nothing that ends a directive.
var host = regexp.MustCompile(`^[\w.-]+(:\d+)?$|^\[[\da-fA-F:.]+\](:\d+)?$`)

// connect is the part of the policy that says what may be called.
func connect(endpoint string) string {
	if u, err := url.Parse(endpoint); err == nil && host.MatchString(u.Host) && (u.Scheme == "http" || u.Scheme == "https") {
		return "connect-src 'self' " + u.Scheme + "://" + u.Host
	}
	return "connect-src 'self'"
}

// These stand in the generated index.html, which says the endpoint and the policy itself where it is put on
// another server.
const (
	writtenEndpoint = `<meta name="trunkline-endpoint" content="/api">`
	writtenConnect  = `connect-src 'self'`
)

// direct writes the endpoint into index.html.
func direct(index []byte, endpoint string) []byte {
	index = bytes.Replace(index, []byte(writtenEndpoint), []byte(`<meta name="trunkline-endpoint" content="`+html.EscapeString(endpoint)+`">`), 1)
	return bytes.Replace(index, []byte(writtenConnect), []byte(connect(endpoint)), 1)
}
