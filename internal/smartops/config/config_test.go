package config

import (
	"strings"
	"testing"
	"time"
)

func valid() Config {
	return Config{Listen: "127.0.0.1:2001", Storage: Storage{"sqlite:data/smartops.db"}, TokenLifetime: 600 * time.Second, SignInTries: 10, AddressTries: 100, SignInWindow: 15 * time.Minute, LogLevel: "info", LogFormat: "auto"}
}

func TestValidate(t *testing.T) {
	t.Setenv("SMARTOPS_TOKEN_KEY", "set")
	for _, test := range []struct {
		change func(*Config)
		want   string
	}{
		{func(c *Config) {}, ""},
		{func(c *Config) { c.Listen = "[::1]:0" }, ""},
		{func(c *Config) { c.Listen = ":2001" }, ""},
		{func(c *Config) { c.Database = "sqlite:C:/data/smartops.db" }, ""},
		{func(c *Config) { c.Listen = "" }, `--listen (SMARTOPS_LISTEN): "" is no address: give HOST:PORT, such as 127.0.0.1:2001`},
		{func(c *Config) { c.Listen = "2001" }, `--listen (SMARTOPS_LISTEN): "2001" is no address: give HOST:PORT, such as 127.0.0.1:2001`},
		{func(c *Config) { c.Listen = "localhost:http" }, `--listen (SMARTOPS_LISTEN): "http" is no port: give a number from 0 to 65535`},
		{func(c *Config) { c.Listen = "localhost:65536" }, `--listen (SMARTOPS_LISTEN): "65536" is no port: give a number from 0 to 65535`},
		{func(c *Config) { c.Database = "smartops.db" }, `--database (SMARTOPS_DATABASE): "smartops.db" does not say what kind of database it is: give sqlite:PATH or postgres://USER@HOST/NAME`},
		{func(c *Config) { c.Database = "mysql://root:secret@host/x" }, `--database (SMARTOPS_DATABASE): "mysql" is no kind of database that is known: give sqlite:PATH or postgres://USER@HOST/NAME`},
		{func(c *Config) { c.Database = "sqlite:" }, `--database (SMARTOPS_DATABASE): there is no path behind sqlite: give one, such as sqlite:data/smartops.db`},
		{func(c *Config) { c.Database = "sqlite::memory:" }, `--database (SMARTOPS_DATABASE): a database in memory would lose all accounts: give sqlite:PATH`},
		{func(c *Config) { c.Database = "sqlite:///data/x.db" }, `--database (SMARTOPS_DATABASE): "///data/x.db" is no path: give sqlite:data/smartops.db, or sqlite:/var/lib/smartops.db`},
		{func(c *Config) { c.Database = "sqlite:~/x.db" }, `--database (SMARTOPS_DATABASE): the ~ of "~/x.db" would be the name of a folder: give the whole path`},
		{func(c *Config) { c.Database = "sqlite:x.db?mode=ro" }, `--database (SMARTOPS_DATABASE): "x.db?mode=ro" is no path: SmartOps sets the options of SQLite itself; give sqlite:PATH`},
		{func(c *Config) { c.LogLevel = "INFO" }, `--log-level (SMARTOPS_LOG_LEVEL): "INFO" is not known: give debug, info, warn or error`},
		{func(c *Config) { c.LogFormat = "" }, `--log-format (SMARTOPS_LOG_FORMAT): "" is not known: give auto, text or json`},
		{func(c *Config) { c.TokenKeyFile = "key" }, `--token-key-file (SMARTOPS_TOKEN_KEY_FILE): the variable SMARTOPS_TOKEN_KEY is set as well: give one of them`},
		{func(c *Config) { c.SignInTries = 0 }, `--sign-in-tries (SMARTOPS_SIGN_IN_TRIES): 0 is out of range: give 1 to 1000000`},
		{func(c *Config) { c.AddressTries = -1 }, `--address-tries (SMARTOPS_ADDRESS_TRIES): -1 is out of range: give 1 to 1000000`},
		{func(c *Config) { c.SignInWindow = 0 }, `--sign-in-window (SMARTOPS_SIGN_IN_WINDOW): 0s is out of range: give 1s to 24h0m0s`},
		{func(c *Config) { c.TokenLifetime = 0 }, `--token-lifetime (SMARTOPS_TOKEN_LIFETIME): 0s is out of range: give 1s to 8760h0m0s`},
		{func(c *Config) { c.DrainDelay = -1 }, `--drain-delay (SMARTOPS_DRAIN_DELAY): -1ns is out of range: give 0s to 1h0m0s`},
		{func(c *Config) { c.Listen, c.Database = "", "" }, `--listen (SMARTOPS_LISTEN): "" is no address: give HOST:PORT, such as 127.0.0.1:2001
--database (SMARTOPS_DATABASE): "" does not say what kind of database it is: give sqlite:PATH or postgres://USER@HOST/NAME`},
	} {
		c := valid()
		test.change(&c)
		got := ""
		if err := c.Validate(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestReadKey(t *testing.T) {
	c := valid()
	c.Database = "sqlite:" + t.TempDir() + "/smartops.db"
	made, err := c.Keys.Read(&c.Storage, true)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Keys.Read(&c.Storage, true)
	if err != nil || again[0].ID() != made[0].ID() {
		t.Errorf("not the key that was made: %v", err)
	}
	c.TokenKeyFile = c.Database + ".key"
	if _, err := c.Keys.Read(&c.Storage, true); err == nil || !strings.HasPrefix(err.Error(), TokenKeyFile+": read token key: ") {
		t.Errorf("a missing file: %v", err)
	}
	t.Setenv("SMARTOPS_TOKEN_KEY", "short")
	want := "SMARTOPS_TOKEN_KEY: the key has 5 bytes: give at least 32 random ones, for instance from `openssl rand -hex 32`"
	if _, err := c.Keys.Read(&c.Storage, true); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}
