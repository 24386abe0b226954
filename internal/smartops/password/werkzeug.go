package password

import (
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	digests "hash"
	"strconv"
	"strings"

	"golang.org/x/crypto/scrypt"
)

// werkzeug is a hash that werkzeug.security.generate_password_hash made: "METHOD$SALT$HEX".
type werkzeug struct {
	derive func(password string) ([]byte, error)
	key    []byte
}

// What a hash may cost: a database that somebody else has filled must not stop the server.
const (
	maxIterations = 4_000_000 // some seconds
	maxScrypt     = 256 << 20 // bytes that scrypt works through, which is also the most memory it takes
)

// scryptKeySize is how long werkzeug's keys by scrypt are; those by pbkdf2 are as long as the digest.
const scryptKeySize = 64

// isWerkzeug reports whether encoded begins as one of werkzeug's hashes.
func isWerkzeug(encoded string) bool {
	return strings.HasPrefix(encoded, "pbkdf2:") || strings.HasPrefix(encoded, "scrypt:")
}

var errWerkzeug = errors.New("this is no hash of werkzeug: it has the form pbkdf2:sha256:600000$salt$hex or scrypt:32768:8:1$salt$hex")

func parseWerkzeug(encoded string) (*werkzeug, error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 3 || parts[1] == "" {
		return nil, errWerkzeug
	}
	key, err := hex.DecodeString(parts[2])
	if err != nil {
		return nil, errWerkzeug
	}
	method, salt := strings.Split(parts[0], ":"), []byte(parts[1])
	if method[0] == "scrypt" {
		return scryptHash(method, salt, key)
	}
	return pbkdf2Hash(method, salt, key)
}

// pbkdf2Hash reads "pbkdf2:sha256:600000". The count may not be left out: werkzeug never does so,
// and what it would mean has changed from version to version.
func pbkdf2Hash(method []string, salt, key []byte) (*werkzeug, error) {
	if len(method) != 3 {
		return nil, errWerkzeug
	}
	digest, known := map[string]func() digests.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}[method[1]]
	if !known {
		return nil, fmt.Errorf("the digest %q of pbkdf2 is not known: sha1, sha256 and sha512 are", method[1])
	}
	iterations, err := number(method[2], maxIterations)
	if err := errors.Join(err, checkSize(key, digest().Size())); err != nil {
		return nil, err
	}
	return &werkzeug{key: key, derive: func(password string) ([]byte, error) {
		return pbkdf2.Key(digest, password, salt, iterations, len(key))
	}}, nil
}

// scryptHash reads "scrypt:32768:8:1".
func scryptHash(method []string, salt, key []byte) (*werkzeug, error) {
	if len(method) != 4 {
		return nil, errWerkzeug
	}
	n, err := number(method[1], maxScrypt/128)
	r, rErr := number(method[2], 1024)
	p, pErr := number(method[3], 64)
	if err := errors.Join(err, rErr, pErr, checkSize(key, scryptKeySize)); err != nil {
		return nil, err
	}
	if n < 2 || n&(n-1) != 0 {
		return nil, fmt.Errorf("the first number of scrypt is a power of two, and not %d", n)
	}
	if 128*int64(n)*int64(r)*int64(p) > maxScrypt {
		return nil, fmt.Errorf("scrypt:%d:%d:%d takes more memory or time than a server should give for a password", n, r, p)
	}
	return &werkzeug{key: key, derive: func(password string) ([]byte, error) {
		return scrypt.Key([]byte(password), salt, n, r, p, len(key))
	}}, nil
}

// checkSize refuses a key that was cut off, which many passwords would have, and one that is too long,
// which takes as many times longer.
func checkSize(key []byte, size int) error {
	if len(key) != size {
		return fmt.Errorf("the hash has %d bytes behind its salt instead of %d: it was cut off or changed", len(key), size)
	}
	return nil
}

func number(text string, most int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("the number %q of the hash is not from 1 to %d", text, most)
	}
	return n, nil
}

// verify reports whether the hash is that of the password. Werkzeug takes passwords as they come.
func (w *werkzeug) verify(password string) (bool, error) {
	got, err := w.derive(password)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, w.key) == 1, nil
}
