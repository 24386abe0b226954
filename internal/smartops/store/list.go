package store

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"
)

// ErrBadCursor says that a cursor is none that a page had.
var ErrBadCursor = errors.New("this is not the cursor of a page")

// Page is what of a list is wanted.
type Page struct {
	Limit      int
	Descending bool
	After      string // the cursor of the page before; empty: the first page
}

// UserFilter is which users a list has, and how they are sorted.
type UserFilter struct {
	Prefix string // of the name, as names are compared
	Locked *bool
	Scope  string
	ByName bool // sorted by name, and else by when they were made
}

// Users returns a page of users, and the cursor of the next page, or "" when there is none.
func (s *Store) Users(ctx context.Context, f UserFilter, p Page) (users []*User, next string, err error) {
	err = s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		users = nil
		query := db.NewSelect().Model(&users).Limit(int64(p.Limit) + 1)
		f.apply(query)
		if err := f.paginate(query, p); err != nil {
			return err
		}
		return query.Scan(ctx)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list users: %w", err)
	}
	if len(users) > p.Limit {
		users = users[:p.Limit]
		next = f.cursor(users[p.Limit-1])
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

// column is what the list is sorted by: ids are given in the order in which accounts are made.
func (f UserFilter) column() string {
	if f.ByName {
		return "username_key"
	}
	return "id"
}

// paginate sorts the query, and lets it begin behind the cursor.
func (f UserFilter) paginate(query *bun.SelectQuery, p Page) error {
	order, beyond := " ASC", " > ?"
	if p.Descending {
		order, beyond = " DESC", " < ?"
	}
	query.OrderExpr(f.column() + order)
	if p.After == "" {
		return nil
	}
	value, err := f.position(p.After)
	if err != nil {
		return err
	}
	query.Where(f.column()+beyond, value)
	return nil
}

// cursor names the place behind a user.
func (f UserFilter) cursor(last *User) string {
	value := strconv.FormatInt(last.ID, 10)
	if f.ByName {
		value = last.UsernameKey
	}
	return base64.RawURLEncoding.EncodeToString([]byte(f.column()[:1] + value))
}

func (f UserFilter) position(cursor string) (any, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	value, ofThisOrder := strings.CutPrefix(string(text), f.column()[:1])
	if err != nil || !ofThisOrder || !utf8.Valid(text) || strings.Contains(value, "\x00") {
		return nil, ErrBadCursor
	}
	if f.ByName {
		return value, nil
	}
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, ErrBadCursor
	}
	return id, nil
}
