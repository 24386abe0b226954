package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// table is one that Copy copies.
type table struct {
	name  string
	ids   bool // it gives ids, and never the same again
	order string
	copy  func(ctx context.Context, from, to bun.Tx, order string) (rows int, err error)
}

// copied are all tables, each behind those that it refers to.
var copied = []table{
	{"users", true, "id", copyRows[User]},
	{"sign_in_failures", false, "subject", copyRows[signInFailure]},
	{"hosts", true, "id", copyRows[Host]},
	{"host_labels", false, "host_id, name", copyRows[HostLabel]},
	{"host_checks", false, "host_id, kind, subject", copyRows[HostCheck]},
}

type signInFailure struct {
	bun.BaseModel `bun:"table:sign_in_failures"`

	Subject  string
	Failures int64
	EndsAt   int64
}

// Copied is how many rows of a table were copied.
type Copied struct {
	Table string
	Rows  int
}

// Copy copies everything from one database to another, whose schemas are up to date. The other one
// has to be empty, and gets all or nothing. What others write to the first one meanwhile waits, or is
// not copied.
func Copy(ctx context.Context, from, to *Store) (done []Copied, err error) {
	err = from.writer.RunInTx(ctx, from.kind.serializable(), func(ctx context.Context, source bun.Tx) error {
		return to.writer.RunInTx(ctx, to.kind.serializable(), func(ctx context.Context, target bun.Tx) error {
			for _, t := range copied {
				rows, err := t.copyInto(ctx, from, to, source, target)
				if err != nil {
					return fmt.Errorf("copy %s: %w", t.name, err)
				}
				done = append(done, Copied{t.name, rows})
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("copy %s to %s: %w", from.name, to.name, err)
	}
	return done, nil
}

func (t table) copyInto(ctx context.Context, from, to *Store, source, target bun.Tx) (rows int, err error) {
	there, err := target.NewSelect().Table(t.name).Count(ctx)
	if err != nil {
		return 0, err
	}
	if there > 0 {
		return 0, fmt.Errorf("%s is not empty: it has %d rows", to.name, there)
	}
	if rows, err = t.copy(ctx, source, target, t.order); err != nil || !t.ids {
		return rows, err
	}
	last, err := from.kind.lastID(ctx, source, t.name)
	if err != nil {
		return rows, err
	}
	return rows, to.kind.setLastID(ctx, target, t.name, last)
}

// rowsAtOnce is how many rows are held in memory.
const rowsAtOnce = 500

func copyRows[T any](ctx context.Context, from, to bun.Tx, order string) (rows int, err error) {
	for {
		var some []T
		if err := from.NewSelect().Model(&some).OrderExpr(order).Limit(rowsAtOnce).Offset(int64(rows)).Scan(ctx); err != nil {
			return rows, err
		}
		if len(some) == 0 {
			return rows, nil
		}
		if _, err := to.NewInsert().Model(&some).Exec(ctx); err != nil {
			return rows, err
		}
		rows += len(some)
	}
}
