package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/migrate"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store/migrations"
)

// How a process uses PostgreSQL. Several processes share its max_connections, which is 100 unless
// it was changed.
const (
	poolSize        = 20
	connectTimeout  = 5 * time.Second
	connectionLife  = 30 * time.Minute // so that a database that moved is found
	connectionIdles = 5 * time.Minute
)

// postgres is a PostgreSQL database.
type postgres struct {
	config *pgx.ConnConfig
}

func openPostgres(ctx context.Context, url string) (*Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, &BadDatabase{"database postgres://…", "this is no address of a database: give postgres://USER@HOST/NAME", nil}
	}
	p := &postgres{config}
	p.configure()
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(poolSize)
	db.SetMaxIdleConns(poolSize)
	db.SetConnMaxLifetime(connectionLife)
	db.SetConnMaxIdleTime(connectionIdles)
	pool := bun.NewDB(db, pgdialect.New())
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", p.name(), p.explain(err)), pool.Close())
	}
	return &Store{name: p.name(), kind: p, writer: pool, reader: pool}, nil
}

// configure sets what the address leaves open. bun writes arguments into its queries, so that
// preparing these would fill a cache and save nothing.
func (p *postgres) configure() {
	p.config.DefaultQueryExecMode = pgx.QueryExecModeExec
	if p.config.ConnectTimeout == 0 {
		p.config.ConnectTimeout = connectTimeout
	}
	set := func(name, value string) {
		if p.config.RuntimeParams[name] == "" {
			p.config.RuntimeParams[name] = value
		}
	}
	set("application_name", "smartops")
	set("statement_timeout", fmt.Sprint(timeout.Milliseconds()))
	set("timezone", "UTC")
}

// name is the address, without the password and the options.
func (p *postgres) name() string {
	return fmt.Sprintf("database postgres://%s@%s/%s", p.config.User,
		net.JoinHostPort(p.config.Host, fmt.Sprint(p.config.Port)), p.config.Database)
}

func (p *postgres) steps() (*migrate.Migrations, error) { return migrations.Postgres() }

func (p *postgres) serializable() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelSerializable}
}

func (p *postgres) tables() string {
	return "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
}

// migrationLock is the advisory lock of those who migrate: any number that other applications in the
// same database are not likely to use.
const migrationLock = 7301450817

// alone has a pool of one connection, in which a transaction is begun by hand: the migrator takes a
// pool and not a transaction.
func (p *postgres) alone(ctx context.Context, do func(*bun.DB) error) error {
	config := p.config.Copy()
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol // a step has several statements
	delete(config.RuntimeParams, "statement_timeout")             // a step may take its time
	sqlDB := sql.OpenDB(single{stdlib.GetConnector(*config)})
	sqlDB.SetMaxOpenConns(1)
	db := bun.NewDB(sqlDB, pgdialect.New())
	defer db.Close()
	for _, statement := range []string{"BEGIN", fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", migrationLock)} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("open %s: %w", p.name(), p.explain(err))
		}
	}
	return end(ctx, db, do(db))
}

// single connects so that a transaction that was begun by hand may go on from one use of the
// connection to the next. The driver would close it.
type single struct{ driver.Connector }

func (s single) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return unreset{conn.(*stdlib.Conn)}, nil
}

type unreset struct{ *stdlib.Conn }

func (unreset) ResetSession(context.Context) error { return nil }

func (p *postgres) lastID(ctx context.Context, db bun.IDB, table string) (id int64, err error) {
	err = db.NewRaw("SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence(?, 'id')), 0)", table).Scan(ctx, &id)
	return id, err
}

func (p *postgres) setLastID(ctx context.Context, db bun.IDB, table string, id int64) error {
	_, err := db.NewRaw("SELECT setval(pg_get_serial_sequence(?, 'id'), ?, ?)", table, max(id, 1), id > 0).Exec(ctx)
	return err
}

func (p *postgres) present() error { return nil }

// explain says what to do about a database that does not let SmartOps in.
func (p *postgres) explain(err error) error {
	refused, ok := errors.AsType[*pgconn.PgError](err)
	switch {
	case ok && refused.Code == "3D000":
		return &BadDatabase{p.name(), "there is no such database: create it, with createdb for instance", err}
	case ok && strings.HasPrefix(refused.Code, "28"):
		return &BadDatabase{p.name(), "it does not let this user in: " + refused.Message, err}
	case ok && refused.Code == "42501":
		return &BadDatabase{p.name(), "this user may not do that: " + refused.Message, err}
	}
	if classifyPostgres(err) == gone {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

func classifyPostgres(err error) failure {
	if reported, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch code := reported.Code; {
		case code == "23505":
			return taken
		case code == "40001", code == "40P01":
			return conflict
		case strings.HasPrefix(code, "08"), strings.HasPrefix(code, "53"), strings.HasPrefix(code, "57"), strings.HasPrefix(code, "58"):
			return gone // connection lost, out of resources, shutting down or cancelled, fault of the system
		}
		return otherFailure
	}
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	_, network := errors.AsType[net.Error](err)
	if connecting || network || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return gone
	}
	return otherFailure
}
