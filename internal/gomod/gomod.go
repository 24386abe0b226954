// Package gomod sees whether a folder belongs to a Go module.
package gomod

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Check reports an error unless dir, which need not exist, belongs to a module: Go code that is
// written elsewhere can neither be imported nor compiled.
func Check(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return fmt.Errorf("find the module of %s: it is no folder", dir)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("find go.mod: %w", err)
	}
	for root := dir; ; root = filepath.Dir(root) {
		file := filepath.Join(root, "go.mod")
		text, err := os.ReadFile(file)
		switch {
		case err == nil && !namesModule(string(text)):
			return fmt.Errorf("%s has no module line", file)
		case err == nil:
			return nil
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("find the module of %s: %w", dir, err)
		case root == filepath.Dir(root):
			return fmt.Errorf("%s is in no Go module: there is no go.mod in it or above it; run \"go mod init\" first", dir)
		}
	}
}

// namesModule reports whether a go.mod has a module line.
func namesModule(mod string) bool {
	for line := range strings.Lines(mod) {
		line, _, _ = strings.Cut(line, "//")
		if fields := strings.Fields(line); len(fields) == 2 && fields[0] == "module" {
			return true
		}
	}
	return false
}
