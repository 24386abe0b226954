package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// Scopes are what a user may do. In the database they are one text, with a space before and behind
// each.
type Scopes []string

// Has reports whether the scope is one of them.
func (s Scopes) Has(scope string) bool { return slices.Contains(s, scope) }

// Value is the text for the database.
func (s Scopes) Value() (driver.Value, error) {
	if len(s) == 0 {
		return " ", nil
	}
	return " " + strings.Join(s, " ") + " ", nil
}

// Scan reads the text of the database.
func (s *Scopes) Scan(value any) error {
	switch text := value.(type) {
	case string:
		*s = strings.Fields(text)
	case []byte:
		*s = strings.Fields(string(text))
	default:
		return fmt.Errorf("read scopes: a %T is none", value)
	}
	return nil
}

// The scopes that there are.
const (
	ScopeAdmin    = "admin" // of which somebody has to have it at any time
	ScopeOperator = "operator"
)

// holding is the condition that a user has the scope.
func holding(scope string) (condition, pattern string) {
	return "scopes LIKE ?", "% " + scope + " %"
}
