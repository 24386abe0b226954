package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/e2e/gen/api"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// The callers of the three schemes are of three types.
type (
	tokenCaller string
	keyCaller   int
	doorCaller  struct{ name string }
)

type authenticator struct{}

func (authenticator) Token(_ context.Context, token rpc.Secret) (tokenCaller, error) {
	switch token.Reveal() {
	case "admin", "reader", "nobody":
		return tokenCaller(token.Reveal()), nil
	case "old":
		return "", rpc.Unauthenticated(rpc.ReasonExpired)
	}
	return "", rpc.Unauthenticated(rpc.ReasonInvalid)
}

func (authenticator) TokenHas(caller tokenCaller, scope api.Scope) bool {
	return caller == "admin" || caller == "reader" && scope == api.ScopeReadOnly
}

func (authenticator) Key(_ context.Context, key rpc.Secret) (keyCaller, error) {
	if key.Reveal() != "key" {
		return 0, rpc.Unauthenticated(rpc.ReasonInvalid)
	}
	return 7, nil
}

func (authenticator) Door(_ context.Context, c rpc.BasicCredentials) (doorCaller, error) {
	if c.Password.Reveal() != "sesame" {
		return doorCaller{}, rpc.Unauthenticated(rpc.ReasonInvalid)
	}
	return doorCaller{c.Username}, nil
}

type echo struct{}

func (echo) Everything(_ context.Context, p *api.Everything) (*api.Everything, error) { return p, nil }

func (echo) Forms(_ context.Context, p *api.EchoFormsParams) (*api.Forms, error) {
	return &p.Forms, nil
}

func (echo) Defaults(_ context.Context, p *api.Defaults) (*api.Defaults, error) { return p, nil }

// Person answers by type: declared errors, null, or a person with the params told.
func (echo) Person(ctx context.Context, p *api.EchoPersonParams) (*api.Person, error) {
	switch p.Type {
	case "locked":
		return nil, fmt.Errorf("wrapped: %w", &api.AccountLockedError{RetryAfter: 30, Hint: new("wait")})
	case "gone":
		return nil, &api.GoneError{}
	case "busy":
		return nil, &api.BusyError{Data: []api.Tag{"a"}}
	case "slow":
		return nil, hasDeadline(ctx)
	case "null":
		return nil, nil
	}
	person := &api.Person{Type: p.Type, Select: api.Tag(told(p.Note))}
	if p.Range != nil {
		person.Range = *p.Range
	}
	if p.Person != nil {
		person.Home = p.Person.Home
	}
	return person, nil
}

// hasDeadline answers a declared error if the timeout of the method reached it.
func hasDeadline(ctx context.Context) error {
	if at, ok := ctx.Deadline(); !ok || time.Until(at) > 1500*time.Millisecond {
		return errors.New("there is no deadline, or it is too late")
	}
	return &api.GoneError{}
}

func told(n rpc.Nullable[string]) string {
	switch value, ok := n.Get(); {
	case ok:
		return "is " + value
	case n.IsNull():
		return "null"
	}
	return "absent"
}

type lists struct {
	api.UnimplementedListService[tokenCaller]
}

func (lists) Strings(_ context.Context, caller tokenCaller, p *api.ListStringsParams) ([]string, error) {
	var all []string
	for range p.Count {
		all = append(all, string(caller))
	}
	return all, nil
}

func (lists) Matrix(context.Context, tokenCaller) (map[string][]api.State, error) {
	return map[string][]api.State{"row": {api.StateUp, api.State2xx}}, nil
}

type root struct{}

func (root) Maybe(_ context.Context, caller rpc.Option[tokenCaller]) (*string, error) {
	if known, ok := caller.Get(); ok {
		return new(string(known)), nil
	}
	return nil, nil
}

func (root) Keyed(_ context.Context, caller keyCaller) (api.Outcome, error) {
	if caller != 7 {
		return 99, nil
	}
	return api.OutcomeWorse, nil
}

type door struct{}

func (door) Open(_ context.Context, caller doorCaller) (bool, error) {
	return caller.name == "ali", nil
}

func (door) Knock(_ context.Context, caller rpc.Option[doorCaller], p *api.DoorKnockParams) error {
	if _, ok := caller.Get(); !ok && p.Times != 1 {
		return rpc.InvalidParams(rpc.Violation{Path: "/times", Rule: "once", Message: "strangers knock once"})
	}
	return nil
}

type scalars struct{}

func (scalars) Time(context.Context) (time.Time, error) {
	return time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600)), nil
}

func (scalars) Secret(context.Context) (api.Pin, error) { return "1234", nil }

func (scalars) Event(context.Context) (*api.Event, error) {
	return &api.Event{Back: &api.HostUp{Host: "h"}}, nil
}

func (scalars) JSON(context.Context) (rpc.JSON, error) { return rpc.JSON(`{"a":1}`), nil }

type document struct{}

func (document) Show(context.Context) (*api.IDs, error) { return &api.IDs{List: []string{}}, nil }

type fails struct{}

func (fails) Undeclared(context.Context) (*api.Address, error) { return nil, nil }

func services() api.Services[tokenCaller, keyCaller, doorCaller] {
	return api.Services[tokenCaller, keyCaller, doorCaller]{
		Echo: echo{}, List: lists{}, Root: root{}, Door: door{}, Scalar: scalars{}, Document: document{}, Fails: fails{},
	}
}
