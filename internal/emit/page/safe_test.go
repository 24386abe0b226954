package page_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// attacks are texts that want to run, to load, or to lead away. SERVER is a server of somebody else.
var attacks = map[string]string{
	"markup":   `<img src=SERVER/a onerror=hacked()><script>hacked()</script><svg onload=hacked()><iframe src=SERVER/b></iframe><style>@import "SERVER/c";</style><link rel=stylesheet href=SERVER/d>`,
	"markdown": "![x](SERVER/e) [a](javascript:hacked()) <javascript:hacked()> [b](data:text/html,x) [c](vbscript:x) [d](SERVER/f \"onmouseover=hacked()\")\n\n[e]: javascript:hacked()\n[e]\n\n<details open ontoggle=hacked()>\n\n<form action=SERVER/g><button>x</button></form>\n\n`x`{=html}",
	"leaving":  "</p></div></body><base href=SERVER/><meta http-equiv=refresh content=\"0;url=SERVER/h\"><object data=SERVER/i></object><embed src=SERVER/j><video src=SERVER/k autoplay></video>",
	"quotes":   `"' onfocus=hacked() autofocus x="` + "`${hacked()}` {{hacked()}} </script><script>hacked()</script> --> ]]> \\u003cscript\\u003e",
	"mutation": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hacked()&gt;">` + `<noscript><p title="</noscript><img src=x onerror=hacked()>">`,
	"unseen":   "a\u202eb\u2066c\u2028hacked()\u2029<\u200bscript>\ufeff",
}

// attackedSpec has an attack wherever a spec takes text.
const attackedSpec = `
trunkline: 1
info: {title: LINE, version: LINE, description: TEXT}
defaults: {auth: token}
auth:
  token: {type: bearer, param: token, description: TEXT, scopes: {s: TEXT}}
  key: {type: apiKey, header: X-Key, description: TEXT}
errors:
  E: {code: 1, message: LINE, description: TEXT, data: {fields: {f: {type: string, description: TEXT}}}}
types:
  A: {type: string, description: TEXT, deprecated: LINE}
  B: {description: TEXT, enum: {one: VALUE}}
  C: {description: TEXT, fields: {f: {type: string, description: TEXT, deprecated: LINE, default: TEXT}, g: {type: json, default: {LINE: [TEXT]}}, h: {type: map<string>, default: {LINE: TEXT}}}}
  D: {description: TEXT, union: {c: C}, discriminator: kind}
  F: {type: string, pattern: PATTERN}
  G: {type: list<string>, description: TEXT}
methods:
  m:
    summary: LINE
    auth: {token: [s]}
    description: TEXT
    params: {p: {type: string, description: TEXT, default: TEXT}, q: {type: C, optional: true}, r: {type: B, optional: true}, s: {type: D, optional: true}}
    result: {type: F, description: TEXT}
    errors: [E]
    deprecated: LINE
    tags: [TAG]
    examples:
      - {summary: LINE, params: {p: TEXT, q: {f: TEXT, g: {LINE: TEXT}}}, result: TEXT}
      - {summary: LINE, params: {p: TEXT}, error: E}
  n: {auth: {key: []}, params: {p: A}, result: {type: G, description: TEXT}}
`

// walk opens everything on every page.
func (b *tab) walk(url, stranger string, hashes []string) {
	b.T.Helper()
	for _, hash := range hashes {
		b.goTo(hash)
		b.openAll()
		b.Run(`for (const s of document.querySelectorAll("main [role=tab]")) s.click()`)
		b.Run(`for (const s of document.querySelectorAll("main select")) if (s.options.length > 1) { s.selectedIndex = 1; s.dispatchEvent(new Event("change", {bubbles: true})) }`)
		b.innocent(url, stranger)
	}
}

// attacked is the spec with one attack.
func attacked(text string) string {
	line := oneLine(text)
	var pattern strings.Builder
	for _, r := range text {
		if strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			pattern.WriteByte('\\')
		}
		pattern.WriteRune(r)
	}
	value := strings.NewReplacer(`"`, "", "'", "", `\`, "", "`", "").Replace(line)
	value = value[:min(len(value), 190)]
	return strings.NewReplacer("TEXT", quoteYAML(text), "LINE", quoteYAML(line), "VALUE", quoteYAML(value), "TAG", quoteYAML(strings.ReplaceAll(value, " ", "/")), "PATTERN", quoteYAML("|"+pattern.String())).Replace(attackedSpec)
}

