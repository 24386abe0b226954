package account

import (
	"context"
	"errors"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Authenticator tells who a token belongs to.
type Authenticator struct {
	store  *store.Store
	tokens *token.Issuer
}

// NewAuthenticator returns an Authenticator for the tokens of the issuer.
func NewAuthenticator(store *store.Store, tokens *token.Issuer) *Authenticator {
	return &Authenticator{store, tokens}
}

var _ api.Authenticator[*User] = (*Authenticator)(nil)

// Token returns the user whom the token was made for. The user is looked up for every call, so that
// a token is dead at once when its account is deleted, locked, signed out or given another password.
func (a *Authenticator) Token(ctx context.Context, secret rpc.Secret) (*User, error) {
	owner, err := a.tokens.Owner(secret.Reveal())
	if errors.Is(err, token.ErrExpired) {
		return nil, rpc.Unauthenticated(rpc.ReasonExpired)
	}
	if err != nil {
		return nil, rpc.Unauthenticated(rpc.ReasonInvalid)
	}
	row, err := a.store.UserByID(ctx, owner.User)
	if errors.Is(err, store.ErrNotFound) || err == nil && (row.Generation != owner.Generation || row.Locked()) {
		return nil, rpc.Unauthenticated(rpc.ReasonInvalid)
	}
	if err != nil {
		return nil, err
	}
	return &User{row.ID, row.Username, row.CreatedAt, row.Scopes, row.Generation}, nil
}

// TokenHas reports whether an account has a scope.
func (a *Authenticator) TokenHas(caller *User, scope api.Scope) bool {
	return caller.Scopes.Has(string(scope))
}
