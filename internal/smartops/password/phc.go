package password

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

const (
	saltSize = 16
	keySize  = 32
)

// cost is what a hash costs: memory in KiB, passes over it, and lanes.
type cost struct {
	memory  uint32
	time    uint32
	threads uint8
}

// standard is OWASP's recommendation for argon2id.
var standard = cost{memory: 19 << 10, time: 2, threads: 1}

// The most that a stored hash may ask for: one that was tampered with must not stop the server.
const (
	maxMemory  = 256 << 10
	maxTime    = 16
	maxThreads = 16
)

type hash struct {
	cost
	salt []byte
	key  []byte
}

var errNoHash = errors.New("this is no hash that is known: argon2id in PHC format is, and what werkzeug makes by pbkdf2 and scrypt")

var unpadded = base64.RawStdEncoding.Strict()

// String returns the hash in PHC format: $argon2id$v=19$m=19456,t=2,p=1$<salt>$<key>
func (h hash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.memory, h.time, h.threads, unpadded.EncodeToString(h.salt), unpadded.EncodeToString(h.key))
}

// parse reads what String writes.
func parse(encoded string) (hash, error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return hash{}, errNoHash
	}
	c, ok := parseCost(parts[3])
	if !ok {
		return hash{}, errNoHash
	}
	salt, saltErr := unpadded.DecodeString(parts[4])
	key, keyErr := unpadded.DecodeString(parts[5])
	if saltErr != nil || keyErr != nil || len(salt) < 8 || len(key) != keySize {
		return hash{}, errNoHash
	}
	return hash{c, salt, key}, nil
}

func parseCost(text string) (cost, bool) {
	fields := strings.Split(text, ",")
	if len(fields) != 3 {
		return cost{}, false
	}
	memory := parseNumber(fields[0], "m=", maxMemory)
	time := parseNumber(fields[1], "t=", maxTime)
	threads := parseNumber(fields[2], "p=", maxThreads)
	ok := time > 0 && threads > 0 && memory >= 8*threads
	return cost{memory, time, uint8(threads)}, ok
}

// parseNumber returns 0 for anything that is no number from 1 to limit after the prefix.
func parseNumber(field, prefix string, limit uint32) uint32 {
	digits, ok := strings.CutPrefix(field, prefix)
	n, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil || n > uint64(limit) {
		return 0
	}
	return uint32(n)
}
