package diag_test

import (
	"strings"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/diag"
)

func TestRender(t *testing.T) {
	var list diag.List
	if !list.Empty() {
		t.Error("a new list is not empty")
	}
	list.At("method %q", "b").Refuse(diag.Pos{Line: 10, Col: 2}, "second")
	list.At("method %q", "b").In("param %q", "p").Refuse(diag.Pos{Line: 9, Col: 12}, "first %d", 1)
	list.Top().In("info").Refuse(diag.Pos{Line: 10, Col: 1}, "between")
	list.At("method %q", "b").Refuse(diag.Pos{Line: 10, Col: 2}, "second")
	list.Top().Refuse(diag.Pos{}, "without a place")
	want := `api.yaml: without a place
api.yaml:9:12: method "b": param "p": first 1
api.yaml:10:1: info: between
api.yaml:10:2: method "b": second
`
	if got := list.Render("api.yaml"); got != want || list.Empty() {
		t.Errorf("Render:\n%s\nwant:\n%s", got, want)
	}
}

func TestClip(t *testing.T) {
	tests := map[string]string{"": "", "日本語": "日本語", "日本語x": "日本語…", "abcd": "abc…", "abc": "abc"}
	for text, want := range tests {
		if got := diag.Clip(text, 3); got != want {
			t.Errorf("Clip(%q) = %q, want %q", text, got, want)
		}
	}
	var list diag.List
	list.At("type %q", strings.Repeat("n", 1000)).Refuse(diag.Pos{}, "no")
	if got, want := list.Render("f"), `f: type "`+strings.Repeat("n", 200)+"…\": no\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSuggest(t *testing.T) {
	known := []string{"AccountLocked", "HostExists", "required", "list", "map"}
	tests := map[string]string{
		"AcountLocked": "AccountLocked", "requird": "required", "reqiured": "required", "List": "list", "lsit": "list",
		"mpa": "map", "banana": "", "": "", "x": "", "hostexists": "HostExists", strings.Repeat("a", 100): "",
	}
	for word, like := range tests {
		want := ""
		if like != "" {
			want = ` (did you mean "` + like + `"?)`
		}
		if got := diag.Suggest(word, known); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", word, got, want)
		}
	}
}
