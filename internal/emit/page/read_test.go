package page_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
	"github.com/trunkline-rpc/trunkline/internal/spectest"
)

const (
	heading = `document.querySelector("main h1")?.textContent`
	focused = `document.activeElement.matches("h1") ? "h1" : document.activeElement.textContent || document.activeElement.type`
)

// shown are the entries of the list that can be seen.
const shown = `[...document.querySelectorAll(".nav-link")].filter((a) => a.offsetParent !== null).map((a) => decodeURIComponent(a.hash)).join(" ")`

// TestMethodPage sees that the page of a method says everything that the spec does.
func TestMethodPage(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)) + "#/method/host.update")
	b.Is(heading, "host.update")
	for _, want := range []string{
		"Change a host.", "What is absent stays as it is", "Sign-in: token", "scope operator", "by name alone", "By name alone.", // about the method
		"up to 253 characters", "format hostname", "format ipv4", "up to 2000 characters", "up to 20 entries", // about its params
		"HostNotFound", "HostExists", "1101", "InvalidParams", "-32602", "Unauthenticated", "PermissionDenied", "InternalError", // about its errors
		"another state, no note any more, and everything else as it was", "the name of another host", // its examples
	} {
		b.Until(`document.querySelector(".docs").textContent.includes(` + browsertest.Quote(want) + `)`)
	}
	b.Is(`[...document.querySelectorAll(".docs section:nth-of-type(1) > .fields > li > .field-head")].map((e) => e.innerText.replace(/\s+/g, " ").trim()).join("; ")`,
		"id int required; name HostName optional; state HostState optional; ipv4 string | null optional; ipv6 string | null optional; labels Labels optional; note string | null optional")
	b.goTo("#/method/host.list")
	b.Is(`[...document.querySelectorAll(".fact")].map((e) => e.innerText).filter((text) => text.includes("default") || text.includes("1 to 100")).join("; ")`,
		`default "createdAt"; default false; 1 to 100; default 20`)
}

// TestNestedTypes opens the types of a result in place, down to the last.
func TestNestedTypes(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)) + "#/method/host.list")
	b.Until(`document.querySelector(".docs").innerText.includes("There when more follow")`) // the first level is open
	b.Until(`[...document.querySelectorAll(".docs details:not([open]) > summary")].map((s) => s.click()).length === 0`)
	for _, want := range []string{`kind: "ping"`, "roundTripMs", "in milliseconds", "LabelKey", "each key: matches ^[a-z]"} {
		b.Until(`document.querySelector(".docs").innerText.toLowerCase().includes(` + browsertest.Quote(want) + `.toLowerCase())`)
	}
}

// TestRecursiveTypes opens a type inside of itself for as long as somebody likes.
func TestRecursiveTypes(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, []byte("trunkline: 1\ninfo: {title: Trees, version: \"1\"}\ntypes:\n  Tree: {fields: {children: list<Tree>}}\nmethods:\n  grow: {auth: none, result: Tree}\n")) + "#/method/grow")
	for range 5 {
		b.Run(`document.querySelector(".docs details:not([open]) > summary").click()`)
		b.Until(`document.querySelector(".docs details:not([open])")`)
	}
	b.goTo("#/type/Tree")
	b.Until(`document.querySelector(".badges").textContent === "may hold itself"`)
}

// TestLinks goes from a method to a type, to who uses it, and back again.
func TestLinks(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)) + "#/method/host.report")
	b.click(`.docs a[href="#/type/Check"]`)
	b.Until(heading + ` === "Check"`)
	b.Is(focused, "h1") // who cannot see it is told where they are
	b.Is(`document.title`, "Check · SmartOps API")
	b.Is(`[...document.querySelectorAll(".uses dd")].map((e) => e.innerText.replace(/\s+/g, " ")).join("; ")`,
		"host.create in its result host.get in its result host.list in its result host.update in its result host.report in its params; Host")
	b.click(`.uses a[href="#/method/host.get"]`)
	b.Until(heading + ` === "host.get"`)
	b.click(`.docs a[href="#/error/HostNotFound"]`)
	b.Until(heading + ` === "HostNotFound"`)
	b.Until(`document.querySelector("main").innerText.includes("1101")`)
	for _, want := range []string{"host.get", "Check", "host.report"} {
		b.Run(`history.back()`)
		b.Until(heading + ` === ` + browsertest.Quote(want))
	}
	b.Run(`history.forward()`)
	b.Until(heading + ` === "Check"`)
	b.Reload() // a link leads to the same page for everybody
	b.Until(heading + ` === "Check"`)
	b.goTo("#/method/nobody.knows")
	b.Until(`document.querySelector("main").innerText.includes("There is no method nobody.knows.")`)
	b.goTo("#/")
	b.click(`.prose a[href="#/method/user.verify"]`) // a name in a description
	b.Until(heading + ` === "user.verify"`)
}

