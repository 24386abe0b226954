package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/client"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// answerOf is a response object to the first call of a client.
func answerOf(result string) string { return `{"jsonrpc":"2.0","id":1,"result":` + result + `}` }

// TestClientDepth is that of results: what stands around them does not count.
func TestClientDepth(t *testing.T) {
	for depth, fine := range map[int]bool{64: true, 65: false} {
		result := strings.Repeat("[", depth) + strings.Repeat("]", depth)
		_, err := client.New(answering(t, 200, "application/json", answerOf(result)), client.Options{}).Scalar.JSON(t.Context())
		if (err == nil) != fine {
			t.Errorf("%d deep: %v", depth, err)
		}
		b := client.New(answering(t, 200, "application/json", "["+answerOf(result)+"]"), client.Options{}).Batch()
		pending := b.Scalar.JSON()
		_ = b.Do(t.Context())
		if (pending.Err() == nil) != fine {
			t.Errorf("%d deep, in a batch: %v", depth, pending.Err())
		}
	}
}

func TestClientMaxResponse(t *testing.T) {
	for limit, set := range map[int]int{1000: 1000, 16 << 20: 0} {
		for _, size := range []int{limit, limit + 1} {
			body := answerOf(`"` + strings.Repeat("x", size-len(answerOf(`""`))) + `"`)
			c := client.New(answering(t, 200, "application/json", body), client.Options{Transport: rpc.ClientOptions{MaxResponse: set}})
			_, err := c.Scalar.Secret(t.Context())
			want := ""
			if size > limit {
				want = fmt.Sprintf("the answer has more than %d bytes", limit)
			}
			ends(t, fmt.Sprintf("%d of %d bytes", size, limit), "", err, want)
		}
	}
}

// TestClientFollowsNoGet, which some statuses make of a POST, and no circle.
func TestClientFollowsNoGet(t *testing.T) {
	for status, most := range map[int]int32{301: 1, 302: 1, 303: 1, 307: 4, 308: 4} {
		var requests atomic.Int32
		address := serve(t, func(w http.ResponseWriter, r *http.Request) {
			requests.Add(1)
			if r.Method != http.MethodPost {
				t.Errorf("%d: a request with %s", status, r.Method)
			}
			http.Redirect(w, r, "/again", status)
		})
		_, err := event(t, address)
		if err == nil || !strings.HasSuffix(err.Error(), "it redirects to "+address) || requests.Load() != most {
			t.Errorf("%d: %v, after %d requests", status, err, requests.Load())
		}
	}
}

// TestClientLocation means something with a status of redirects alone.
func TestClientLocation(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte("done"))
	}))
	defer s.Close()
	_, err := event(t, s.URL)
	if err == nil || !strings.HasSuffix(err.Error(), `"done"`) {
		t.Errorf("got %v", err)
	}
}

// TestClientBatchOfAFailedStatus believes the errors, and none of the results.
func TestClientBatchOfAFailedStatus(t *testing.T) {
	body := `[{"jsonrpc":"2.0","id":1,"error":{"code":5,"message":"m"}},{"jsonrpc":"2.0","id":2,"result":"s"}]`
	b := client.New(answering(t, 500, "application/json", body), client.Options{}).Batch()
	first, second := b.Scalar.Secret(), b.Scalar.Secret()
	ends(t, "batch", "", b.Do(t.Context()), "the status denies the result")
	ends(t, "first", "", first.Err(), "m (code 5)")
	ends(t, "second", "", second.Err(), "the status denies the result")
}

// TestViolationsAreOfInvalidParams: data of other errors may look alike.
func TestViolationsAreOfInvalidParams(t *testing.T) {
	data := rpc.JSON(`{"errors":[{"path":"/a","rule":"type","message":"m"}]}`)
	for code, want := range map[int]int{rpc.CodeInvalidParams: 1, 5: 0} {
		if got := (&rpc.ResponseError{Code: code, Data: data}).Violations(); len(got) != want {
			t.Errorf("code %d: got %v", code, got)
		}
	}
}

// TestClientAsksBeforeItFollows, if there is whom to ask.
func TestClientAsksBeforeItFollows(t *testing.T) {
	var requests, asked atomic.Int32
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		http.Redirect(w, r, "/again", http.StatusPermanentRedirect)
	})
	own := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		asked.Add(1)
		return http.ErrUseLastResponse
	}}
	c := client.New(address, client.Options{Transport: rpc.ClientOptions{HTTPClient: own}})
	if _, err := c.Scalar.Event(t.Context()); err == nil || requests.Load() != 1 || asked.Load() != 1 {
		t.Errorf("got %v, after %d requests and %d questions", err, requests.Load(), asked.Load())
	}
}
