package browsertest

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/chromedp"
)

// Element is an element of the page, which need not be there yet.
type Element struct {
	what   string
	script string // finds it, or says null
}

// CSS is the first element that a selector matches.
func CSS(selector string) Element {
	return Element{selector, `document.querySelector(` + Quote(selector) + `)`}
}

// Button is the button or the link with a text or a label, below what a selector matches.
func Button(scope, text string) Element {
	return Named(`document.querySelectorAll(`+Quote(scope+" button, "+scope+" a")+`)`, text)
}

// Named is the first of those that a script finds which has a text or a label.
func Named(all, text string) Element {
	return Element{fmt.Sprintf("%q", text), `[...` + all + `].find((e) => (e.getAttribute("aria-label") ?? e.textContent.trim()) === ` + Quote(text) + `)`}
}

// Found is what a script finds.
func Found(what, script string) Element { return Element{what, script} }

// mark waits for an element, and returns a selector that matches it and no other.
func (b *Tab) mark(e Element) chromedp.CSS {
	b.T.Helper()
	mark := strconv.FormatInt(time.Now().UnixNano(), 36)
	b.Wait("there is no "+e.what, func() error {
		marked, err := evaluate[bool](b, `(() => { const found = `+e.script+`; found?.setAttribute("data-mark", "`+mark+`"); return found != null })()`)
		if err != nil || marked {
			return err
		}
		return errNotYet
	})
	return chromedp.CSS(`[data-mark="` + mark + `"]`)
}

// Click clicks on an element with the mouse, as soon as it can be seen. The page may put another in its
// place meanwhile, which is then the one to click on.
func (b *Tab) Click(e Element) {
	b.T.Helper()
	b.Wait("cannot click on "+e.what, func() error {
		ctx, cancel := context.WithTimeout(b.ctx, minute/4)
		defer cancel()
		return chromedp.Do(ctx, chromedp.Click(b.mark(e)))
	})
}

// Activate presses an element as a script would, be it under another one or out of sight.
func (b *Tab) Activate(e Element) {
	b.T.Helper()
	b.act(e, `found.click()`)
}

// Focus puts the focus on an element.
func (b *Tab) Focus(e Element) {
	b.T.Helper()
	b.act(e, `found.focus(); if (document.activeElement !== found) throw new Error("it takes no focus")`)
}

// Fill types into a field, in place of what is there.
func (b *Tab) Fill(e Element, text string) {
	b.T.Helper()
	b.act(e, `found.focus(); if (document.activeElement !== found) throw new Error("it takes no focus"); found.select?.()`)
	if text == "" {
		text = "\b"
	}
	b.Press(text)
}

// Choose takes a choice of a select, as a person would.
func (b *Tab) Choose(e Element, choice string) {
	b.T.Helper()
	b.act(e, `const choices = [...found.options], choice = choices.find((o) => o.textContent === `+Quote(choice)+`);
		if (!choice || found.disabled) throw new Error("its choices are " + choices.map((o) => o.textContent).join(", "));
		found.focus();
		found.value = choice.value;
		for (const type of ["input", "change"]) found.dispatchEvent(new Event(type, {bubbles: true}))`)
}

// act runs statements about an element as soon as it is there, and again for as long as they throw.
func (b *Tab) act(e Element, script string) {
	b.T.Helper()
	b.Wait(e.what, func() error {
		there, err := evaluate[bool](b, `(() => { const found = `+e.script+`; if (found == null) return false; `+script+`; return true })()`)
		if err != nil || there {
			return err
		}
		return fmt.Errorf("there is no %s", e.what)
	})
}
