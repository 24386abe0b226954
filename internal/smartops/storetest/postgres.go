//go:build unix

package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/trunkline-rpc/trunkline/internal/testneed"
)

// Postgres returns the setting of a new database in a server that all tests of the process share.
// The package's TestMain has to be Main.
func Postgres(t testing.TB) string {
	t.Helper()
	bin := testneed.Postgres(t)
	shared.once.Do(func() { shared.server, shared.err = NewServer(bin) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.server.Database(t)
}

var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Main runs the tests of a package, stops the server that they share, and does what else they need done
// in the end.
func Main(m *testing.M, after ...func()) {
	status := m.Run()
	for _, do := range after {
		do()
	}
	if shared.server != nil {
		shared.server.Close()
	}
	os.Exit(status)
}

// Server is a PostgreSQL server on a free port of loopback.
type Server struct {
	bin, folder string
	port        int
	process     *exec.Cmd
	output      bytes.Buffer
	databases   int
}

// NewServer makes a server with the programs of a folder, and starts it.
func NewServer(bin string) (*Server, error) {
	folder, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, folder: folder}
	if err := s.initialize(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := s.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return s, nil
}

func (s *Server) initialize() error {
	if err := s.giveAway(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.port = listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		return err
	}
	initdb := s.command("initdb", "--pgdata="+s.data(), "--username=smartops", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	if output, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, output)
	}
	return nil
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// unprivileged is who runs the server when the tests run as root, whom it refuses.
func unprivileged() (uid, gid int, err error) {
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ = strconv.Atoi(u.Uid)
			gid, _ = strconv.Atoi(u.Gid)
			return uid, gid, nil
		}
	}
	return 0, 0, errors.New("run PostgreSQL: there is no user postgres or nobody, and root it refuses")
}

func (s *Server) giveAway() error {
	if os.Getuid() != 0 {
		return nil
	}
	uid, gid, err := unprivileged()
	return errors.Join(err, os.Chown(s.folder, uid, gid), os.Chmod(s.folder, 0o755))
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = s.folder
	if os.Getuid() == 0 {
		uid, gid, _ := unprivileged()
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	return c
}

// Start starts the server, and waits until it answers. A server that was stopped has its databases still.
func (s *Server) Start() error {
	s.process = s.command("postgres", "-D", s.data(), "-k", s.folder, "-h", "127.0.0.1", "-p", strconv.Itoa(s.port),
		"-c", "max_connections=200", "-c", "log_min_messages=fatal")
	s.process.Stdout, s.process.Stderr = &s.output, &s.output
	if err := s.process.Start(); err != nil {
		return err
	}
	for range 300 {
		if db, err := s.connect(); err == nil {
			return db.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("PostgreSQL does not answer: %s", s.output.String())
}

func (s *Server) connect() (*sql.DB, error) {
	db, err := sql.Open("pgx", s.URL("postgres"))
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// URL is the setting of a database.
func (s *Server) URL(database string) string {
	return fmt.Sprintf("postgres://smartops@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// Database makes a database, and returns its setting.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	db, err := s.connect()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s.databases++
	name := fmt.Sprintf("test%d", s.databases)
	if _, err := db.ExecContext(context.Background(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return s.URL(name)
}

// Stop stops the server, and what its clients do.
func (s *Server) Stop() { s.end(syscall.SIGINT) }

// Kill ends all of the server's processes at once, as a loss of power would.
func (s *Server) Kill() {
	_ = exec.Command("pkill", "-KILL", "-P", strconv.Itoa(s.process.Process.Pid)).Run()
	s.end(syscall.SIGKILL)
}

func (s *Server) end(signal os.Signal) {
	_ = s.process.Process.Signal(signal)
	_ = s.process.Wait()
}

// Close stops the server, and removes what it has kept.
func (s *Server) Close() {
	s.Stop()
	_ = os.RemoveAll(s.folder)
}
