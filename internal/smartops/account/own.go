package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Me answers the account of the caller.
func (s *Service) Me(_ context.Context, caller *User) (*api.User, error) {
	return &api.User{
		ID:        caller.ID,
		Username:  api.Username(caller.Username),
		CreatedAt: caller.CreatedAt,
		Scopes:    scopes(caller.Scopes),
	}, nil
}

// Refresh gives the caller another token.
func (s *Service) Refresh(_ context.Context, caller *User) (*api.Session, error) {
	return s.session(caller.ID, caller.generation)
}

// ChangePassword changes the caller's password, and ends all tokens but the one it answers. Whoever
// has found a token must not guess the password with it: tries are counted as those to sign in.
func (s *Service) ChangePassword(ctx context.Context, caller *User, p *api.UserChangePasswordParams) (*api.Session, error) {
	if err := refuseWeak(caller.Username, p.NewPassword); err != nil {
		return nil, err
	}
	attempt, err := s.Guard.Enter(ctx, caller.Username)
	if err != nil {
		return nil, err
	}
	user, _, err := s.check(ctx, caller.Username, p.Password)
	if err := attempt.Leave(ctx, user != nil, err); err != nil {
		return nil, err
	}
	if user == nil {
		return nil, &api.WrongPasswordError{}
	}
	changed, err := setPassword(ctx, s.Parts, user.ID, p.NewPassword)
	if err != nil {
		return nil, own(err)
	}
	return s.session(changed.ID, changed.Generation)
}

// SignOutEverywhere ends all tokens of the caller.
func (s *Service) SignOutEverywhere(ctx context.Context, caller *User) error {
	_, err := s.Store.ChangeUser(ctx, caller.ID, func(u *store.User) { u.Generation++ })
	return own(err)
}

// own refuses a caller whose account is gone since the call began.
func own(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return rpc.Unauthenticated(rpc.ReasonInvalid)
	}
	return err
}

// setPassword gives a user another password, and ends all of the user's tokens.
func setPassword(ctx context.Context, p Parts, id int64, secret rpc.Secret) (*store.User, error) {
	hash, err := p.Passwords.Hash(ctx, secret.Reveal())
	if err != nil {
		return nil, refused(fmt.Errorf("set password of user %d: %w", id, err))
	}
	return p.Store.ChangeUser(ctx, id, func(u *store.User) {
		u.PasswordHash = hash
		u.Generation++
	})
}
