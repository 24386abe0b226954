// Package gomod finds the module that a folder belongs to.
package gomod

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ImportPath returns the path by which Go code in dir is imported. The folder need not exist, but it
// has to belong to a module: Go code that is written elsewhere can neither be imported nor compiled.
func ImportPath(dir string) (string, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return "", fmt.Errorf("find the module of %s: it is no folder", dir)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find go.mod: %w", err)
	}
	for root := dir; ; root = filepath.Dir(root) {
		file := filepath.Join(root, "go.mod")
		text, err := os.ReadFile(file)
		switch {
		case err == nil:
			return below(file, string(text), root, dir)
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("find the module of %s: %w", dir, err)
		case root == filepath.Dir(root):
			return "", fmt.Errorf("%s is in no Go module: there is no go.mod in it or above it; run \"go mod init\" first", dir)
		}
	}
}

// below is the import path of dir in the module at root.
func below(file, mod, root, dir string) (string, error) {
	module := modulePath(mod)
	if module == "" {
		return "", fmt.Errorf("%s has no module line", file)
	}
	rest, err := filepath.Rel(root, dir)
	if err != nil {
		return "", fmt.Errorf("find the import path of %s: %w", dir, err)
	}
	return path.Join(module, filepath.ToSlash(rest)), nil
}

// modulePath reads the module line of a go.mod.
func modulePath(mod string) string {
	for line := range strings.Lines(mod) {
		line, _, _ = strings.Cut(line, "//")
		if fields := strings.Fields(line); len(fields) == 2 && fields[0] == "module" {
			return strings.Trim(fields[1], "\"`")
		}
	}
	return ""
}
