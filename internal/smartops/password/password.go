// Package password hashes passwords with argon2id, and limits how much of the machine that takes.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// ErrBusy says that more passwords wait to be hashed than the machine does in about a second.
var ErrBusy = errors.New("too many passwords wait to be hashed")

// queuePerSlot is how many callers may wait for each one that hashes. A hash takes some 30 ms.
const queuePerSlot = 32

// Hasher makes and verifies hashes, each of which takes 19 MiB and all of one processor. Its methods may be called at the same time.
type Hasher struct {
	slots chan struct{} // held while hashing
	queue chan struct{} // held while hashing or waiting for it
	dummy string
}

// New returns a Hasher that hashes so many passwords at once: as many as there are processors.
// One of 0 is always busy.
func New(slots int) *Hasher { return newHasher(slots, queuePerSlot) }

func newHasher(slots, queuePerSlot int) *Hasher {
	return &Hasher{
		slots: make(chan struct{}, slots),
		queue: make(chan struct{}, slots*(1+queuePerSlot)),
		dummy: derive("no password has this hash", standard, newSalt()).String(),
	}
}

// Waiting returns how many passwords are hashed now, or wait for it.
func (h *Hasher) Waiting() int { return len(h.queue) }

// Hash returns the hash of a password as a PHC string. It fails with ErrBusy, or when ctx ends
// before its turn.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	release, err := h.acquire(ctx)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	defer release()
	return derive(password, standard, newSalt()).String(), nil
}

// Verify reports whether encoded is the hash of the password. It fails with ErrBusy, when ctx ends
// before its turn, or when encoded is no hash.
func (h *Hasher) Verify(ctx context.Context, encoded, password string) (bool, error) {
	verify, err := verifier(encoded)
	if err != nil {
		return false, fmt.Errorf("verify password: %w", err)
	}
	release, err := h.acquire(ctx)
	if err != nil {
		return false, fmt.Errorf("verify password: %w", err)
	}
	defer release()
	ok, err := verify(password)
	if err != nil {
		return false, fmt.Errorf("verify password: %w", err)
	}
	return ok, nil
}

// verifier returns what verifies passwords against a hash, of argon2id or of werkzeug.
func verifier(encoded string) (func(password string) (bool, error), error) {
	if isWerkzeug(encoded) {
		w, err := parseWerkzeug(encoded)
		if err != nil {
			return nil, err
		}
		return w.verify, nil
	}
	want, err := parse(encoded)
	if err != nil {
		return nil, err
	}
	return func(password string) (bool, error) {
		got := derive(password, want.cost, want.salt)
		return subtle.ConstantTimeCompare(got.key, want.key) == 1, nil
	}, nil
}

// Check returns why encoded is no hash that passwords can be verified against, or nil.
func Check(encoded string) error {
	_, err := verifier(encoded)
	return err
}

// Outdated reports whether a hash is to be made anew when its password is known: it came from another
// application, or costs less than those that are made today.
func Outdated(encoded string) bool {
	made, err := parse(encoded)
	return err != nil || made.cost != standard
}

// Waste costs what Verify costs. It is for users who do not exist: how long an answer takes must
// not tell that.
func (h *Hasher) Waste(ctx context.Context, password string) error {
	_, err := h.Verify(ctx, h.dummy, password)
	return err
}

// acquire waits for the caller's turn.
func (h *Hasher) acquire(ctx context.Context) (release func(), err error) {
	select {
	case h.queue <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots; <-h.queue }, nil
	case <-ctx.Done():
		<-h.queue
		return nil, ctx.Err()
	}
}

// derive computes the hash. Keyboards differ in how they compose letters, so the password is
// brought to NFC first; nothing of it is cut off.
func derive(password string, c cost, salt []byte) hash {
	normal := norm.NFC.Bytes([]byte(password))
	return hash{c, salt, argon2.IDKey(normal, salt, c.time, c.memory, c.threads, keySize)}
}

func newSalt() []byte {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	return salt
}
