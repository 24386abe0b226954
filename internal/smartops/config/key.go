package config

import (
	"errors"
	"os"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
)

// Keys are the settings of the keys that sign tokens.
type Keys struct {
	TokenKeyFile    string `env:"SMARTOPS_TOKEN_KEY_FILE" placeholder:"PATH" help:"File that holds the key that signs tokens; only its owner may be able to read it. The variable SMARTOPS_TOKEN_KEY may hold the key itself. Default: a key that is made and kept beside the database."`
	PreviousKeyFile string `name:"token-key-previous-file" env:"SMARTOPS_TOKEN_KEY_PREVIOUS_FILE" placeholder:"PATH" help:"File that holds the key before the present one, whose tokens are good until they end. The variable SMARTOPS_TOKEN_KEY_PREVIOUS may hold the key itself."`
}

// Validate reports keys that are given in two places. Kong calls it.
func (k *Keys) Validate() error {
	return errors.Join(
		about(TokenKeyFile, notBoth(TokenKey, k.TokenKeyFile)),
		about(PreviousKeyFile, notBoth(PreviousKey, k.PreviousKeyFile)),
	)
}

// notBoth reports a key that is given in two places.
func notBoth(variable, file string) error {
	if _, ok := os.LookupEnv(variable); ok && file != "" {
		return errors.New("the variable " + variable + " is set as well: give one of them")
	}
	return nil
}

// Read returns the key that signs tokens, and behind it the previous one, if there is any. A key is
// that of the environment or that of the file. Where there is none, the present key is the one
// beside the SQLite file, which is made if that is asked for; its folder must exist. The error is an
// *Error when a setting has to be changed.
func (k *Keys) Read(s *Storage, make bool) ([]token.Key, error) {
	key, given, err := givenKey(TokenKey, TokenKeyFile, k.TokenKeyFile)
	if !given {
		key, err = s.keyBeside(make)
	}
	if err != nil {
		return nil, err
	}
	keys := []token.Key{key}
	previous, given, err := givenKey(PreviousKey, PreviousKeyFile, k.PreviousKeyFile)
	if given {
		keys = append(keys, previous)
	}
	return keys, err
}

// givenKey returns the key of a variable or of a file, and whether there is any.
func givenKey(variable, setting, file string) (key token.Key, given bool, err error) {
	if text, ok := os.LookupEnv(variable); ok {
		key, err = token.NewKey(text)
		return key, true, about(variable, err)
	}
	if file == "" {
		return key, false, nil
	}
	key, err = token.ReadKey(file)
	return key, true, about(setting, err)
}

// keyBeside returns the key beside the SQLite file.
func (s *Storage) keyBeside(make bool) (token.Key, error) {
	if store.Postgres(s.Database) {
		return token.Key{}, about(TokenKey, errors.New("there is no key: with PostgreSQL every server needs the same one, of at least 32 random bytes, for instance from `openssl rand -hex 32`"))
	}
	path, err := s.sqlitePath()
	if err != nil {
		return token.Key{}, about(Database, err)
	}
	read := token.ReadKey
	if make {
		read = token.ReadOrMakeKey
	}
	key, err := read(path + ".key")
	return key, about("the key beside the database", err)
}
