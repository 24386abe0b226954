package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// errNotYet is why to wait when no script has thrown.
var errNotYet = errors.New("not so far")

// minute is how long to wait, and for how long a browser may not answer. It is no bound of how long
// something may take: a busy machine is slow.
const minute = time.Minute

// Wait tries something until it is done, for a minute. An error is a reason to try again: a view may not
// be there yet, or a page may be on its way.
func (b *Tab) Wait(what string, try func() error) {
	b.T.Helper()
	end := time.Now().Add(b.patience)
	for {
		err := try()
		if err == nil {
			return
		}
		if b.ctx.Err() != nil || time.Now().After(end) {
			b.T.Fatalf("%s\n%v\nThe page says:\n%s", what, err, b.says())
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// says is what a person would read, or why there is nothing to read.
func (b *Tab) says() string {
	text, err := evaluate[string](b, `location.href + "\n" + document.body.innerText.slice(0, 4000)`)
	if err != nil {
		return err.Error()
	}
	return text
}

func evaluate[T any](b *Tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, minute)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](`(async () => await (`+script+`))()`, chromedp.EvalAwaitPromise))
}

// Value is what a script says, as soon as it does not throw.
func Value[T any](b *Tab, script string) (value T) {
	b.T.Helper()
	b.Wait("no answer to "+script, func() (err error) {
		value, err = evaluate[T](b, script)
		return err
	})
	return value
}

// Text is what a script says, as text, as soon as it does not throw.
func (b *Tab) Text(script string) string {
	b.T.Helper()
	return Value[string](b, `String(await (`+script+`))`)
}

// Run runs statements, and once more for as long as they throw: what they look for may not be there yet.
func (b *Tab) Run(script string) {
	b.T.Helper()
	Value[bool](b, "(() => {"+script+"\nreturn true })()")
}

// Until waits until a script says something true.
func (b *Tab) Until(script string) {
	b.T.Helper()
	b.Wait("never true: "+script, func() error {
		if is, err := evaluate[bool](b, `Boolean(await (`+script+`))`); err != nil || is {
			return err
		}
		return errNotYet
	})
}

// Is waits until a script says a text.
func (b *Tab) Is(script, want string) {
	b.T.Helper()
	b.Wait(fmt.Sprintf("%s\nis never %q", script, want), func() error {
		got, err := evaluate[string](b, `String(await (`+script+`))`)
		if err != nil || got == want {
			return err
		}
		return fmt.Errorf("it is %q", got)
	})
}

// Contains waits for a text in an element.
func (b *Tab) Contains(e Element, text string) {
	b.T.Helper()
	b.act(e, `if (!found.textContent.includes(`+Quote(text)+`)) throw new Error("it says " + found.textContent)`)
}

// Sees waits for a text on the screen.
func (b *Tab) Sees(text string) {
	b.T.Helper()
	b.Until(`document.body.innerText.includes(` + Quote(text) + `)`)
}

// Misses waits until a text is gone.
func (b *Tab) Misses(text string) {
	b.T.Helper()
	b.Until(`!document.body.innerText.includes(` + Quote(text) + `)`)
}

// Do takes steps, each of which may take a minute.
func (b *Tab) Do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.T.Helper()
	for _, step := range steps {
		if err := b.step(step); err != nil {
			b.T.Fatalf("%s: %v\nThe page says:\n%s", what, err, b.says())
		}
	}
}

func (b *Tab) step(step chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(b.ctx, minute)
	defer cancel()
	return chromedp.Do(ctx, step)
}

// call sends a command to the browser.
func call[P, R any](b *Tab, command cdp.Command[P, R], params P) {
	b.T.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.T.Fatalf("%s: %v", command.Method, err)
	}
}

// Quote writes a string of JavaScript.
func Quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