// TestExamples brings the params of an example into the form, without its secrets, and shows its exchange.
func TestExamples(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)) + "#/method/host.report")
	b.Is(`[...document.querySelectorAll(".example")].map((e) => e.innerText.replace(/\s+/g, " ")).join("; ").slice(0, 149)`,
		`a disk Fill the form Params { "id": 1, "check": { "kind": "disk", "at": "2026-01-03T08:00:00Z", "mount": "/var", "used": 61.5 } } Result null; a host`)
	b.Run(`document.querySelectorAll(".example .fill")[1].click()`)
	b.Until(`[...document.querySelectorAll("#try textarea")].some((area) => area.value.includes('"roundTripMs": null'))`)
	b.Resize(390, 800)
	b.Run(`document.querySelectorAll(".example .fill")[0].click()`)
	b.Until(`document.activeElement.id === "try" && document.querySelector("#try").getBoundingClientRect().top < 200`)
	b.goTo("#/method/user.changePassword")
	b.Run(`document.querySelector(".example .fill").click()`)
	b.Until(`location.hash.includes("?call=")`)
	b.Until(`[...document.querySelectorAll("#try input[type=password]")].every((input) => input.value === "")`)
	b.Until(`document.querySelectorAll(".example")[1].innerText.includes("1003")`) // one that ends with an error
}

// TestScrolling begins pages at their top, and goes back to where one was.
func TestScrolling(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)))
	b.Run(`scrollTo(0, 700)`)
	b.Until(`scrollY === 700`)
	b.Run(`[...document.querySelectorAll("main a")].find((a) => a.hash === "#/method/host.report").click()`)
	b.Until(heading + ` === "host.report" && scrollY === 0`)
	b.Run(`history.back()`)
	b.Until(`document.querySelector(".counts") && scrollY === 700`)
}

// TestFilter narrows the list by names and summaries, and opens what is found.
func TestFilter(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)))
	b.Press("/")
	b.Until(`document.activeElement.matches(".filter")`)
	b.Press("host lab")
	b.Until(shown + ` === ""`)
	b.Until(`!document.querySelector(".nav-nothing").hidden`)
	for range len("host lab") {
		b.Press(kb.Backspace)
	}
	b.Press("Hosttate")
	b.Until(shown + ` === ""`)
	b.Run(`const f = document.querySelector(".filter"); f.value = "label"; f.dispatchEvent(new Event("input"))`)
	b.Is(shown, "#/type/LabelKey #/type/LabelValue #/type/Labels")
	b.Is(`document.querySelector("[role=status]").textContent`, "3 found")
	b.Run(`const f = document.querySelector(".filter"); f.value = "account token"; f.dispatchEvent(new Event("input"))`)
	b.Is(shown, "")
	b.Run(`const f = document.querySelector(".filter"); f.value = "TOKEN fresh"; f.dispatchEvent(new Event("input"))`) // of the summary
	b.Is(shown, "#/method/user.refresh")
	b.Press(kb.Enter)
	b.Until(heading + ` === "user.refresh"`)
	b.Press("/")
	b.Press(kb.Escape)
	b.Until(`document.querySelector(".filter").value === "" && document.activeElement.matches(".filter")`)
	b.Until(`[...document.querySelectorAll(".nav-link")].filter((a) => a.offsetParent !== null).length > 20`)
}

// TestKeyboard goes through the page without a mouse.
func TestKeyboard(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)))
	b.Press(kb.Tab)
	b.Is(focused, "Skip to the page")
	b.Until(`document.activeElement.getBoundingClientRect().top >= 0`) // it can be seen now
	b.Press(kb.Enter)
	b.Is(focused, "h1")
	b.Visit(browsertest.Value[string](b.Tab, "location.href"))
	seen := ""
	for range 6 {
		b.Press(kb.Tab)
		seen += b.Text(`document.activeElement.textContent || document.activeElement.ariaLabel || document.activeElement.getAttribute("aria-label")`) + "; "
		if !browsertest.Value[bool](b.Tab, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
			t.Errorf("the focus cannot be seen behind %s", seen)
		}
	}
	if want := "Skip to the page; SmartOps API1.0.0; Sign in; 中文中; Colours: as the system says; Filter methods, types and errors; "; seen != want {
		t.Errorf("the tab key leads through\n%s, not\n%s", seen, want)
	}
	for _, want := range []string{"Overview", "Batch", "App2", "index"} {
		b.Press(kb.ArrowDown)
		b.Is(focused, want)
	}
	b.Press(kb.ArrowUp)
	b.Press(kb.Enter) // closes the group
	b.Is(`document.activeElement.getAttribute("aria-expanded")`, "false")
	b.Press(kb.ArrowDown)
	b.Is(focused, "user6")
	b.Press(kb.ArrowDown)
	b.Press(kb.Enter)
	b.Until(heading + ` === "user.register"`)
	b.Is(focused, "h1")
	b.Is(`document.querySelector(".nav [aria-current=page]").textContent`, "register")
}