// TestInjection walks through every page of specs in which every text attacks. The answers of the API do so
// too. Nothing runs, nothing is loaded of anybody else, and the policy has nothing to forbid.
func TestInjection(t *testing.T) {
	var asked atomic.Int32
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(stranger.Close)
	b := openTab(t)
	b.Everywhere(`window.hacked = () => sin("a script ran")`)
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			b.T = t
			text := strings.ReplaceAll(attack, "SERVER", stranger.URL)
			api := hostileAPI(text)
			url := siteWith(t, []byte(attacked(text)), api)
			b.Visit(url)
			hashes := browsertest.Value[[]string](b.Tab, `[...document.querySelectorAll(".nav-link")].map((a) => a.hash)`)
			if len(hashes) < 18 {
				t.Fatalf("only %d pages: %v", len(hashes), hashes)
			}
			b.walk(url, stranger.URL, hashes)
			b.goTo("#/method/m")
			b.Until(`document.querySelector("main .lead").textContent === ` + browsertest.Quote(oneLine(text))) // it is a text, as a whole
			for n := range len(api.answers) {
				b.Run(`document.querySelector("#try .console-actions .primary").click()`)
				b.Wait("no call came", func() error {
					if calls := int(api.calls.Load()); calls <= n {
						return fmt.Errorf("%d calls came, and not %d", calls, n+1)
					}
					return nil
				})
				b.Until(`document.querySelector("#try [aria-busy=false]")`)
				b.innocent(url, stranger.URL)
			}
			if name == "markup" { // the words of the page are no part of that
				b.click(".language")
				b.Until(`document.documentElement.lang === "zh-CN"`)
				b.walk(url, stranger.URL, hashes)
				b.click(".language")
			}
		})
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the page asked another server %d times", n)
	}
}

// oneLine is a text where the language takes one line.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return ' '
		}
		return r
	}, text)), " ")
}

// hostile is an API that answers with an attack in every place, in one way after the other.
type hostile struct {
	answers []string
	text    string
	calls   atomic.Int32
}

func hostileAPI(text string) *hostile {
	quoted := browsertest.Quote(text)
	return &hostile{text: text, answers: []string{
		`{"jsonrpc": "2.0", "id": 1, "result": {"x": ` + quoted + `, ` + quoted + `: [` + quoted + `]}}`,
		`{"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": ` + quoted + `, "data": {"f": ` + quoted + `}}}`,
		`{"jsonrpc": "2.0", "id": 1, "error": {"code": -32602, "message": ` + quoted + `, "data": {"errors": [` +
			`{"path": "/p", "rule": ` + quoted + `, "message": ` + quoted + `}, {"path": ` + quoted + `, "rule": "x", "message": ` + quoted + `}]}}}`,
		`[` + quoted + `]`,
		text,
	}}
}

func (a *hostile) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	n := int(a.calls.Add(1)-1) % len(a.answers)
	w.Header().Set("Content-Type", []string{"application/json", "text/html"}[n/4])
	w.Header().Set("X-Request-Id", strconv.QuoteToASCII(a.text))
	_, _ = w.Write([]byte(a.answers[n]))
}

// innocent sees that nothing but text came of the texts.
func (b *tab) innocent(url, stranger string) {
	b.T.Helper()
	const made = `[...document.querySelectorAll("img, iframe, object, embed, base, form[action], video, audio, style, math, body script, body link, body meta, noscript")].map((e) => e.outerHTML)`
	const handlers = `[...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style" && a.value !== "" && e.closest(".prose"))).map((e) => e.outerHTML.slice(0, 200))`
	const links = `[...document.querySelectorAll("a[href]")].filter((a) => !/^(https?|mailto):$/.test(a.protocol) || a.origin !== location.origin && (a.target !== "_blank" || !/noreferrer/.test(a.rel) || !/noopener/.test(a.rel))).map((a) => a.outerHTML)`
	sins := browsertest.Value[[]string](b.Tab, made+`.concat(`+handlers+`, `+links+`)`)
	for _, sin := range append(b.Sins(), sins...) {
		b.T.Errorf("%s: %s", b.Text("location.hash"), sin)
	}
	for _, request := range b.Requests() {
		if strings.HasPrefix(request, stranger) {
			b.T.Errorf("the page asked for %s", request)
		}
	}
	if here := b.Text(`location.origin + location.pathname`); here != url {
		b.T.Fatalf("the page was left for %s", here)
	}
}
