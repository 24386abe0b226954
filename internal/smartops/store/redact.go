package store

import (
	"net/url"
	"strings"
)

// Redact returns the setting of a database without its password, wherever that stands.
func Redact(database string) string {
	if !Postgres(database) {
		return database
	}
	address, err := url.Parse(database)
	if err != nil {
		scheme, _, _ := strings.Cut(database, "://")
		return scheme + "://[redacted]"
	}
	options := address.Query()
	for name := range options {
		if strings.Contains(name, "password") {
			options.Set(name, "[redacted]")
		}
	}
	address.RawQuery = strings.ReplaceAll(options.Encode(), "%5Bredacted%5D", "[redacted]")
	if _, ok := address.User.Password(); ok {
		address.User = url.UserPassword(address.User.Username(), "[redacted]")
	}
	return strings.ReplaceAll(address.String(), "%5Bredacted%5D", "[redacted]")
}
