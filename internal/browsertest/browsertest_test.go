package browsertest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	code := m.Run()
	Close()
	os.Exit(code)
}

// late is a page whose form comes by and by.
const late = `<!doctype html><html lang="en"><title>Late</title><h1>Late</h1><main></main><script>
	const make = () => {
		document.querySelector("main").innerHTML = '<label>Name <input id="name"></label><label>Order <select id="order"><option>up<option>down</select></label> <button>Save it</button>';
		document.querySelector("button").onclick = () => document.querySelector("h1").textContent = "saved";
	};
	setTimeout(make, 300);
</script>`

// site serves a page, with a policy if there is one.
func site(t *testing.T, text, policy string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		_, _ = io.WriteString(w, text)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestVerbsWait uses a form from the first moment on, which comes later.
func TestVerbsWait(t *testing.T) {
	url := site(t, late, "")
	for name, do := range map[string]func(*Tab){
		"fill": func(b *Tab) {
			b.Fill(CSS("#name"), "first")
			b.Fill(CSS("#name"), "second")
			b.Is(`document.querySelector("#name").value`, "second")
			b.Fill(CSS("#name"), "")
			b.Is(`document.querySelector("#name").value`, "")
		},
		"choose": func(b *Tab) { b.Choose(CSS("#order"), "down"); b.Is(`document.querySelector("#order").value`, "down") },
		"click": func(b *Tab) {
			b.Click(Button("main", "Save it"))
			b.Is(`document.querySelector("h1").textContent`, "saved")
		},
		"activate": func(b *Tab) { b.Activate(CSS("button")); b.Is(`document.querySelector("h1").textContent`, "saved") },
		"focus":    func(b *Tab) { b.Focus(CSS("#name")); b.Is(`document.activeElement.id`, "name") },
		"run":      func(b *Tab) { b.Run(`document.querySelector("#name").value = "x"`) },
		"text":     func(b *Tab) { b.Is(`document.querySelector("button").textContent`, "Save it") },
		"contains": func(b *Tab) { b.Contains(CSS("main"), "Save") },
		"sees":     func(b *Tab) { b.Sees("Save it") },
	} {
		t.Run(name, func(t *testing.T) {
			b := Open(t)
			b.Visit(url)
			do(b)
		})
	}
}

// failing is a test that keeps why it has failed.
type failing struct {
	testing.TB
	why string
}

func (f *failing) Helper() {}

func (f *failing) Fatalf(format string, args ...any) {
	f.why = fmt.Sprintf(format, args...)
	panic(f)
}

// TestWhatIsMissing sees that a verb names what it waits for, and what is there in its place.
func TestWhatIsMissing(t *testing.T) {
	b := Open(t)
	b.Visit(site(t, late, ""))
	b.Sees("Save it")
	b.patience = 50 * time.Millisecond
	for want, do := range map[string]func(){
		`there is no #nothing`:           func() { b.Fill(CSS("#nothing"), "x") },
		`there is no "Delete it"`:        func() { b.Click(Button("main", "Delete it")) },
		`its choices are up, down`:       func() { b.Choose(CSS("#order"), "sideways") },
		`never true: 1 > 2`:              func() { b.Until(`1 > 2`) },
		`it is "3"`:                      func() { b.Is(`1 + 2`, "4") },
		`Cannot read properties of null`: func() { b.Run(`document.querySelector("#nothing").click()`) },
		`it says Late`:                   func() { b.Contains(CSS("h1"), "Early") },
	} {
		t.Run(want, func(t *testing.T) {
			f := &failing{TB: t}
			b.T = f
			defer func() {
				b.T = t
				if recover() != f || !strings.Contains(f.why, want) || !strings.Contains(f.why, "Save it") {
					t.Errorf("it says %q", f.why)
				}
			}()
			do()
		})
	}
	b.T = t
}

// TestSins sees that a tab knows what a policy has stopped, and what no script has caught.
func TestSins(t *testing.T) {
	b := Open(t)
	b.Visit(site(t, `<!doctype html><title>x</title><h1 style="color: red">x</h1>`, "default-src 'none'"))
	b.Visit(site(t, `<!doctype html><title>x</title><h1>x</h1><script>throw new Error("nobody catches me")</script>`, ""))
	sins := b.Sins()
	if len(sins) != 2 || sins[0] != "against the policy: style-src-attr inline" || !strings.Contains(sins[1], "nobody catches me") {
		t.Errorf("it knows of %q", sins)
	}
}

// TestAccessible sees that axe-core is asked, and that it looks for what is too wide.
func TestAccessible(t *testing.T) {
	b := Open(t)
	b.Visit(site(t, `<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><input><p style="width: 4000px">wide</p></main>`, ""))
	f := &noting{TB: t}
	b.T = f
	b.Accessible("at first")
	b.T = t
	if len(f.said) != 2 || !strings.HasPrefix(f.said[0], "at first: label: ") || !strings.Contains(f.said[1], "pixels too wide") {
		t.Errorf("it says %q", f.said)
	}
}

// noting is a test that keeps its errors.
type noting struct {
	testing.TB
	said []string
}

func (n *noting) Helper() {}

func (n *noting) Errorf(format string, args ...any) {
	n.said = append(n.said, fmt.Sprintf(format, args...))
}
