package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// picture is what to show, and how.
type picture struct {
	name          string
	width, height int64
	scheme        string // of colours
	language      string
	signedIn      bool
	hash          string
	// steps are scripts, each of which is repeated until it says true.
	steps []string
}

// send sends the call of the form.
const send = `document.querySelector("#try .console-actions .primary").click() ?? true`

var pictures = []picture{
	{name: "overview", width: 1280, height: 860, scheme: "light", language: "en", hash: "#/"},
	{
		name: "call", width: 1440, height: 1340, scheme: "light", language: "en", signedIn: true,
		hash:  "#/method/host.create" + call(`{"name": "web-1", "ipv4": "192.0.2.10", "labels": {"role": "web"}}`),
		steps: []string{send, `document.querySelector("#try").textContent.includes("createdAt")`, `document.querySelector(".aside").scrollTo(0, 0) ?? true`},
	},
	{
		name: "mistakes", width: 1440, height: 1000, scheme: "dark", language: "en", signedIn: true,
		hash:  "#/method/host.update" + call(`{"id": 1, "name": "not a name", "ipv4": "192.0.2.999", "note": null}`),
		steps: []string{send, `document.querySelector("#try [aria-invalid=true]") !== null`, `document.querySelector(".aside").scrollTo(0, 0) ?? true`},
	},
	{
		name: "batch", width: 1280, height: 1000, scheme: "light", language: "en", signedIn: true, hash: "#/batch",
		steps: []string{
			add("user.me"), counts(1), add("host.list"), counts(2), add("App.index"), counts(3),
			`document.querySelector(".batch .send").click() ?? true`, `document.querySelectorAll(".batch-reply").length >= 3`, `scrollTo(0, 0) ?? true`,
		},
	},
	{name: "phone", width: 390, height: 844, scheme: "dark", language: "zh", hash: "#/method/user.register"},
}

// call is the part of an address that carries a call.
func call(params string) string {
	return "?call=" + base64.RawURLEncoding.EncodeToString([]byte(`{"params": `+params+`}`))
}

// add adds a method to the batch.
func add(method string) string {
	return `(() => { const input = document.querySelector(".batch-add input"); if (input === null) return false; input.value = ` + quote(method) +
		`; input.dispatchEvent(new Event("input", {bubbles: true})); [...document.querySelectorAll(".batch-add button")].at(-1).click(); return true })()`
}

func counts(n int) string {
	return `document.querySelectorAll(".batch-item").length === ` + strconv.Itoa(n)
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

// take takes a picture in a browser of its own.
func take(ctx context.Context, browser string, s *site, p picture) ([]byte, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.Flag("lang", p.language),
		chromedp.Flag("accept-lang", p.language), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("host-resolver-rules", "MAP "+host+" "+s.proxy.Listener.Addr().String()))
	ctx, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: p.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(p.width, p.height)); err != nil {
		return nil, err
	}
	first := s.url + p.hash
	steps := p.steps
	if p.signedIn {
		first = s.url + "#/method/user.verify" + call(`{"username": "`+name+`", "password": "`+password+`"}`)
		steps = append([]string{
			`document.querySelector(".console") !== null`, send, `document.querySelector(".offer .primary") !== null`,
			`document.querySelector(".offer .primary").click() ?? true`, `(location.hash = ` + quote(p.hash) + `) !== ""`,
			`decodeURIComponent(location.hash) === decodeURIComponent(` + quote(p.hash) + `) && document.querySelector("main h1") !== null`,
		}, steps...)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(first)); err != nil {
		return nil, err
	}
	for _, step := range append([]string{`document.querySelector("main h1") !== null`}, steps...) {
		if err := until(ctx, step); err != nil {
			return nil, err
		}
	}
	time.Sleep(300 * time.Millisecond) // for what moves to stand still
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// until repeats a script until it says true.
func until(ctx context.Context, script string) error {
	for range 100 {
		done, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+script+")"))
		if err != nil {
			return fmt.Errorf("%w\n%s", err, script)
		}
		if done {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("never true: %s", script)
}
