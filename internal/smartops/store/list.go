package store

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/uptrace/bun"
)

// UserFilter is which users a list has, and how they are sorted.
type UserFilter struct {
	Prefix string // of the name, as names are compared
	Locked *bool
	Scope  string
	ByName bool // sorted by name, and else by when they were made
}

// Users returns a page of users, and the cursor of the next page, or "" when there is none.
func (s *Store) Users(ctx context.Context, f UserFilter, p Page) (users []*User, next string, err error) {
	sorted := order{}
	if f.ByName {
		sorted.column = "username_key"
	}
	err = s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		users = nil
		query := db.NewSelect().Model(&users)
		f.apply(query)
		if err := sorted.apply(query, p); err != nil {
			return err
		}
		return query.Scan(ctx)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list users: %w", err)
	}
	users, more := cut(users, p)
	if more {
		last := users[p.Limit-1]
		next = sorted.cursor(last.ID, last.UsernameKey)
	}
	return users, next, nil
}

func (f UserFilter) apply(query *bun.SelectQuery) {
	if prefix := UsernameKey(f.Prefix); prefix != "" {
		query.Where("username_key >= ? AND username_key < ?", prefix, prefix+string(utf8.MaxRune))
	}
	if f.Scope != "" {
		query.Where(holding(f.Scope))
	}
	if f.Locked != nil {
		query.Where(map[bool]string{true: "locked_at IS NOT NULL", false: "locked_at IS NULL"}[*f.Locked])
	}
}
