package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/trunkline-rpc/trunkline/internal/browsertest"
)

// field is the input of a row of the form, which is called by its path in words.
func field(path string) string { return row(path) + ` .input` }

func row(path string) string { return `[data-field="` + path + `"]` }

// TestConsoleEveryKind fills a form with a value of every kind, by keyboard and buttons, and reads what
// the server got and echoed.
func TestConsoleEveryKind(t *testing.T) {
	c := openConsole(t, "method/echo.everything")
	for _, typed := range [][2]string{
		{"string", "ab"}, {"int", "-8"}, {"int32", "7"}, {"int64", "8007199254740993"}, {"float", "1.250"}, {"decimal", "10.00"},
		{"bytes", "aGk="}, {"hex", "00ff"}, {"time", "2026-01-02T03:04:05.25+01:00"}, {"json", `{"n": 12345678901234567890.10}`},
		{"pin", "12345"}, {"score", "1e-1"}, {"level", "3"}, {"stamp", "2026-01-02T03:04:05Z"}, {"blob", "aGk="}, {"nickname", "nick"},
		{"shortTag", "tag"}, {"mode", "anything"}, {"cache-hits", "0"}, {"email", "a@example.com"},
	} {
		c.typeInto(field(typed[0]), typed[1])
	}
	c.click(row("bool") + ` .switch`)
	c.Run(`const date = document.querySelector('[data-field="date"] input'); date.value = "2026-02-28"; date.dispatchEvent(new Event("input"))`)
	for _, chosen := range [][2]string{{"choice", "b-c"}, {"number", "3"}, {"state", "2xx"}, {"upOrDown", "down"}, {"outcome", "worse = -2"}} {
		c.choose(field(chosen[0]), chosen[1])
	}

	c.addTo("list", "1", "2", "3")
	c.clickOn(row("list"), "Move list 2 up")
	c.clickOn(row("list"), "Move list 0 down")
	c.clickOn(row("list"), "Remove list 2")
	c.addTo("tags", "a", "b")
	c.addTo("fewTags", "c")

	c.clickOn(row("matrix"), "Add an item to matrix")
	c.clickOn(row("matrix"), "Add an item to matrix 0")
	c.typeInto(field("matrix 0 0"), "0.5")
	c.clickOn(row("matrix"), "Add an item to matrix 0")
	c.choose(row("matrix 0 1")+` .row-state`, "null")

	c.addEntry("map", "full", "x")
	c.addEntry("map", "empty", "y")
	c.choose(row("map")+` .row:nth-of-type(2) .row-state`, "null")
	c.addEntry("counts", "k", "5")
	c.clickOn(row("deep"), "Add an entry to deep")
	c.typeInto(row("deep")+` .key`, "d")
	c.clickOn(row("deep"), "Add an item to deep a value of deep")
	c.clickOn(row("deep"), "Add an entry to deep a value of deep 0")
	c.typeInto(row("deep")+` .list .key`, "e")
	c.typeInto(row("deep")+` .list .row .row .input:not(.key)`, "f")

	c.clickOn(row("trees"), "Add an entry to trees")
	c.typeInto(row("trees")+` .key`, "oak")
	c.typeInto(field("trees a value of trees name"), "root")
	c.clickOn(row("trees"), "Add trees a value of trees children")
	c.clickOn(row("trees"), "Add an item to trees a value of trees children")
	c.typeInto(field("trees a value of trees children 0 name"), "leaf")
	c.choose(row("trees a value of trees parent")+` .row-state`, "null")
	c.clickOn(row("nest"), "Add an item to nest")

	c.choose(row("event")+` .union-choice`, "host-down")
	c.typeInto(field("event host"), "h")
	c.choose(row("event why")+` .row-state`, "null")
	c.choose(row("ids")+` .union-choice`, "list<string>")
	c.clickOn(row("ids"), "Add an item to ids")
	c.typeInto(field("ids 0"), "one")
	c.clickOn(row("any"), "Add an item to any")
	c.choose(row("any 0")+` .union-choice`, "int")
	c.typeInto(row("any 0")+` .number`, "4")

	c.send()
	want := `{"string": "ab", "bool": true, "int": -8, "int32": 7, "int64": "8007199254740993", "float": 1.250, "decimal": "10.00",
		"bytes": "aGk=", "hex": "00ff", "time": "2026-01-02T03:04:05.25+01:00", "date": "2026-02-28", "json": {"n": 12345678901234567890.10},
		"list": [3, 1], "matrix": [[0.5, null]], "map": {"full": "x", "empty": null}, "deep": {"d": [{"e": "f"}]},
		"tags": ["a", "b"], "fewTags": ["c"], "counts": {"k": 5}, "trees": {"oak": {"name": "root", "children": [{"name": "leaf"}], "parent": null}},
		"forest": [], "nest": [[]], "pin": "12345", "score": 1e-1, "level": 3, "stamp": "2026-01-02T03:04:05Z", "blob": "aGk=", "nickname": "nick",
		"shortTag": "tag", "choice": "b-c", "number": 3, "state": "2xx", "upOrDown": "down", "mode": "anything", "outcome": -2,
		"event": {"kind": "host-down", "host": "h", "why": null}, "ids": ["one"], "any": [4], "cache-hits": 0, "email": "a@example.com"}`
	same(t, c.params(), want)
	if title := c.text(".answer-title"); title != "Result" {
		t.Errorf("the server says %q %s", title, c.text(".violations"))
	}
}

