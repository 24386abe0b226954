package token

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestMakesAKeyOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "smartops.db.key")
	var group sync.WaitGroup
	ids := make([]string, 16)
	for i := range ids {
		group.Go(func() {
			key, err := ReadOrMakeKey(path)
			if err != nil {
				t.Error(err)
				return
			}
			ids[i] = key.ID()
		})
	}
	group.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("two keys: %s and %s", ids[0], id)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 || info.Size() != 2*MinKeySize+1 {
		t.Errorf("got %v, %v", info, err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestKeyOfTextAndOfFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o400); err != nil {
		t.Fatal(err)
	}
	ofFile, err := ReadKey(path)
	if err != nil {
		t.Fatal(err)
	}
	ofText, err := NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	if ofFile.ID() != ofText.ID() {
		t.Error("the keys differ")
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		if got := fmt.Sprintf(verb, ofText); got != "[redacted]" {
			t.Errorf("%s shows %s", verb, got)
		}
	}
}

func TestBadKeys(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode fs.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, test := range []struct{ path, want string }{
		{write("short", strings.Repeat("x", 31)+" \n", 0o600), "short: the key has 31 bytes: give at least 32 random ones, for instance from `openssl rand -hex 32`"},
		{write("empty", "", 0o600), "empty: the key has 0 bytes: give at least 32 random ones, for instance from `openssl rand -hex 32`"},
		{write("public", secret, 0o644), "public can be read by others (mode 0644): chmod 600 it, and make a new key if somebody may have read this one"},
		{write("group", secret, 0o640), "group can be read by others (mode 0640): chmod 600 it, and make a new key if somebody may have read this one"},
		{dir, " is no regular file: give the path of a file that holds the key"},
	} {
		_, err := ReadOrMakeKey(test.path)
		bad, ok := errors.AsType[*BadKey](err)
		if !ok || !strings.HasSuffix(bad.Error(), test.want) || !strings.HasPrefix(bad.Error(), dir) {
			t.Errorf("got %v\nwant …%s", err, test.want)
		}
	}
	if _, err := ReadKey(filepath.Join(dir, "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
