package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"
)

// ErrLastAdmin says that nobody could manage accounts any more.
var ErrLastAdmin = errors.New("this is the last administrator")

// ChangeUser changes a user and returns it as it is then; ErrNotFound when there is none. The change
// sees the user as it is, and may be made several times, as long as others change it at once.
func (s *Store) ChangeUser(ctx context.Context, id int64, change func(*User)) (*User, error) {
	var changed *User
	err := s.alter(ctx, id, func(ctx context.Context, tx bun.Tx, user *User) error {
		change(user)
		changed = user
		_, err := tx.NewUpdate().Model(user).WherePK().Exec(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("change user %d: %w", id, err)
	}
	return changed, nil
}

// DeleteUser deletes a user; ErrNotFound when there is none.
func (s *Store) DeleteUser(ctx context.Context, id int64) error {
	err := s.alter(ctx, id, func(ctx context.Context, tx bun.Tx, user *User) error {
		user.Scopes = nil
		_, err := tx.NewDelete().Model(user).WherePK().Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("delete user %d: %w", id, err)
	}
	return nil
}

// alter runs a change of one user in a transaction, and undoes it when no administrator is left.
func (s *Store) alter(ctx context.Context, id int64, do func(context.Context, bun.Tx, *User) error) error {
	return s.inTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		user := new(User)
		if err := tx.NewSelect().Model(user).Where("id = ?", id).Scan(ctx); err != nil {
			return err
		}
		was := user.managing()
		if err := do(ctx, tx, user); err != nil || !was || user.managing() {
			return err
		}
		return keepAdmin(ctx, tx)
	})
}

// managing reports whether the user can manage accounts.
func (u *User) managing() bool { return u.Scopes.Has(ScopeAdmin) && !u.Locked() }

func keepAdmin(ctx context.Context, tx bun.Tx) error {
	condition, pattern := holding(ScopeAdmin)
	left, err := tx.NewSelect().Model((*User)(nil)).Where(condition, pattern).Where("locked_at IS NULL").Exists(ctx)
	if err == nil && !left {
		return ErrLastAdmin
	}
	return err
}
