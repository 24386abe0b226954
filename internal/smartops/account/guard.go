package account

import (
	"context"
	"net"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Limits are how often somebody may fail to sign in, within a window that begins with a failure.
type Limits struct {
	PerAccount int
	PerAddress int // where many people may be behind one
	Window     time.Duration
}

// Guard slows down those who guess passwords. It counts in the database, so that all servers on it
// have one count.
type Guard struct {
	store  *store.Store
	limits Limits
	now    func() time.Time
}

// NewGuard returns a Guard. The clock is time.Now but in tests.
func NewGuard(s *store.Store, limits Limits, now func() time.Time) *Guard {
	return &Guard{s, limits, now}
}

// Attempt is one try to sign in.
type Attempt struct {
	guard            *Guard
	account, address string // subjects; address may be empty
}

// Enter begins a try for an account, which need not exist. It counts as failed until Leave says
// otherwise, so that tries at the same time do not slip through. The error is LimitExceeded when
// there were too many; refused tries make the window no longer.
func (g *Guard) Enter(ctx context.Context, username string) (*Attempt, error) {
	a := &Attempt{guard: g, account: "account " + store.UsernameKey(username)}
	if host, _, err := net.SplitHostPort(rpc.RemoteAddr(ctx)); err == nil {
		a.address = "address " + network(host)
		if err := g.count(ctx, a.address, g.limits.PerAddress); err != nil {
			return nil, err
		}
	}
	return a, g.count(ctx, a.account, g.limits.PerAccount)
}

func (g *Guard) count(ctx context.Context, subject string, limit int) error {
	now := g.now()
	failures, ends, err := g.store.AddFailure(ctx, subject, now, g.limits.Window)
	if err == nil && failures > limit {
		return rpc.LimitExceeded(ends.Sub(now))
	}
	return err
}

// network is what is counted together: an IPv4 address, or the /64 that one IPv6 customer has.
func network(host string) string {
	ip := net.ParseIP(host)
	if ip == nil || ip.To4() != nil {
		return host
	}
	return ip.Mask(net.CIDRMask(64, 128)).String() + "/64"
}

// Leave ends the try. It returns the error that the try had, if any: such a try counts for nothing.
func (a *Attempt) Leave(ctx context.Context, succeeded bool, failed error) error {
	ctx = context.WithoutCancel(ctx) // who hangs up has tried all the same
	var err error
	switch {
	case succeeded:
		err = a.guard.store.ForgetFailures(ctx, a.account)
	case failed != nil:
		err = a.guard.store.TakeBackFailure(ctx, a.account)
	default:
		return nil
	}
	if a.address != "" && err == nil {
		err = a.guard.store.TakeBackFailure(ctx, a.address)
	}
	if failed != nil {
		return failed
	}
	return err
}