// TestLanguages reads the page in Chinese, by the browser's wish and by the switch, and goes on so.
func TestLanguages(t *testing.T) {
	b := openTab(t)
	b.Visit(siteOf(t, spectest.SmartOps(t)) + "#/method/host.list")
	b.Is(`document.documentElement.lang`, "en")
	b.click(".language")
	b.Until(`document.documentElement.lang === "zh-CN"`)
	b.Until(`document.querySelector(".docs").innerText.includes("参数")`)
	b.Is(heading, "host.list")
	b.Is(`document.activeElement.ariaLabel`, "English") // the switch keeps the focus
	b.goTo("#/error/InvalidParams")
	b.Until(`document.querySelector("main").innerText.includes("参数不符合声明")`)
	b.Reload()
	b.Until(`document.querySelector("h1") && document.documentElement.lang === "zh-CN"`)
	b.click(".language")
	b.Until(`document.querySelector("main").innerText.includes("The params break their declaration")`)
}

// TestSchemes is dark where the system is, unless somebody wants it otherwise.
func TestSchemes(t *testing.T) {
	b := openTab(t)
	const ground = `getComputedStyle(document.body).backgroundColor`
	b.Prefer("dark")
	b.Visit(siteOf(t, spectest.SmartOps(t)))
	b.Is(ground, "rgb(14, 17, 22)")
	b.Prefer("light")
	b.Is(ground, "rgb(255, 255, 255)")
	const colours = ".top-tools .icon-button:last-child"
	b.click(colours) // light
	b.click(colours) // dark
	b.Until(ground + ` === "rgb(14, 17, 22)"`)
	b.Reload()
	b.Until(`document.querySelector("h1")`)
	b.Is(ground, "rgb(14, 17, 22)")
	b.click(colours)
	b.Is(ground, "rgb(255, 255, 255)")
}

// TestPhone sees that no page is wider than a small screen, and that the list opens and closes.
func TestPhone(t *testing.T) {
	b := openTab(t)
	b.Resize(360, 740)
	b.Visit(siteOf(t, spectest.SmartOps(t)))
	for _, hash := range []string{"#/", "#/method/host.list", "#/method/host.report", "#/method/user.register", "#/type/Check", "#/error/InvalidParams", "#/batch"} {
		b.goTo(hash)
		b.openAll()
		if width := browsertest.Value[int](b.Tab, `document.documentElement.scrollWidth`); width > 360 {
			t.Errorf("%s is %d pixels wide: %s", hash, width, b.Text(`[...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > 361 && !e.closest("pre, .scroll")).slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join("\n")`))
		}
	}
	b.click(".menu")
	b.Until(`document.activeElement.matches(".filter") && document.querySelector("main").inert`)
	b.Press(kb.Escape)
	b.Until(`document.activeElement.matches(".menu") && !document.querySelector("main").inert`)
	b.click(".menu")
	b.Run(`document.querySelector('.nav a[href="#/method/user.me"]').click()`)
	b.Until(heading + ` === "user.me" && !document.querySelector(".nav").hasAttribute("data-open")`)
}

// TestLongNames sees that titles and words of any length widen nothing.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("Long", 40)
	b := openTab(t)
	b.Resize(360, 740)
	b.Visit(siteOf(t, []byte("trunkline: 1\ninfo: {title: The API of a company with a long name, version: \"1\", description: "+long+"}\ndefaults: {auth: none}\nmethods:\n  a."+long+": {summary: "+long+", description: "+long+"}\n")))
	for _, hash := range []string{"#/", "#/method/a." + long} {
		b.goTo(hash)
		if width := browsertest.Value[int](b.Tab, `document.documentElement.scrollWidth`); width > 360 {
			t.Errorf("%.10s is %d pixels wide", hash, width)
		}
	}
}
