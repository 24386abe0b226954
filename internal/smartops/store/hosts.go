package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Host is a row of the table hosts, with what other tables hold of it.
type Host struct {
	bun.BaseModel `bun:"table:hosts"`

	ID        int64 `bun:",pk,autoincrement"`
	Name      string
	NameKey   string
	State     string
	IPv4      *string `bun:"ipv4"`
	IPv6      *string `bun:"ipv6"`
	Note      *string
	CreatedAt time.Time

	Labels map[string]string `bun:"-"`
	Checks []*HostCheck      `bun:"-"` // sorted by kind and subject
}

// HostLabel is a row of the table host_labels.
type HostLabel struct {
	bun.BaseModel `bun:"table:host_labels"`

	HostID      int64
	Name, Value string
}

// HostCheck is a row of the table host_checks.
type HostCheck struct {
	bun.BaseModel `bun:"table:host_checks"`

	HostID  int64  `bun:",pk"`
	Kind    string `bun:",pk"`
	Subject string `bun:",pk"` // what was checked of the host; empty: the host itself
	At      int64  // Unix time in milliseconds
	Result  string // JSON
}

func hostKey(name string) string { return strings.ToLower(name) }

// CreateHost adds a host, and sets its id and when it was made; ErrTaken when another has its name.
func (s *Store) CreateHost(ctx context.Context, h *Host) error {
	h.NameKey, h.CreatedAt = hostKey(h.Name), now()
	err := s.inTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(h).Exec(ctx); err != nil {
			return err
		}
		return saveLabels(ctx, tx, h)
	})
	if err != nil {
		return fmt.Errorf("create host %q: %w", h.Name, err)
	}
	return nil
}

func saveLabels(ctx context.Context, tx bun.Tx, h *Host) error {
	if len(h.Labels) == 0 {
		return nil
	}
	var rows []HostLabel
	for name, value := range h.Labels {
		rows = append(rows, HostLabel{HostID: h.ID, Name: name, Value: value})
	}
	_, err := tx.NewInsert().Model(&rows).Exec(ctx)
	return err
}

// Host returns the host with the id, or ErrNotFound.
func (s *Store) Host(ctx context.Context, id int64) (*Host, error) {
	return s.host(ctx, "id = ?", id)
}

// HostByName returns the host with the name, or ErrNotFound.
func (s *Store) HostByName(ctx context.Context, name string) (*Host, error) {
	return s.host(ctx, "name_key = ?", hostKey(name))
}

func (s *Store) host(ctx context.Context, where string, arg any) (*Host, error) {
	h := new(Host)
	err := s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		if err := db.NewSelect().Model(h).Where(where, arg).Scan(ctx); err != nil {
			return err
		}
		return complete(ctx, db, []*Host{h})
	})
	if err != nil {
		return nil, fmt.Errorf("find host %v: %w", arg, err)
	}
	return h, nil
}

// UpdateHost changes a host and returns it as it is then: ErrNotFound when there is none, ErrTaken when
// another has the name. The change may be made several times, as long as others change it at once.
func (s *Store) UpdateHost(ctx context.Context, id int64, change func(*Host)) (*Host, error) {
	var changed *Host
	err := s.inTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		h := new(Host)
		if err := tx.NewSelect().Model(h).Where("id = ?", id).Scan(ctx); err != nil {
			return err
		}
		if err := complete(ctx, tx, []*Host{h}); err != nil {
			return err
		}
		change(h)
		h.NameKey, changed = hostKey(h.Name), h
		if _, err := tx.NewUpdate().Model(h).WherePK().Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*HostLabel)(nil)).Where("host_id = ?", id).Exec(ctx); err != nil {
			return err
		}
		return saveLabels(ctx, tx, h)
	})
	if err != nil {
		return nil, fmt.Errorf("change host %d: %w", id, err)
	}
	return changed, nil
}

// DeleteHost removes a host, and what belongs to it; ErrNotFound when there is none.
func (s *Store) DeleteHost(ctx context.Context, id int64) error {
	err := s.inTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := tx.NewSelect().Model(new(Host)).Where("id = ?", id).Scan(ctx); err != nil {
			return err
		}
		_, err := tx.NewDelete().Model((*Host)(nil)).Where("id = ?", id).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("delete host %d: %w", id, err)
	}
	return nil
}

// keptChecks is how many results of checks a host has at most.
const keptChecks = 50

// SaveCheck keeps the result of a check, unless there is a newer one of the same kind and subject, and
// forgets the oldest of too many; ErrNotFound when there is no such host.
func (s *Store) SaveCheck(ctx context.Context, c *HostCheck) error {
	err := s.inTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := tx.NewSelect().Model(new(Host)).Where("id = ?", c.HostID).Scan(ctx); err != nil {
			return err
		}
		_, err := tx.NewInsert().Model(c).On("CONFLICT (host_id, kind, subject) DO UPDATE").
			Set("at = EXCLUDED.at, result = EXCLUDED.result").
			Where("host_check.at <= EXCLUDED.at").Exec(ctx)
		if err != nil {
			return err
		}
		newest := tx.NewSelect().Model((*HostCheck)(nil)).Column("kind", "subject").Where("host_id = ?", c.HostID).
			Order("at DESC", "kind", "subject").Limit(keptChecks)
		_, err = tx.NewDelete().Model((*HostCheck)(nil)).Where("host_id = ?", c.HostID).
			Where("(kind, subject) NOT IN (?)", newest).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("save check of host %d: %w", c.HostID, err)
	}
	return nil
}

// inTx runs changes that belong together: all of them happen, or none.
func (s *Store) inTx(ctx context.Context, do func(context.Context, bun.Tx) error) error {
	return s.write(ctx, func(ctx context.Context, db bun.IDB) error {
		return db.RunInTx(ctx, s.kind.serializable(), do)
	})
}
