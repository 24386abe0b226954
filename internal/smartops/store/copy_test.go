package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/uptrace/bun"

	"github.com/trunkline-rpc/trunkline/internal/smartops/store"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

// TestCopy copies from SQLite to PostgreSQL, and from there to another file: nothing is lost.
func TestCopy(t *testing.T) {
	first := open(t, storetest.SQLite(t))
	for i := range 1100 {
		create(t, first, fmt.Sprint("user", i))
	}
	if _, err := first.ChangeUser(t.Context(), 7, func(u *store.User) {
		u.Scopes, u.Generation, u.LockedAt = store.Scopes{"admin", "operator"}, 3, u.CreatedAt
	}); err != nil {
		t.Fatal(err)
	}
	last := create(t, first, "gone")
	if err := first.DeleteUser(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	host := &store.Host{Name: "web-1", State: "active", Note: new("é"), Labels: map[string]string{"role": "web", "site": "north"}}
	if err := first.CreateHost(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	if err := first.SaveCheck(t.Context(), &store.HostCheck{HostID: host.ID, Kind: "disk", Subject: "/var", At: 5, Result: "{}"}); err != nil {
		t.Fatal(err)
	}

	second, third := open(t, storetest.Postgres(t)), open(t, storetest.SQLite(t))
	for _, step := range [][2]*store.Store{{first, second}, {second, third}} {
		done, err := store.Copy(t.Context(), step[0], step[1])
		want := []store.Copied{{"users", 1100}, {"sign_in_failures", 0}, {"hosts", 1}, {"host_labels", 2}, {"host_checks", 1}}
		if diff := cmp.Diff(want, done); diff != "" || err != nil {
			t.Fatalf("%v\n%s", err, diff)
		}
		if diff := cmp.Diff(contents(t, first), contents(t, step[1]), cmpopts.IgnoreTypes(bun.BaseModel{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", step[1].Name(), diff)
		}
	}
	for _, s := range []*store.Store{second, third} {
		if id := create(t, s, "next"); id != last+1 {
			t.Errorf("%s: the next id is %d, want %d", s.Name(), id, last+1)
		}
	}
	_, err := store.Copy(t.Context(), first, second)
	if want := "copy users: " + second.Name() + " is not empty: it has 1101 rows"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("to one that is not empty: %v", err)
	}
}

// contents are all users and hosts.
func contents(t *testing.T, s *store.Store) (all []any) {
	t.Helper()
	users, _, err := s.Users(t.Context(), store.UserFilter{}, store.Page{Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	hosts, _, err := s.Hosts(t.Context(), store.HostFilter{}, store.Page{Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	return []any{slices.Collect(slices.Values(users)), hosts}
}

// TestEveryTableIsCopied keeps tables from being forgotten that are added later.
func TestEveryTableIsCopied(t *testing.T) {
	database := storetest.SQLite(t)
	s := open(t, database)
	done, err := store.Copy(t.Context(), s, open(t, storetest.SQLite(t)))
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, c := range done {
		got = append(got, c.Table)
	}
	for _, column := range columns(t, direct(t, database), `SELECT name || '.' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`) {
		want = append(want, strings.TrimSuffix(column, "."))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-tables +copied\n%s", diff)
	}
}
