package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// TestOneMistakeIsToldOnce refuses the form of declarations, and says nothing of what uses them.
func TestOneMistakeIsToldOnce(t *testing.T) {
	src := `trunkline: 1
info: {title: T, version: "1"}
defaults: {auth: token}
auth:
  token: bearer
errors:
  Locked: 1001
types:
  Name: list<string
  User:
    fields:
      name: {typ: string}
methods:
  user.get:
    params: {name: Name}
    result: User
    errors: [Locked]
    examples:
      - params: {name: x}
        result: {name: y}
  user.list:
    auth: [token]
    result: list<User>
`
	want := `5:10: scheme "token": a scheme is a mapping of keys to values, and this is a text
7:11: error "Locked": an error is a mapping of keys to values, and this is a text
9:13: type "Name": type "list<string": the < is never closed
12:13: type "User": field "name": key "type" is missing
12:14: type "User": field "name": unknown key "typ" (did you mean "type"?)
22:11: method "user.list": auth: wants a text, and this is a list
`
	file, diags := spec.Parse([]byte(src))
	check.Check(file, diags)
	if diff := cmp.Diff(want, strings.ReplaceAll(diags.Render("f"), "f:", "")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
