package password

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestHashAndVerify(t *testing.T) {
	h := New(2)
	long := strings.Repeat("x", 127)
	for _, password := range []string{"123456", "密码密码密码", "caf\u00e9", long + "1"} {
		encoded, err := h.Hash(t.Context(), password)
		if err != nil {
			t.Fatal(err)
		}
		form := `^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`
		if !regexp.MustCompile(form).MatchString(encoded) {
			t.Errorf("hash %s", encoded)
		}
		verify(t, h, encoded, password, true)
		verify(t, h, encoded, password+"!", false)
		verify(t, h, encoded, "", false)
	}
	composed, err := h.Hash(t.Context(), "caf\u00e9")
	if err != nil {
		t.Fatal(err)
	}
	verify(t, h, composed, "cafe\u0301", true)
	verify(t, h, composed, "cafe", false)
}

func verify(t *testing.T, h *Hasher, encoded, password string, want bool) {
	t.Helper()
	got, err := h.Verify(t.Context(), encoded, password)
	if err != nil || got != want {
		t.Errorf("verify %q: got %v, %v", password, got, err)
	}
}

// The first hash is in the tests of the reference implementation in C.
func TestVerifiesHashesOfOthers(t *testing.T) {
	h := New(2)
	verify(t, h, "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password", true)
	verify(t, h, "$argon2id$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password", false)
}

func TestSaltsDiffer(t *testing.T) {
	h := New(2)
	first, _ := h.Hash(t.Context(), "123456")
	second, _ := h.Hash(t.Context(), "123456")
	if first == second {
		t.Error("two hashes of one password are the same")
	}
}

func TestRefusesWhatIsNoHash(t *testing.T) {
	h := New(2)
	const salt, key = "c29tZXNhbHQ", "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for _, encoded := range []string{
		"",
		"123456",
		"$argon2i$v=19$m=65536,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=16$m=65536,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65536,t=2$" + salt + "$" + key,
		"$argon2id$v=19$m=0,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65536,t=0,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65536,t=2,p=0$" + salt + "$" + key,
		"$argon2id$v=19$m=4294967295,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65536,t=99999,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65536,t=2,p=1$short$" + key,
		"$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$",
		"$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$" + key + "=",
	} {
		if ok, err := h.Verify(t.Context(), encoded, "password"); ok || !errors.Is(err, errNoHash) {
			t.Errorf("%s: got %v, %v", encoded, ok, err)
		}
	}
}

func TestQueueIsBounded(t *testing.T) {
	h := newHasher(1, 1)
	running, err := h.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waiting, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- h.Waste(waiting, "123456") }()
	for len(h.queue) < 2 {
		time.Sleep(time.Millisecond)
	}
	if _, err := h.Hash(t.Context(), "123456"); !errors.Is(err, ErrBusy) {
		t.Errorf("with a full queue: %v", err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the caller who went away: %v", err)
	}
	running()
	if _, err := h.Hash(t.Context(), "123456"); err != nil {
		t.Errorf("with an empty queue: %v", err)
	}
}
