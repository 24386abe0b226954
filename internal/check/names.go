package check

import (
	"regexp"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

const maxName = 200

var (
	typeName   = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
	methodName = regexp.MustCompile(`^[A-Za-z$_][A-Za-z0-9._/$-]*$`)
	goName     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	headerName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")
)

// typeName holds the name of a type or an error to its pattern.
func (p place) typeName(name spec.Text) bool {
	return p.match(name, typeName, "a name is a capital letter, and then letters and digits")
}

// methodName holds the name of a method to its pattern.
func (p place) methodName(name spec.Text) bool {
	if strings.HasPrefix(name.Value, "rpc.") {
		p.Refuse(name.Pos, `names that begin with "rpc." belong to the protocol`)
		return false
	}
	return p.match(name, methodName, "a name begins with a letter, $ or _, and holds letters, digits and . _ / $ -")
}

// goName holds a name that is given for use in Go and TypeScript to its pattern.
func (p place) goName(key string, name spec.Text) bool {
	return !name.IsSet() || p.in("%s %q", key, name.Value).match(name, goName, "must be a letter, and then letters, digits and _")
}

// name holds any other name to what all of them must be.
func (p place) name(name spec.Text) bool {
	if !printable(name.Value, false) {
		p.Refuse(name.Pos, "a name holds printable ASCII without spaces, quotes and backslashes")
		return false
	}
	return p.length(name)
}

// match holds a name to a pattern.
func (p place) match(name spec.Text, pattern *regexp.Regexp, rule string) bool {
	if !pattern.MatchString(name.Value) {
		p.Refuse(name.Pos, "%s", rule)
		return false
	}
	return p.length(name)
}

func (p place) length(name spec.Text) bool {
	if len(name.Value) > maxName {
		p.Refuse(name.Pos, "a name has at most %d bytes", maxName)
	}
	return len(name.Value) <= maxName
}

// printable reports whether s is not empty and holds nothing but printable ASCII without quotes and
// backslashes.
func printable(s string, spaces bool) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && spaces:
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"'`\\", c) >= 0:
			return false
		}
	}
	return s != ""
}

// first records the place of a name in seen, or refuses the name when it stands there already.
func (p place) first(seen map[string]diag.Pos, what string, name spec.Text) bool {
	before, twice := seen[name.Value]
	if twice {
		p.Refuse(name.Pos, "%s %q stands twice, first on %s", what, name.Value, line(before))
		return false
	}
	seen[name.Value] = name.Pos
	return true
}
