package account

import (
	"context"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Debug is an Authenticator for development: whatever the token is, somebody calls.
type Debug struct{ *Authenticator }

var _ api.Authenticator[*User] = Debug{}

// DebugUser is the name of the caller whose token is not good. There is no such account: its id is 0.
const DebugUser = "debug"

// Token returns the user whom the token was made for, if it is good, and else one who may do everything.
func (d Debug) Token(ctx context.Context, secret rpc.Secret) (*User, error) {
	user, err := d.Authenticator.Token(ctx, secret)
	if rpc.CodeOf(err) == rpc.CodeUnauthenticated {
		return &User{Username: DebugUser, Scopes: store.Scopes{store.ScopeAdmin, store.ScopeOperator}}, nil
	}
	return user, err
}
