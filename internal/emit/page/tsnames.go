package page

import (
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// tsService names a service as a property of the TypeScript client: "user".
func tsService(s *model.Service) string { return lowerFirst(naming.Service(s)) }

// tsMethod names a method of the TypeScript client: "register".
func tsMethod(m *model.Method) string { return lowerFirst(naming.Method(m)) }

// tsScheme names a scheme among the options of the TypeScript client: "token".
func tsScheme(s *model.Scheme) string { return lowerFirst(naming.Scheme(s)) }

// lowerFirst begins a name with a small letter, or with small letters where it begins with an
// abbreviation: "ID" is "id", "HTTPCheck" is "httpCheck".
func lowerFirst(name string) string {
	n := 0
	for n < len(name) && 'A' <= name[n] && name[n] <= 'Z' {
		n++
	}
	if n > 1 && n < len(name) {
		n--
	}
	return strings.ToLower(name[:n]) + name[n:]
}
