package token

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// MinKeySize is how many bytes a key has to have: as many as the hash (RFC 7518, section 3.2).
const MinKeySize = 32

// Key signs tokens. It is not shown when it is printed.
type Key struct{ secret []byte }

// BadKey says why a key cannot be used. It never shows the key.
type BadKey struct{ Reason string }

func (e *BadKey) Error() string { return e.Reason }

// NewKey returns the key that is the text, without the white space around it.
func NewKey(text string) (Key, error) {
	secret := strings.TrimSpace(text)
	if len(secret) < MinKeySize {
		return Key{}, &BadKey{fmt.Sprintf("the key has %d bytes: give at least %d random ones, "+
			"for instance from `openssl rand -hex 32`", len(secret), MinKeySize)}
	}
	return Key{[]byte(secret)}, nil
}

// ID names the key without telling anything of it.
func (k Key) ID() string {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte("smartops token key id"))
	return hex.EncodeToString(mac.Sum(nil)[:8])
}

// Format says [redacted] whatever the verb is.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[redacted]") }

// ReadKey reads the key that is the text of a file. A file that others can read is refused.
func ReadKey(path string) (Key, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Key{}, fmt.Errorf("read token key: %w", err)
	}
	if !info.Mode().IsRegular() {
		return Key{}, &BadKey{path + " is no regular file: give the path of a file that holds the key"}
	}
	// Windows keeps permissions elsewhere, and shows 0666 for all.
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return Key{}, &BadKey{fmt.Sprintf("%s can be read by others (mode %04o): "+
			"chmod 600 it, and make a new key if somebody may have read this one", path, mode)}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return Key{}, fmt.Errorf("read token key: %w", err)
	}
	key, err := NewKey(string(text))
	if bad, ok := errors.AsType[*BadKey](err); ok {
		return Key{}, &BadKey{path + ": " + bad.Reason}
	}
	return key, err
}

// ReadOrMakeKey reads the key from the file, and makes one where there is no file.
func ReadOrMakeKey(path string) (Key, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return ReadKey(path)
	}
	if err := makeKey(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return Key{}, fmt.Errorf("make token key: %w", err)
	}
	return ReadKey(path)
}

// makeKey writes a new key. The file appears whole or not at all, and where another process was
// faster, its key stays: hence a file beside it that is linked to the path.
func makeKey(path string) error {
	secret := make([]byte, MinKeySize)
	_, _ = rand.Read(secret)                                                 // never fails
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = file.WriteString(hex.EncodeToString(secret) + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Link(file.Name(), path)
}
