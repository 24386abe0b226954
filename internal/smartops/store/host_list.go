package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// HostFilter is which hosts a list has, and how they are sorted.
type HostFilter struct {
	Labels map[string]string // all of them
	State  string
	ByName bool // sorted by name, and else by when they were made
}

// Hosts returns a page of hosts, and the cursor of the next page, or "" when there is none.
func (s *Store) Hosts(ctx context.Context, f HostFilter, p Page) (hosts []*Host, next string, err error) {
	sorted := order{}
	if f.ByName {
		sorted.column = "name_key"
	}
	err = s.read(ctx, func(ctx context.Context, db bun.IDB) error {
		hosts, next = nil, ""
		query := db.NewSelect().Model(&hosts)
		f.apply(query)
		if err := sorted.apply(query, p); err != nil {
			return err
		}
		if err := query.Scan(ctx); err != nil {
			return err
		}
		var more bool
		if hosts, more = cut(hosts, p); more {
			last := hosts[p.Limit-1]
			next = sorted.cursor(last.ID, last.NameKey)
		}
		return complete(ctx, db, hosts)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list hosts: %w", err)
	}
	return hosts, next, nil
}

func (f HostFilter) apply(query *bun.SelectQuery) {
	if f.State != "" {
		query.Where("state = ?", f.State)
	}
	for name, value := range f.Labels {
		query.Where("id IN (SELECT host_id FROM host_labels WHERE name = ? AND value = ?)", name, value)
	}
}

// complete adds what other tables hold of hosts, with one query a table.
func complete(ctx context.Context, db bun.IDB, hosts []*Host) error {
	if len(hosts) == 0 {
		return nil
	}
	ids := make([]int64, len(hosts))
	byID := make(map[int64]*Host, len(hosts))
	for i, h := range hosts {
		ids[i], byID[h.ID] = h.ID, h
		h.Labels, h.Checks = map[string]string{}, nil
	}
	var labels []HostLabel
	if err := db.NewSelect().Model(&labels).Where("host_id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return err
	}
	for _, l := range labels {
		byID[l.HostID].Labels[l.Name] = l.Value
	}
	var checks []*HostCheck
	if err := db.NewSelect().Model(&checks).Where("host_id IN (?)", bun.List(ids)).Order("kind", "subject").Scan(ctx); err != nil {
		return err
	}
	for _, c := range checks {
		byID[c.HostID].Checks = append(byID[c.HostID].Checks, c)
	}
	return nil
}
