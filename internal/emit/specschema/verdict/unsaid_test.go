package verdict

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestUnsaid sees that the list speaks of mistakes that the tests of packages check and spec have, so
// that none stays on it which is told otherwise by now.
func TestUnsaid(t *testing.T) {
	files, _ := filepath.Glob("../../../check/testdata/refused/*.txtar")
	tests, _ := filepath.Glob("../../../spec/*_test.go")
	if len(files) == 0 || len(tests) == 0 {
		t.Fatal("the mistakes are missing")
	}
	var lines []string
	for _, file := range append(files, tests...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(string(text), "\n")...)
	}
	for i, u := range unsaid {
		if !slices.ContainsFunc(lines, compiled[i].message.MatchString) {
			t.Errorf("no test knows of a mistake like %s (%s)", u.message, u.why)
		}
	}
}
