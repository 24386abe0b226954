package comment_test

import (
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/emit/comment"
)

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"plain":                        "plain",
		"  indented ":                  "  indented",
		"\n\none \r\ntwo\t.\n":         "one\ntwo    .",
		"a\u202eb\u200bc\u2028d\u2029": "abcd",
		"\x00\x1b[1m\x7f":              "[1m",
		"\ufeff\ufffd\ue000é 中":        "é 中",
		"bad \xff":                     "bad",
	} {
		if got := comment.Clean(text); got != want {
			t.Errorf("%q becomes %q, and not %q", text, got, want)
		}
	}
}