// addTo adds items to a list of single values.
func (c *console) addTo(list string, items ...string) {
	c.T.Helper()
	for i, item := range items {
		c.clickOn(row(list), "Add an item to "+list)
		c.typeInto(field(list+" "+string(rune('0'+i))), item)
	}
}

// addEntry adds an entry to a map of single values.
func (c *console) addEntry(path, key, value string) {
	c.T.Helper()
	c.clickOn(row(path), "Add an entry to "+path)
	last := row(path) + ` .rows > .row:last-child `
	c.typeInto(last+`.key`, key)
	c.typeInto(last+`.row-body .input`, value)
}

// TestConsoleAbsentNullValue tells the three apart, in every form that a field has.
func TestConsoleAbsentNullValue(t *testing.T) {
	c := openConsole(t, "method/echo.forms")
	same(t, c.json(), `{"forms": {}}`)
	c.choose(row("forms nullable")+` .row-state`, "null")
	c.choose(row("forms nullList")+` .row-state`, "null")
	c.choose(row("forms nullObject")+` .row-state`, "null")
	same(t, c.json(), `{"forms": {"nullable": null, "nullList": null, "nullObject": null}}`)

	c.typeInto(field("forms both"), "x")
	same(t, c.json(), `{"forms": {"nullable": null, "both": "x", "nullList": null, "nullObject": null}}`)
	c.choose(row("forms both")+` .row-state`, "null")
	c.clickOn(row("forms optList"), "Add forms optList")
	c.choose(row("forms bothObject")+` .row-state`, "a value")
	c.typeInto(field("forms bothObject street"), "Main")
	c.choose(row("forms optEnum")+` .input`, "up")
	c.choose(row("forms bothEnum")+` .input`, "failed = 1")
	c.choose(row("forms bothEnum")+` .row-state`, "absent")
	c.choose(row("forms optional")+` .row-state`, "a value")
	c.send()
	same(t, c.params(), `{"forms": {"optional": "", "nullable": null, "both": null, "optList": [], "nullList": null, "nullObject": null, "bothObject": {"street": "Main"}, "optEnum": "up"}}`)
	if title := c.text(".answer-title"); title != "Result" {
		t.Errorf("the server says %q %s", title, c.text(".violations"))
	}
	c.choose(row("forms optional")+` .row-state`, "absent")
	c.choose(row("forms both")+` .row-state`, "absent")
	c.send()
	same(t, c.params(), `{"forms": {"nullable": null, "optList": [], "nullList": null, "nullObject": null, "bothObject": {"street": "Main"}, "optEnum": "up"}}`)
}

// TestConsoleDefaults shows defaults where nothing is typed, and sends none of them.
func TestConsoleDefaults(t *testing.T) {
	c := openConsole(t, "method/echo.defaults")
	same(t, c.json(), `{}`)
	if got := c.Text(`document.querySelector('[data-field="decimal"] .input').placeholder`); got != `"10.00" by default` {
		t.Errorf("the place of a value says %s", got)
	}
	for selector, want := range map[string]string{`[data-field="state"] .input option`: `"up" by default`, `[data-field="bool"] .switch-word`: `true by default`} {
		if got := c.text(selector); got != want {
			t.Errorf("the place of a value says %s", got)
		}
	}
	c.send()
	same(t, c.params(), `{}`)
	c.choose(row("person")+` .row-state`, "a value")
	same(t, c.json(), `{"person": {"type": "a", "select": "b"}}`)
}

// TestConsoleInStep edits the JSON, and the form follows, and the other way round.
func TestConsoleInStep(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	c.write(`{"range": 5, "type": "locked", "note": null, "person": {"type": "t", "select": "s", "home": {"street": "a", "zip": "b"}}}`)
	for path, want := range map[string]string{"range": "5", "type": "locked", "person type": "t", "person home zip": "b"} {
		if got := c.Text(`document.querySelector(` + browsertest.Quote(field(path)) + `).value`); got != want {
			t.Errorf("the field %s shows %q", path, got)
		}
	}
	if got := c.Text(`document.querySelector('[data-field="note"]').dataset.state`); got != "null" {
		t.Errorf("null is shown as %s", got)
	}
	c.typeInto(field("person home zip"), "c")
	same(t, c.json(), `{"type": "locked", "range": 5, "note": null, "person": {"type": "t", "select": "s", "home": {"street": "a", "zip": "c"}}}`)

	c.write(`{"type": "x", `)
	c.sees(".raw-problem", "Not JSON: line 1, column 15.")
	c.sees(".form-stale", "The JSON is broken.")
	if got := c.Text(`document.querySelector('[data-field="type"] .input').value`); got != "locked" {
		t.Errorf("while the JSON is broken the form shows %q", got)
	}
	c.click(".console .send")
	c.sees(".console-note", "Not sent.")
	if c.count() > 0 {
		t.Error("broken JSON was sent")
	}
	c.typeInto(field("type"), "again")
	same(t, c.json(), `{"type": "again", "range": 5, "note": null, "person": {"type": "t", "select": "s", "home": {"street": "a", "zip": "c"}}}`)
	if shown := c.Text(`document.querySelector(".form-stale").hidden`); shown != "true" {
		t.Error("the form says that the JSON is broken, and it is not")
	}
}

