package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// User is a row of the table users.
type User struct {
	bun.BaseModel `bun:"table:users"`

	ID           int64 `bun:",pk,autoincrement"`
	Username     string
	UsernameKey  string
	PasswordHash string
	CreatedAt    time.Time
	Scopes       Scopes
	Generation   int64     // tokens of another one are not good
	LockedAt     time.Time `bun:",nullzero"`
}

// Locked reports whether the user may not sign in.
func (u *User) Locked() bool { return !u.LockedAt.IsZero() }

// CreateUser adds a user and returns its id; ErrTaken when there is one whose name reads the same.
func (s *Store) CreateUser(ctx context.Context, username, passwordHash string, scopes ...string) (int64, error) {
	user := &User{
		Scopes:       scopes,
		Username:     username,
		UsernameKey:  UsernameKey(username),
		PasswordHash: passwordHash,
		CreatedAt:    now(),
	}
	err := s.write(ctx, func(ctx context.Context, db bun.IDB) error {
		_, err := db.NewInsert().Model(user).Exec(ctx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("create user %q: %w", username, err)
	}
	return user.ID, nil
}

// UserByName returns the user whose name reads like username, or ErrNotFound.
func (s *Store) UserByName(ctx context.Context, username string) (*User, error) {
	user, err := s.user(ctx, "username_key = ?", UsernameKey(username))
	if err != nil {
		return nil, fmt.Errorf("find user %q: %w", username, err)
	}
	return user, nil
}

// UserByID returns the user with the id, or ErrNotFound.
func (s *Store) UserByID(ctx context.Context, id int64) (*User, error) {
	user, err := s.user(ctx, "id = ?", id)
	if err != nil {
		return nil, fmt.Errorf("find user %d: %w", id, err)
	}
	return user, nil
}

func (s *Store) user(ctx context.Context, where string, args ...any) (*User, error) {
	user := new(User)
	err := s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		return db.NewSelect().Model(user).Where(where, args...).Scan(ctx)
	})
	return user, err
}

// UsernameKey is the same for names that people read as the same: é however it is composed, and
// letters in either case (Unicode's canonical caseless matching).
func UsernameKey(username string) string {
	folded := cases.Fold().String(norm.NFD.String(username))
	return norm.NFC.String(folded)
}
