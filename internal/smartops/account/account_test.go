package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/account"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
	"github.com/trunkline-rpc/trunkline/rpc"
	"github.com/trunkline-rpc/trunkline/rpc/rpctest"
)

// parts are what the handlers work with: the real ones, on a file of their own.
type parts struct {
	store  *store.Store
	tokens *token.Issuer
	now    time.Time
}

func newParts(t *testing.T) *parts {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key, err := token.NewKey("a key for tests, of 32 or more bytes")
	if err != nil {
		t.Fatal(err)
	}
	p := &parts{store: db, now: time.Now()}
	p.tokens = token.NewIssuer(key, time.Minute, func() time.Time { return p.now })
	return p
}

func (p *parts) service() *account.Service {
	return account.NewService(p.parts(password.New(2)))
}

func (p *parts) parts(passwords *password.Hasher) account.Parts {
	limits := account.Limits{PerAccount: 10, PerAddress: 100, Window: time.Minute}
	return account.Parts{
		Store:     p.store,
		Passwords: passwords,
		Tokens:    p.tokens,
		Guard:     account.NewGuard(p.store, limits, func() time.Time { return p.now }),
	}
}

// client calls methods through everything that a call over HTTP goes through.
func (p *parts) client(app api.AppService[*account.User], user api.UserService[*account.User]) *rpctest.Client {
	services := api.Services[*account.User]{App: app, User: user, Account: api.UnimplementedAccountService[*account.User]{}, Host: api.UnimplementedHostService[*account.User]{}}
	return rpctest.New(api.NewDispatcher(services, account.NewAuthenticator(p.store, p.tokens)), rpc.Options{})
}

// TestRegisterAndVerify calls handlers as the functions that they are.
func TestRegisterAndVerify(t *testing.T) {
	p := newParts(t)
	s := p.service()
	for _, want := range []api.Registration{
		{Status: api.OutcomeSucceeded, Message: "注册成功"},
		{Status: api.OutcomeFailed, Message: "用户已存在"},
	} {
		got, err := s.Register(t.Context(), &api.UserRegisterParams{Username: "Test", Password: "123456"})
		if err != nil || *got != want {
			t.Errorf("register: got %v, %v", got, err)
		}
	}
	for _, test := range []struct {
		username api.Username
		password rpc.Secret
		status   api.Outcome
		message  string
	}{
		{"Test", "123456", api.OutcomeSucceeded, "欢迎Test"},
		{"test", "123456", api.OutcomeSucceeded, "欢迎Test"},
		{"Test", "1234567", api.OutcomeFailed, "密码错误"},
		{"nobody", "123456", api.OutcomeFailed, "用户名不存在"},
	} {
		got, err := s.Verify(t.Context(), &api.UserVerifyParams{Username: test.username, Password: test.password})
		if err != nil || got.Status != test.status || got.Message != test.message {
			t.Errorf("verify %s: got %v, %v", test.username, got, err)
		} else if (got.Token != nil) != (test.status == api.OutcomeSucceeded) {
			t.Errorf("verify %s: token %v", test.username, got.Token)
		}
	}
}

// spy counts how often the handler of App.hello runs, and sees for whom.
type spy struct {
	api.UnimplementedAppService[*account.User]
	callers []*account.User
}

func (s *spy) Hello(_ context.Context, caller *account.User, _ *api.AppHelloParams) (string, error) {
	s.callers = append(s.callers, caller)
	return "Hello!", nil
}

func TestHandlersRunForGoodTokensAlone(t *testing.T) {
	p, app := newParts(t), new(spy)
	client := p.client(app, p.service())
	id, err := p.store.CreateUser(t.Context(), "test", "no hash")
	if err != nil {
		t.Fatal(err)
	}
	good, stranger := p.issue(t, id), p.issue(t, id+1)

	refused := func(name, token string) {
		t.Helper()
		_, err := client.WithToken(token).CallText(t.Context(), api.MethodAppHello, `{"name":"jack"}`)
		if answer, ok := errors.AsType[*rpc.ResponseError](err); !ok || answer.Code != rpc.CodeUnauthenticated {
			t.Errorf("%s: got %v", name, err)
		}
	}
	refused("missing", "")
	refused("garbage", "garbage")
	refused("of nobody", stranger)
	p.now = p.now.Add(time.Minute)
	refused("expired", good)
	p.now = p.now.Add(-time.Minute)
	if len(app.callers) != 0 {
		t.Fatalf("the handler ran for %v", app.callers)
	}
	if _, err := client.WithToken(good).CallText(t.Context(), api.MethodAppHello, `{"name":"jack"}`); err != nil {
		t.Fatal(err)
	}
	if len(app.callers) != 1 || app.callers[0].ID != id || app.callers[0].Username != "test" {
		t.Errorf("the handler ran for %v", app.callers)
	}
}

func (p *parts) issue(t *testing.T, user int64) string {
	t.Helper()
	signed, _, err := p.tokens.Issue(token.Owner{User: user})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestMe(t *testing.T) {
	p := newParts(t)
	client := p.client(new(spy), p.service())
	id, err := p.store.CreateUser(t.Context(), "test", "no hash")
	if err != nil {
		t.Fatal(err)
	}
	me := new(api.User)
	if err := client.WithToken(p.issue(t, id)).Call(t.Context(), api.MethodUserMe, nil, me); err != nil {
		t.Fatal(err)
	}
	if me.ID != id || me.Username != "test" || time.Since(me.CreatedAt) > time.Minute {
		t.Errorf("got %+v", me)
	}
}

func TestTooManyPasswords(t *testing.T) {
	p := newParts(t)
	if _, err := p.store.CreateUser(t.Context(), "test", anyHash); err != nil {
		t.Fatal(err)
	}
	client := p.client(new(spy), account.NewService(p.parts(password.New(0))))
	for _, test := range []struct {
		method string
		params rpc.Encodable
	}{
		{api.MethodUserRegister, &api.UserRegisterParams{Username: "new", Password: "123456"}},
		{api.MethodUserVerify, &api.UserVerifyParams{Username: "test", Password: "123456"}},
		{api.MethodUserVerify, &api.UserVerifyParams{Username: "nobody", Password: "123456"}},
	} {
		err := client.Call(t.Context(), test.method, test.params, nil)
		answer, ok := errors.AsType[*rpc.ResponseError](err)
		if !ok || answer.Code != rpc.CodeLimitExceeded || string(answer.Data) != `{"retryAfter":1}` {
			t.Errorf("%s: got %v", test.method, err)
		}
	}
}

const anyHash = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"

// TestDatabaseDown: it is not the token that is bad.
func TestDatabaseDown(t *testing.T) {
	p := newParts(t)
	signed := p.issue(t, 1)
	if err := p.store.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := account.NewAuthenticator(p.store, p.tokens).Token(t.Context(), rpc.Secret(signed))
	if _, told := errors.AsType[*rpc.Error](err); err == nil || told {
		t.Errorf("got %v", err)
	}
}
