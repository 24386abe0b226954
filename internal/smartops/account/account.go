// Package account is about the people who use SmartOps: it makes their accounts, checks their
// passwords and gives them tokens, and it tells who a token belongs to.
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
	ID        int64
	Username  string
	CreatedAt time.Time
}

// Service implements the methods of the service "user".
type Service struct {
	store     *store.Store
	passwords *password.Hasher
	tokens    *token.Issuer
}

// NewService returns the service; all of its parts are needed.
func NewService(store *store.Store, passwords *password.Hasher, tokens *token.Issuer) *Service {
	return &Service{store, passwords, tokens}
}

var _ api.UserService[*User] = (*Service)(nil)

// Register makes an account, unless somebody has one of a name that reads the same.
func (s *Service) Register(ctx context.Context, p *api.UserRegisterParams) (*api.Registration, error) {
	hash, err := s.passwords.Hash(ctx, p.Password.Reveal())
	if err != nil {
		return nil, refused(err)
	}
	_, err = s.store.CreateUser(ctx, string(p.Username), hash)
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
	user, err := s.store.UserByName(ctx, string(p.Username))
	if errors.Is(err, store.ErrNotFound) {
		return s.verifyNobody(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	ok, err := s.passwords.Verify(ctx, user.PasswordHash, p.Password.Reveal())
	if err != nil {
		return nil, refused(fmt.Errorf("verify user %d: %w", user.ID, err))
	}
	if !ok {
		return &api.Verification{Status: api.OutcomeFailed, Message: "密码错误"}, nil
	}
	signed, err := s.tokens.Issue(user.ID)
	if err != nil {
		return nil, err
	}
	return &api.Verification{
		Status:  api.OutcomeSucceeded,
		Message: "欢迎" + user.Username,
		Token:   new(rpc.Secret(signed)),
	}, nil
}

// verifyNobody answers for a user who does not exist, as late as for one who does.
func (s *Service) verifyNobody(ctx context.Context, p *api.UserVerifyParams) (*api.Verification, error) {
	if err := s.passwords.Waste(ctx, p.Password.Reveal()); err != nil {
		return nil, refused(err)
	}
	return &api.Verification{Status: api.OutcomeFailed, Message: "用户名不存在"}, nil
}

// Me answers the account of the caller.
func (s *Service) Me(_ context.Context, caller *User) (*api.User, error) {
	return &api.User{
		ID:        caller.ID,
		Username:  api.Username(caller.Username),
		CreatedAt: caller.CreatedAt,
	}, nil
}

// refused tells the caller to come back later when too many passwords wait already.
func refused(err error) error {
	if errors.Is(err, password.ErrBusy) {
		return rpc.LimitExceeded(time.Second)
	}
	return err
}
