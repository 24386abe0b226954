package config

import (
	"errors"
	"os"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/token"
)

// ReadPreviousKey returns the key before the present one, if there is any: that of the environment, or
// that of the file. The error is an *Error.
func (c *Config) ReadPreviousKey() (keys []token.Key, err error) {
	var key token.Key
	if text, ok := os.LookupEnv(PreviousKey); ok {
		key, err = token.NewKey(text)
		err = about(PreviousKey, err)
	} else if c.PreviousKeyFile != "" {
		key, err = token.ReadKey(c.PreviousKeyFile)
		err = about(PreviousKeyFile, err)
	} else {
		return nil, nil
	}
	return []token.Key{key}, err
}

// ReadKey returns the key that signs tokens: that of the environment, that of the file, or the one
// beside the database, which is made when it is not there. The folder of the database must exist.
// The error is an *Error when a setting has to be changed.
func (c *Config) ReadKey() (token.Key, error) {
	if text, ok := os.LookupEnv(TokenKey); ok {
		key, err := token.NewKey(text)
		return key, about(TokenKey, err)
	}
	if c.TokenKeyFile != "" {
		key, err := token.ReadKey(c.TokenKeyFile)
		return key, about(TokenKeyFile, err)
	}
	if store.Postgres(c.Database) {
		return token.Key{}, about(TokenKey, errors.New("there is no key: with PostgreSQL every server needs the same one, of at least 32 random bytes, for instance from `openssl rand -hex 32`"))
	}
	path, err := c.sqlitePath()
	if err != nil {
		return token.Key{}, about(Database, err)
	}
	key, err := token.ReadOrMakeKey(path + ".key")
	return key, about("the key beside the database", err)
}
