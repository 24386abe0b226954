// Package account is about the people who use SmartOps: it makes their accounts, checks their
// passwords and gives them tokens, tells who a token belongs to, and lets administrators manage
// the accounts of others.
package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// User is who calls: what the handlers of protected methods get.
type User struct {
	ID         int64
	Username   string
	CreatedAt  time.Time
	Scopes     store.Scopes
	generation int64 // of the tokens
}

// Parts are what the services are made of.
type Parts struct {
	Store     *store.Store
	Passwords *password.Hasher
	Tokens    *token.Issuer
	Guard     *Guard
	// RefuseCommon lets user.register refuse passwords that everybody tries first, as the methods
	// that change passwords do in any case.
	RefuseCommon bool
}

// Service implements the methods of the service "user".
type Service struct{ Parts }

// NewService returns the service; all of its parts are needed.
func NewService(p Parts) *Service { return &Service{p} }

var _ api.UserService[*User] = (*Service)(nil)

// Register makes an account, unless somebody has one of a name that reads the same.
func (s *Service) Register(ctx context.Context, p *api.UserRegisterParams) (*api.Registration, error) {
	if s.RefuseCommon {
		if err := refuseWeak(string(p.Username), p.Password); err != nil {
			return nil, err
		}
	}
	hash, err := s.Passwords.Hash(ctx, p.Password.Reveal())
	if err != nil {
		return nil, refused(err)
	}
	_, err = s.Store.CreateUser(ctx, string(p.Username), hash)
	if errors.Is(err, store.ErrTaken) {
		return &api.Registration{Status: api.OutcomeFailed, Message: "用户已存在"}, nil
	}
	if err != nil {
		return nil, err
	}
	return &api.Registration{Status: api.OutcomeSucceeded, Message: "注册成功"}, nil
}

// Verify checks a password, and gives a token for it.
func (s *Service) Verify(ctx context.Context, p *api.UserVerifyParams) (*api.Verification, error) {
	attempt, err := s.Guard.Enter(ctx, string(p.Username))
	if err != nil {
		return nil, err
	}
	user, message, err := s.check(ctx, string(p.Username), p.Password)
	if err := attempt.Leave(ctx, user != nil, err); err != nil {
		return nil, err
	}
	if user == nil {
		return &api.Verification{Status: api.OutcomeFailed, Message: message}, nil
	}
	if user.Locked() {
		return nil, &api.AccountLockedError{}
	}
	if err := s.rehash(ctx, user, p.Password); err != nil {
		return nil, err
	}
	session, err := s.session(user.ID, user.Generation)
	if err != nil {
		return nil, err
	}
	return &api.Verification{Status: api.OutcomeSucceeded, Message: "欢迎" + user.Username, Token: &session.Token}, nil
}

// check returns the user with the name, if the password is right, or else what to tell the person.
// It takes as long for a user who does not exist.
func (s *Service) check(ctx context.Context, username string, secret rpc.Secret) (user *store.User, message string, err error) {
	user, err = s.Store.UserByName(ctx, username)
	if errors.Is(err, store.ErrNotFound) {
		return nil, "用户名不存在", refused(s.Passwords.Waste(ctx, secret.Reveal()))
	}
	if err != nil {
		return nil, "", err
	}
	ok, err := s.Passwords.Verify(ctx, user.PasswordHash, secret.Reveal())
	if err != nil {
		return nil, "", refused(fmt.Errorf("verify user %d: %w", user.ID, err))
	}
	if !ok {
		return nil, "密码错误", nil
	}
	return user, "", nil
}

// rehash makes the hash of a user anew who came from another application, now that the password is
// known. Tokens stay good. When too many passwords wait it does nothing: there will be a next time.
func (s *Service) rehash(ctx context.Context, user *store.User, secret rpc.Secret) error {
	if !password.Outdated(user.PasswordHash) {
		return nil
	}
	hash, err := s.Passwords.Hash(ctx, secret.Reveal())
	if errors.Is(err, password.ErrBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.Store.ChangeUser(ctx, user.ID, func(u *store.User) {
		if u.PasswordHash == user.PasswordHash { // nobody has changed the password meanwhile
			u.PasswordHash = hash
		}
	})
	return err
}

// session gives a user a token.
func (s *Service) session(user, generation int64) (*api.Session, error) {
	signed, expires, err := s.Tokens.Issue(token.Owner{User: user, Generation: generation})
	if err != nil {
		return nil, err
	}
	return &api.Session{Token: rpc.Secret(signed), ExpiresAt: expires}, nil
}

// refused tells the caller to come back later when too many passwords wait already.
func refused(err error) error {
	if errors.Is(err, password.ErrBusy) {
		return rpc.LimitExceeded(time.Second)
	}
	return err
}
