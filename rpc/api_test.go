package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/trunkline-rpc/trunkline/rpc"
)

// What follows is a dispatcher as the generator writes it, with handlers that do what the tests
// ask for.

type greetParams struct{ Name string }

var greetMembers = rpc.NewMembers(rpc.Required("name"))

func (p *greetParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(greetMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // name
			p.Name = d.String(nil)
		}
	}
}

type registerParams struct {
	Username string
	Password rpc.Secret
}

var (
	registerMembers = rpc.NewMembers(rpc.Required("username"), rpc.Required("password"))
	passwordRules   = rpc.Strings().MinLength(6).MaxLength(128)
)

func (p *registerParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(registerMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // username
			p.Username = d.String(nil)
		case 1: // password
			p.Password = d.Secret(passwordRules)
		}
	}
}

type registration struct {
	Status  int64
	Message string
}

func (r *registration) EncodeRPC(e *rpc.Encoder) {
	e.Raw(`{"status":`)
	e.Int(r.Status)
	e.Raw(`,"message":`)
	e.String(r.Message)
	e.Raw(`}`)
}

var registrationMembers = rpc.NewMembers(rpc.Required("status"), rpc.Required("message"))

func (r *registration) DecodeRPC(d *rpc.Decoder) {
	d.Object(registrationMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // status
			r.Status = d.Int(nil)
		case 1: // message
			r.Message = d.String(nil)
		}
	}
}

type subtractParams struct{ Minuend, Subtrahend int64 }

var subtractMembers = rpc.NewMembers(rpc.Required("minuend"), rpc.Required("subtrahend"))

func (p *subtractParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(subtractMembers)
	for d.Next() {
		switch d.Member() {
		case 0: // minuend
			p.Minuend = d.Int(nil)
		case 1: // subtrahend
			p.Subtrahend = d.Int(nil)
		}
	}
}

// numbersParams are up to five optional integers.
type numbersParams struct{ Numbers []int64 }

var numbersMembers = rpc.NewMembers(
	rpc.Optional("a"), rpc.Optional("b"), rpc.Optional("c"), rpc.Optional("d"), rpc.Optional("e"))

func (p *numbersParams) DecodeRPC(d *rpc.Decoder) {
	d.Object(numbersMembers)
	for d.Next() {
		p.Numbers = append(p.Numbers, d.Int(nil))
	}
}

// AccountLockedError is the declared error "AccountLocked".
type AccountLockedError struct{ RetryAfter int64 }

func (e *AccountLockedError) Error() string  { return "account is locked" }
func (e *AccountLockedError) ErrorCode() int { return 1001 }

func (e *AccountLockedError) EncodeErrorData(enc *rpc.Encoder) {
	if e.RetryAfter < 0 {
		panic("negative")
	}
	enc.Raw(`{"retryAfter":`)
	enc.Int(e.RetryAfter)
	enc.Raw(`}`)
}

// GoneError is the declared error "Gone", which has no data.
type GoneError struct{}

func (e *GoneError) Error() string                { return "gone" }
func (e *GoneError) ErrorCode() int               { return 1002 }
func (e *GoneError) EncodeErrorData(*rpc.Encoder) {}

// canary stands for everything that must not be seen in logs and answers.
const canary = "canary-7f3a"

type dispatcher struct {
	ran func(string) // hears of every handler that runs
}

// newDispatcher serves the methods of the tests.
func newDispatcher(ran func(string)) *rpc.Dispatcher {
	if ran == nil {
		ran = func(string) {}
	}
	d := &dispatcher{ran}
	return rpc.NewDispatcher(
		rpc.Method{Name: "App.hello", Serve: d.appHello},
		rpc.Method{Name: "hello", Serve: d.hello},
		rpc.Method{Name: "user.register", Serve: d.userRegister, Errors: []int{1001}},
		rpc.Method{Name: "user.list", Serve: d.userList},
		rpc.Method{Name: "whoami", Serve: d.whoami},
		rpc.Method{Name: "key.get", Serve: d.keyGet},
		rpc.Method{Name: "login", Serve: d.login},
		rpc.Method{Name: "named", Serve: d.named},
		rpc.Method{Name: "subtract", Serve: d.subtract},
		rpc.Method{Name: "sum", Serve: d.sum},
		rpc.Method{Name: "update", Serve: d.take},
		rpc.Method{Name: "notify_hello", Serve: d.take},
		rpc.Method{Name: "notify_sum", Serve: d.take},
		rpc.Method{Name: "get_data", Serve: d.getData},
		rpc.Method{Name: "big", Serve: d.big},
		rpc.Method{Name: "fail", Serve: d.fail, Errors: []int{1001, 1002}},
		rpc.Method{Name: "slow", Serve: d.slow, Timeout: 5 * time.Millisecond, Errors: []int{1001}},
	)
}

// token authenticates the caller by the scheme "token".
func (d *dispatcher) token(_ context.Context, call *rpc.Call, scopes ...string) (string, error) {
	token, err := call.Bearer("token")
	if err != nil {
		return "", err
	}
	return d.check(token, scopes...)
}

func (d *dispatcher) check(token rpc.Secret, scopes ...string) (string, error) {
	switch token.Reveal() {
	case "old":
		return "", rpc.Unauthenticated(rpc.ReasonExpired)
	case "good":
		for _, scope := range scopes {
			return "", rpc.PermissionDenied(scope)
		}
		return "jack", nil
	case "root":
		return "root", nil
	}
	return "", rpc.Unauthenticated(rpc.ReasonInvalid)
}

