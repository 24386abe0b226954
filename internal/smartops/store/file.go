package store

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// busyTimeout is how long a writer waits for the lock that another process has.
const busyTimeout = 5 * time.Second

// BadFile says that a path cannot be a database of SmartOps, and why.
type BadFile struct {
	Path   string
	Reason string
	Err    error // may be nil
}

func (e *BadFile) Error() string { return "database " + e.Path + ": " + e.Reason }

func (e *BadFile) Unwrap() error { return e.Err }

// prepare makes the folder and the file where there are none. SQLite could make the file, but it
// would let everybody read it, and its errors do not say what is wrong with a path.
func prepare(path string) (os.FileInfo, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &BadFile{path, "its folder cannot be made: " + cause(err), err}
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, syscall.EISDIR) {
		return nil, &BadFile{path, "this is a folder: give the path of a file", err}
	}
	if err != nil {
		return nil, &BadFile{path, "it cannot be opened for writing: " + cause(err), err}
	}
	info, err := file.Stat()
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, &BadFile{path, "this is no regular file", nil}
	}
	return info, nil
}

// cause is what went wrong, without the path that the message has named already.
func cause(err error) string {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err.Error()
	}
	return err.Error()
}

// dataSource is the URI of the file: in a URI any character of a path can be escaped.
func dataSource(path string, pragmas []string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("open database %s: %w", path, err)
	}
	options := url.Values{
		"_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds())}, pragmas...),
		"_txlock": {"immediate"}, // a transaction that would write later never has to fail for it
	}
	uri := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: options.Encode()}
	return uri.String(), nil
}

// isBusy reports whether another connection has the lock.
func isBusy(err error) bool {
	failure, ok := errors.AsType[*sqlite.Error](err)
	return ok && failure.Code()&primaryCode == sqlite3.SQLITE_BUSY
}

// badFile turns SQLite's errors about the file itself into a *BadFile.
func badFile(path string, err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & primaryCode {
	case sqlite3.SQLITE_NOTADB:
		return &BadFile{path, "this is no SQLite database: give the path of one, or of a file that does not exist yet", err}
	case sqlite3.SQLITE_CORRUPT:
		return &BadFile{path, "the file is damaged: restore it from a backup", err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return &BadFile{path, "it cannot be written: SQLite keeps files beside it, so its folder has to be writable too", err}
	}
	return err
}
