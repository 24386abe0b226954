package logs

import (
	"bytes"
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	for _, test := range []struct{ level, format, want string }{
		{"info", "auto", `"level":"INFO","msg":"ready","user":"a\nb"}` + "\n"},
		{"info", "json", `"level":"INFO","msg":"ready","user":"a\nb"}` + "\n"},
		{"info", "text", ` INF ready user="a\nb"` + "\n"},
		{"warn", "json", ""},
	} {
		var out bytes.Buffer
		logger := New(&out, test.level, test.format)
		logger.Debug("hidden")
		logger.Info("ready", "user", "a\nb")
		if got := out.String(); !strings.HasSuffix(got, test.want) || strings.Contains(got, "hidden") || test.want == "" && got != "" {
			t.Errorf("%s at level %s: got %s", test.format, test.level, got)
		}
	}
}