func (d *dispatcher) appHello(ctx context.Context, call *rpc.Call) error {
	if _, err := d.token(ctx, call); err != nil {
		return err
	}
	return d.hello(ctx, call)
}

func (d *dispatcher) hello(_ context.Context, call *rpc.Call) error {
	params := new(greetParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	d.ran("hello " + params.Name)
	call.Result().String("Hello " + params.Name + "!")
	return nil
}

func (d *dispatcher) named(_ context.Context, call *rpc.Call) error {
	params := new(greetParams)
	if err := call.DecodeByName(params); err != nil {
		return err
	}
	call.Result().String(params.Name)
	return nil
}

func (d *dispatcher) userRegister(_ context.Context, call *rpc.Call) error {
	params := new(registerParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	d.ran("register " + params.Username)
	switch params.Username {
	case "locked":
		return fmt.Errorf("register: %w", &AccountLockedError{RetryAfter: 30})
	case "nil":
		return rpc.Reply[registration](call, nil)
	}
	return rpc.Reply(call, &registration{Message: "注册成功"})
}

func (d *dispatcher) userList(ctx context.Context, call *rpc.Call) error {
	if _, err := d.token(ctx, call, "admin"); err != nil {
		return err
	}
	return call.DecodeNothing()
}

func (d *dispatcher) whoami(_ context.Context, call *rpc.Call) error {
	caller := "nobody"
	token, ok, err := call.OptionalBearer("token")
	if err == nil && ok {
		caller, err = d.check(token)
	}
	if err != nil {
		return err
	}
	params := new(greetParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	call.Result().String(params.Name + " is " + caller)
	return nil
}

func (d *dispatcher) keyGet(_ context.Context, call *rpc.Call) error {
	key, err := call.APIKey("X-API-Key", "key")
	if err != nil {
		return err
	}
	if err := call.DecodeNothing(); err != nil {
		return err
	}
	call.Result().Secret(key)
	return nil
}

func (d *dispatcher) login(_ context.Context, call *rpc.Call) error {
	basic, err := call.Basic()
	if err != nil {
		return err
	}
	call.Result().String(basic.Username + ":" + basic.Password.Reveal())
	return nil
}

func (d *dispatcher) subtract(_ context.Context, call *rpc.Call) error {
	params := new(subtractParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	call.Result().Int(params.Minuend - params.Subtrahend)
	return nil
}

func (d *dispatcher) sum(_ context.Context, call *rpc.Call) error {
	params := new(numbersParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	var sum int64
	for _, n := range params.Numbers {
		sum += n
	}
	call.Result().Int(sum)
	return nil
}

func (d *dispatcher) take(_ context.Context, call *rpc.Call) error {
	if err := call.Decode(new(numbersParams)); err != nil {
		return err
	}
	d.ran(call.Method())
	return nil
}

func (d *dispatcher) getData(_ context.Context, call *rpc.Call) error {
	if err := call.DecodeNothing(); err != nil {
		return err
	}
	call.Result().Raw(`["hello",5]`)
	return nil
}

func (d *dispatcher) big(_ context.Context, call *rpc.Call) error {
	params := new(numbersParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	d.ran("big")
	if params.Numbers[0] > 1<<20 {
		return rpc.LimitExceeded(0) // fuzzing asks for anything
	}
	call.Result().String(strings.Repeat("x", int(params.Numbers[0])))
	return nil
}

// otherCodeError has a code that no method declares.
type otherCodeError struct{ AccountLockedError }

func (e *otherCodeError) ErrorCode() int { return 4711 }

// fail fails in the way that its param names.
func (d *dispatcher) fail(_ context.Context, call *rpc.Call) error {
	params := new(greetParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	call.Result().Raw(`"half a res`)
	switch params.Name {
	case "plain":
		return errors.New(canary)
	case "panic":
		panic(canary)
	case "abort":
		panic(http.ErrAbortHandler)
	case "panic declared":
		panic(&AccountLockedError{})
	case "declared":
		return &AccountLockedError{RetryAfter: 30}
	case "no data":
		return &GoneError{}
	case "bad data":
		return &AccountLockedError{RetryAfter: math.MaxInt64}
	case "panic in data":
		return &AccountLockedError{RetryAfter: -1}
	case "undeclared":
		return &otherCodeError{}
	case "own code":
		return &rpc.Error{Code: 4711, Message: canary}
	case "remote":
		return &rpc.ResponseError{Code: 1001, Message: canary}
	case "limit":
		return fmt.Errorf("%s: %w", canary, rpc.LimitExceeded(1500*time.Millisecond))
	case "down":
		return rpc.Unavailable(2*time.Second, errors.New(canary))
	case "params":
		return rpc.InvalidParams(rpc.Violation{Path: "/name", Rule: "minimum", Message: "must be at least 3", Limit: "3"})
	case "float":
		call.Result().Float(math.NaN())
		return nil
	case "unimplemented":
		return rpc.Unimplemented(call.Method())
	}
	call.Result().Raw(`ult"`)
	return nil
}

// slow outlives its deadline in the way that its param names.
func (d *dispatcher) slow(ctx context.Context, call *rpc.Call) error {
	params := new(greetParams)
	if err := call.Decode(params); err != nil {
		return err
	}
	<-ctx.Done()
	switch params.Name {
	case "result":
		call.Result().String("done")
		return nil
	case "declared":
		return &AccountLockedError{}
	}
	return fmt.Errorf("query: %w", ctx.Err())
}
