// Package browsertest drives a browser in tests. Every verb waits for what it needs, for a minute, and
// says in the end what is missing and what the page shows in its place.
package browsertest

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// chromium runs while the tests of a package do. Each tab has a profile of its own in it.
var chromium struct {
	sync.Mutex
	ctx   context.Context
	close []func()
}

// browser starts the browser, unless it runs. It speaks English, whatever the machine does.
func browser(t testing.TB) context.Context {
	t.Helper()
	program := testneed.Chromium(t)
	chromium.Lock()
	defer chromium.Unlock()
	if chromium.ctx != nil {
		return chromium.ctx
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("lang", "en-US"), chromedp.Flag("accept-lang", "en-US"))
	ctx, closeAll := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeOne := chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		closeOne()
		closeAll()
		t.Fatal(err)
	}
	chromium.ctx, chromium.close = ctx, []func(){closeAll, closeOne}
	return ctx
}

// Close ends the browser. TestMain calls it when all tests have run.
func Close() {
	chromium.Lock()
	defer chromium.Unlock()
	for _, end := range slices.Backward(chromium.close) {
		end()
	}
	chromium.ctx, chromium.close = nil, nil
}
