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
	maxIterations   = 10_000_000
	maxScryptMemory = 256 << 20 // bytes
)

// isWerkzeug reports whether encoded begins as one of werkzeug's hashes.
func isWerkzeug(encoded string) bool {
	return strings.HasPrefix(encoded, "pbkdf2:") || strings.HasPrefix(encoded, "scrypt:")
}

var errWerkzeug = errors.New("this is no hash of werkzeug: it has the form pbkdf2:sha256:600000$salt$hex or scrypt:32768:8:1$salt$hex")

func parseWerkzeug(encoded string) (*werkzeug, error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 3 {
		return nil, errWerkzeug
	}
	key, err := hex.DecodeString(parts[2])
	if err != nil || len(key) == 0 {
		return nil, errWerkzeug
	}
	method, salt := strings.Split(parts[0], ":"), []byte(parts[1])
	if method[0] == "scrypt" {
		return scryptHash(method, salt, key)
	}
	return pbkdf2Hash(method, salt, key)
}

// pbkdf2Hash reads "pbkdf2:sha256:600000"; old versions left the count out, and meant 1000.
func pbkdf2Hash(method []string, salt, key []byte) (*werkzeug, error) {
	iterations := 1000
	if len(method) == 3 {
		var err error
		if iterations, err = number(method[2], maxIterations); err != nil {
			return nil, err
		}
	}
	if len(method) < 2 || len(method) > 3 {
		return nil, errWerkzeug
	}
	digest, known := map[string]func() digests.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}[method[1]]
	if !known {
		return nil, fmt.Errorf("the digest %q of pbkdf2 is not known: sha1, sha256 and sha512 are", method[1])
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
	n, err := number(method[1], maxScryptMemory)
	r, rErr := number(method[2], 1024)
	p, pErr := number(method[3], 64)
	if err := errors.Join(err, rErr, pErr); err != nil {
		return nil, err
	}
	if n < 2 || n&(n-1) != 0 {
		return nil, fmt.Errorf("the first number of scrypt is a power of two, and not %d", n)
	}
	if 128*n*r > maxScryptMemory {
		return nil, fmt.Errorf("scrypt:%d:%d:%d wants more memory than a server should give for a password", n, r, p)
	}
	return &werkzeug{key: key, derive: func(password string) ([]byte, error) {
		return scrypt.Key([]byte(password), salt, n, r, p, len(key))
	}}, nil
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
