package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/trunkline-rpc/trunkline/gen/api"
	"github.com/trunkline-rpc/trunkline/internal/smartops/password"
	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/rpc"
)

// Create makes an account past the API, under the same rules, and returns its id.
func Create(ctx context.Context, db *store.Store, passwords *password.Hasher, username string, secret rpc.Secret, scopes ...string) (int64, error) {
	if err := check(username, secret); err != nil {
		return 0, err
	}
	hash, err := passwords.Hash(ctx, secret.Reveal())
	if err != nil {
		return 0, err
	}
	id, err := db.CreateUser(ctx, username, hash, scopes...)
	return id, Explain(username, err)
}

// SetPassword gives an account another password past the API, under the same rules.
func SetPassword(ctx context.Context, db *store.Store, passwords *password.Hasher, user *store.User, secret rpc.Secret) error {
	if err := check(user.Username, secret); err != nil {
		return err
	}
	_, err := setPassword(ctx, Parts{Store: db, Passwords: passwords}, user.ID, secret)
	return err
}

// Explain makes the store's errors readable for those who made the account.
func Explain(username string, err error) error {
	if errors.Is(err, store.ErrTaken) {
		return fmt.Errorf("there is an account already whose name reads like %q", username)
	}
	return err
}

// check holds a name and a password to the rules of api.yaml, by the code that is generated from it.
func check(username string, secret rpc.Secret) error {
	if !utf8.ValidString(username) || !utf8.ValidString(secret.Reveal()) {
		return errors.New("names and passwords are UTF-8: this one is not, and nobody could sign in with it")
	}
	params := api.UserRegisterParams{Username: api.Username(username), Password: secret}
	text, err := rpc.Marshal(&params)
	if err == nil {
		err = rpc.Unmarshal(text, new(api.UserRegisterParams))
	}
	if err != nil {
		return readable(err)
	}
	if weak := refuseWeak(username, secret); weak != nil {
		return fmt.Errorf("%w: everybody tries this one first", weak)
	}
	return nil
}

// readable says what broke the rules as people say it who call no method: "username must …".
func readable(err error) error {
	refused, ok := errors.AsType[*rpc.Error](err)
	if !ok || len(refused.Violations()) == 0 {
		return err
	}
	var all []string
	for _, v := range refused.Violations() {
		all = append(all, strings.TrimPrefix(v.Path, "/")+" "+v.Message)
	}
	return errors.New(strings.Join(all, "; "))
}

// CheckName holds a name to the rules of api.yaml.
func CheckName(username string) error {
	return check(username, "a password that breaks no rule")
}