// TestConsoleSendsWhatIsWrong sends what breaks the types, as it was written.
func TestConsoleSendsWhatIsWrong(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	for _, params := range []string{
		`{"type":5,"range":"5","note":[1],"person":"none"}`, `{"type":"a","rnge":1}`, `{"type":"a","type":"b"}`, `"text"`, `17`,
		`{"range":12345678901234567890123,"type":"a"}`, `["a",1,null,null]`, `["a",1,null,null,true]`, `{}`, `[]`,
	} {
		c.write(params)
		c.send()
		if got := c.params(); got != params {
			t.Errorf("%s was sent as %s", params, got)
		}
	}
	c.write(``)
	c.send()
	if got := c.params(); got != "null" {
		t.Errorf("no params were sent as %s", got)
	}
	c.write(`{}`)
	c.typeInto(field("type"), "a")
	c.typeInto(field("range"), "many")
	c.sees(row("range")+" .row-hint", "This is no integer.")
	c.send()
	same(t, c.params(), `{"type": "a", "range": "many"}`)
}

// TestConsoleFieldErrors puts what the server says on the fields, and the focus on the first.
func TestConsoleFieldErrors(t *testing.T) {
	c := openConsole(t, "method/echo.person")
	c.write(`{"type": "a", "range": 1, "person": {"type": "b", "select": "much too long", "home": {"street": 7}}, "noet": 1}`)
	c.Focus(browsertest.CSS(field("type")))
	c.Press(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	c.sees(".answer-title", "-32602 Invalid params")
	c.sees(row("person select")+" .row-problem", "must have at most 8 characters")
	c.sees(row("person home street")+" .row-problem", "must be")
	c.sees(row("noet")+" .row-problem", `did you mean "note"?`)
	wrong := `document.querySelector('[data-field="person select"] .input')`
	c.Until(`document.activeElement === ` + wrong)
	c.Until(wrong + `.getAttribute("aria-invalid") === "true" && document.getElementById(` + wrong + `.getAttribute("aria-describedby").split(" ")[0]).textContent.includes("at most 8")`)
	c.sees(".console > [role=status]", "Fields with problems: 3.")

	c.Press("z")
	if c.Text(wrong+`.hasAttribute("aria-invalid")`) != "false" || c.text(row("person select")+" .row-problem") != "" {
		t.Error("the error stays on a field that was changed")
	}
	c.clickOn(".violations", "/person/home/street")
	c.Until(`document.activeElement.closest("[data-field]")?.dataset.field === "person home street"`)
}

// TestConsoleFile takes bytes from a file.
func TestConsoleFile(t *testing.T) {
	c := openConsole(t, "method/echo.everything")
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte{0, 255, 'h', 'i'}, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"bytes": "AP9oaQ==", "hex": "00ff6869"} {
		c.Do("choose a file", chromedp.SetUploadFiles(chromedp.CSS(row(name)+` input[type=file]`), []string{path}))
		c.Until(`document.querySelector(` + browsertest.Quote(field(name)) + `).value === ` + browsertest.Quote(want))
	}
	c.clickOn(row("time"), "Now")
	c.Until(`/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(document.querySelector('[data-field="time"] .input').value)`)
}

// TestConsoleManyItems shows the first of many items and entries, and sends all.
func TestConsoleManyItems(t *testing.T) {
	c := openConsole(t, "method/echo.everything")
	var items, entries []string
	for i := range 5000 {
		items = append(items, strconv.Itoa(i))
		entries = append(entries, fmt.Sprintf(`"k%d": %d`, i, i))
	}
	c.write(`{"list": [` + strings.Join(items, ", ") + `], "counts": {` + strings.Join(entries, ", ") + `}}`)
	c.sees(row("list"), "The first 200 are shown; the others are in the JSON.")
	if rows := c.Text(`document.querySelectorAll(".rows > .row").length`); len(rows) > 3 {
		t.Errorf("the form has %s rows", rows)
	}
	c.typeInto(field("list 0"), "7")
	c.clickOn(row("list"), "Remove list 1")
	c.typeInto(row("counts")+` .key`, "first")
	c.send()
	items = append([]string{"7"}, items[2:]...)
	entries[0] = `"first": 0`
	want := `{"list": [` + strings.Join(items, ", ") + `], "counts": {` + strings.Join(entries, ", ") + `}}`
	same(t, c.params(), want)
}
