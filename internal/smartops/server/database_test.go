package server_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/config"
	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// TestReplicas has two servers on one database: what one has done holds on the other.
func TestReplicas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		first, second := startOn(t, database), startOn(t, database)
		token := first.signIn("test", "123456")
		second.expect(hello, token, 200, greeted)
		second.exec("DELETE FROM users WHERE username = 'test'")
		first.expect(hello, token, 401, refusal("invalid"))
	})
}

// TestOneOfTwoRegistrationsWins registers each name twice at the same instant, with two servers.
func TestOneOfTwoRegistrationsWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		servers := []*running{startOn(t, database), startOn(t, database)}
		for range 20 {
			name := "user" + time.Now().Format("150405.000000000")
			answers := make([]string, len(servers))
			var group sync.WaitGroup
			for i, s := range servers {
				group.Go(func() {
					_, answers[i] = s.post(`{"jsonrpc":"2.0","method":"user.register","params":{"username":"`+name+`","password":"123456"},"id":1}`, "")
				})
			}
			group.Wait()
			both := strings.Join(answers, "")
			if strings.Count(both, "注册成功") != 1 || strings.Count(both, "用户已存在") != 1 {
				t.Fatalf("got %s", both)
			}
		}
	})
}

// TestDatabaseGoneAndBack stops PostgreSQL under a server, and starts it again.
func TestDatabaseGoneAndBack(t *testing.T) {
	db, err := storetest.NewServer(testneed.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := startOn(t, db.Database(t))
	token := r.signIn("test", "123456")

	db.Stop()
	r.expect(hello, token, 200, `{"jsonrpc":"2.0","id":1,"error":{"code":-32004,"message":"Unavailable","data":{"retryAfter":1}}}`)
	if status, body := r.get("/readyz"); status != 503 {
		t.Errorf("ready without its database: %d %s", status, body)
	}
	if status, _ := r.get("/healthz"); status != 200 {
		t.Errorf("not healthy: %d", status)
	}
	if !strings.Contains(r.log.String(), "rpc unavailable") {
		t.Errorf("the log does not say why:\n%s", r.log)
	}

	if err := db.Start(); err != nil {
		t.Fatal(err)
	}
	r.expect(hello, token, 200, greeted)
	if status, body := r.get("/readyz"); status != 200 {
		t.Errorf("not ready again: %d %s", status, body)
	}
}

// TestSchemaBehind: a server changes a schema only when it is asked to.
func TestSchemaBehind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, database string) {
		err := tryOn(t, database, func(c *config.Config) { c.Migrate = false })
		if err == nil || !strings.HasSuffix(err.Error(), "run smartops migrate up, or serve with --migrate") {
			t.Errorf("got %v", err)
		}
		if err := tryOn(t, database, func(c *config.Config) { c.Migrate = true }); err != nil {
			t.Error(err)
		}
		if err := tryOn(t, database, func(c *config.Config) { c.Migrate = false }); err != nil {
			t.Error(err)
		}
	})
}
