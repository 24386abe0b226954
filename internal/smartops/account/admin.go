package account

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Admin implements the methods of the service "account": those of administrators.
type Admin struct {
	Parts
	now func() time.Time
}

// NewAdmin returns the service. The clock is time.Now but in tests.
func NewAdmin(p Parts, now func() time.Time) *Admin { return &Admin{p, now} }

var _ api.AccountService[*User] = (*Admin)(nil)

// List answers a page of accounts.
func (a *Admin) List(ctx context.Context, _ *User, p *api.AccountListParams) (*api.AccountPage, error) {
	filter := store.UserFilter{ByName: p.Sort == api.AccountOrderUsername}
	page := store.Page{Limit: int(p.Limit), Descending: p.Descending}
	if p.Prefix != nil {
		filter.Prefix = *p.Prefix
	}
	if p.Scope != nil {
		filter.Scope = string(*p.Scope)
	}
	if p.State != nil {
		filter.Locked = new(*p.State == api.AccountStateLocked)
	}
	if p.After != nil {
		page.After = *p.After
	}
	users, next, err := a.Store.Users(ctx, filter, page)
	if errors.Is(err, store.ErrBadCursor) {
		return nil, rpc.InvalidParams(rpc.Violation{Path: "/after", Rule: "cursor", Message: "must be the next of a page with the same sort"})
	}
	if err != nil {
		return nil, err
	}
	return accountPage(users, next), nil
}

func accountPage(users []*store.User, next string) *api.AccountPage {
	page := new(api.AccountPage)
	for _, u := range users {
		page.Accounts = append(page.Accounts, *account(u))
	}
	if next != "" {
		page.Next = &next
	}
	return page
}

// Get answers an account.
func (a *Admin) Get(ctx context.Context, _ *User, p *api.AccountGetParams) (*api.Account, error) {
	user, err := a.Store.UserByID(ctx, p.ID)
	return answer(p.ID, user, err)
}

// Lock locks an account, and ends its tokens.
func (a *Admin) Lock(ctx context.Context, _ *User, p *api.AccountLockParams) (*api.Account, error) {
	return a.change(ctx, p.ID, func(u *store.User) {
		if !u.Locked() {
			u.LockedAt = a.now().UTC()
			u.Generation++
		}
	})
}

// Unlock lets an account sign in again.
func (a *Admin) Unlock(ctx context.Context, _ *User, p *api.AccountUnlockParams) (*api.Account, error) {
	return a.change(ctx, p.ID, func(u *store.User) { u.LockedAt = time.Time{} })
}

// ResetPassword gives an account another password, and ends its tokens.
func (a *Admin) ResetPassword(ctx context.Context, _ *User, p *api.AccountResetPasswordParams) (*api.Account, error) {
	user, err := a.Store.UserByID(ctx, p.ID)
	if err != nil {
		return answer(p.ID, nil, err)
	}
	if err := refuseWeak(user.Username, p.NewPassword); err != nil {
		return nil, err
	}
	user, err = setPassword(ctx, a.Parts, p.ID, p.NewPassword)
	return answer(p.ID, user, err)
}

// Grant gives an account a scope.
func (a *Admin) Grant(ctx context.Context, _ *User, p *api.AccountGrantParams) (*api.Account, error) {
	return a.change(ctx, p.ID, func(u *store.User) {
		if scope := string(p.Scope); !u.Scopes.Has(scope) {
			u.Scopes = append(u.Scopes, scope)
		}
	})
}

// Revoke takes a scope from an account.
func (a *Admin) Revoke(ctx context.Context, _ *User, p *api.AccountRevokeParams) (*api.Account, error) {
	return a.change(ctx, p.ID, func(u *store.User) {
		u.Scopes = slices.DeleteFunc(u.Scopes, func(scope string) bool { return scope == string(p.Scope) })
	})
}

// Delete deletes an account.
func (a *Admin) Delete(ctx context.Context, _ *User, p *api.AccountDeleteParams) error {
	return declared(p.ID, a.Store.DeleteUser(ctx, p.ID))
}

func (a *Admin) change(ctx context.Context, id int64, change func(*store.User)) (*api.Account, error) {
	user, err := a.Store.ChangeUser(ctx, id, change)
	return answer(id, user, err)
}

func answer(id int64, user *store.User, err error) (*api.Account, error) {
	if err != nil {
		return nil, declared(id, err)
	}
	return account(user), nil
}

// declared turns the store's errors into those of the API.
func declared(id int64, err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return &api.AccountNotFoundError{ID: id}
	case errors.Is(err, store.ErrLastAdmin):
		return &api.LastAdminError{}
	}
	return err
}

// account is a row as callers see it.
func account(u *store.User) *api.Account {
	a := &api.Account{
		ID:        u.ID,
		Username:  api.Username(u.Username),
		CreatedAt: u.CreatedAt,
		Scopes:    scopes(u.Scopes),
		State:     api.AccountStateActive,
	}
	if u.Locked() {
		a.State, a.LockedAt = api.AccountStateLocked, &u.LockedAt
	}
	return a
}

func scopes(stored store.Scopes) []api.AccountScope {
	all := make([]api.AccountScope, len(stored))
	for i, scope := range stored {
		all[i] = api.AccountScope(scope)
	}
	return all
}
