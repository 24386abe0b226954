// Package legacy reads the users of the Flask application that SmartOps replaces.
package legacy

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// User is a user of the old application.
type User struct {
	Place        string // where it stands: "line 2", or "id 7"
	Username     string
	PasswordHash string
}

// Read reads the users of a file: a SQLite database with a table "user", or CSV whose first line
// names the columns "username" and "password_hash". Others are ignored. The file stays as it is.
func Read(ctx context.Context, path string) ([]User, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read users: %w", err)
	}
	read := readCSV
	if bytes.HasPrefix(text, []byte("SQLite format 3\x00")) {
		read = func([]byte) ([]User, error) { return readSQLite(ctx, path) }
	}
	users, err := read(text)
	if err != nil {
		return nil, fmt.Errorf("read users of %s: %w", path, err)
	}
	return users, nil
}

func readCSV(text []byte) ([]User, error) {
	lines := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	header, err := lines.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	name, hash := slices.Index(header, "username"), slices.Index(header, "password_hash")
	if name < 0 || hash < 0 {
		return nil, errors.New("it is neither a SQLite database nor CSV whose first line names the columns username and password_hash")
	}
	var users []User
	for {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return users, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := lines.FieldPos(name)
		users = append(users, User{fmt.Sprintf("line %d", line), fields[name], fields[hash]})
	}
}

func readSQLite(ctx context.Context, path string) ([]User, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	source := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: "mode=ro"}
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, `SELECT id, COALESCE(username, ''), COALESCE(password_hash, '') FROM "user" ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var users []User
	for rows.Next() {
		var id int64
		var u User
		if err := rows.Scan(&id, &u.Username, &u.PasswordHash); err != nil {
			return nil, err
		}
		u.Place = fmt.Sprintf("id %d", id)
		users = append(users, u)
	}
	return users, rows.Err()
}
