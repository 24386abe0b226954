package docs_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestServingThePage puts the line of page.md into the server of getting-started.md, and asks for the page.
func TestServingThePage(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	const guide = "getting-started.md"
	port := freePort(t)
	dir := t.TempDir()
	main := strings.NewReplacer(
		"127.0.0.1:2001", "127.0.0.1:"+port,
		"\tmux.Handle(", "\t"+blocks(t, "page.md", "go")[0]+"\tmux.Handle(",
		`"example.com/greeter/gen/api"`, "\"example.com/greeter/gen/api\"\n\t\"example.com/greeter/gen/docs\"",
		`"github.com/trunkline-rpc/trunkline/rpc"`, "\"github.com/trunkline-rpc/trunkline/rpc\"\n\t\"github.com/trunkline-rpc/trunkline/rpc/browse\"",
	).Replace(blocks(t, guide, "go")[0])
	write(t, dir, "api.yaml", blocks(t, guide, "yaml")[0])
	write(t, dir, "main.go", main)
	copyFile(t, filepath.Join(root, "go.sum"), filepath.Join(dir, "go.sum"))
	for _, command := range commands(blocks(t, guide, "sh")[0]) {
		run(t, dir, "go", strings.Fields(strings.ReplaceAll(command, "../trunkline", root))...)
	}
	run(t, dir, "go", "build", "-o", "gen.exe", "github.com/trunkline-rpc/trunkline/cmd/gen")
	run(t, dir, "./gen.exe")
	run(t, dir, "go", "build", "-o", "greeter.exe", ".")

	start(t, dir, "./greeter.exe")
	url := "http://127.0.0.1:" + port + "/api/browse/"
	for file, want := range map[string]string{"": "<title>Greeter 1.0.0</title>", "page.json": `"greeter.hello"`, "page.js": "trunkline-endpoint"} {
		if text := get(t, url+file); !strings.Contains(text, want) {
			t.Errorf("%s%s does not hold %s: %.200s", url, file, want, text)
		}
	}
}

// get reads an address, as soon as there is a server.
func get(t *testing.T, url string) string {
	t.Helper()
	for range 100 {
		if response, err := http.Get(url); err == nil {
			defer response.Body.Close()
			text, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s: no answer", url)
	return ""
}

var picture = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)

// TestPicturesOfTheGuide sees that each picture is there, says in words what it shows, and is small.
func TestPicturesOfTheGuide(t *testing.T) {
	found := 0
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range picture.FindAllStringSubmatch(string(text), -1) {
			found++
			info, err := os.Stat(filepath.Join(filepath.Dir(page), match[2]))
			if err != nil {
				t.Errorf("%s: %v", page, err)
				continue
			}
			if len(match[1]) < 10 || info.Size() > 150_000 {
				t.Errorf("%s: %s has %d bytes, and says %q", page, match[2], info.Size(), match[1])
			}
		}
	}
	if found < 3 {
		t.Errorf("found %d pictures", found)
	}
}
