package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/trunkline-rpc/trunkline/internal/check"
	"github.com/trunkline-rpc/trunkline/internal/diag"
	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/gomod"
	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/output"
	"github.com/trunkline-rpc/trunkline/internal/spec"
)

// maxSpec is how many bytes are read of a spec: far more than package spec accepts, so that it can
// say how many there are, and fewer than a mistaken path could give.
const maxSpec = 64 << 20

// emitAll reads the spec and generates everything in memory. Mistakes of the spec go to stderr.
func emitAll(o options, stderr io.Writer) (emit.Files, error) {
	text, err := readSpec(o.spec)
	if err != nil {
		return nil, err
	}
	api, diags := understand(text)
	if !diags.Empty() {
		fmt.Fprint(stderr, diags.Render(o.spec))
		return nil, errors.New(mistakes(len(diags.Sorted())) + "; nothing was written")
	}
	importPath, err := gomod.ImportPath(o.out)
	if err != nil {
		return nil, err
	}
	return emit.All(api, emit.Options{ImportPath: importPath, Only: o.only}), nil
}

func readSpec(path string) ([]byte, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the spec: %w; -spec names another file", err)
	}
	if err != nil {
		return nil, fmt.Errorf("read the spec: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxSpec))
	if err != nil {
		return nil, fmt.Errorf("read the spec: %w", err)
	}
	return text, nil
}

// understand parses and checks a spec. A text that is no YAML is not checked as well.
func understand(text []byte) (*model.API, *diag.List) {
	file, diags := spec.Parse(text)
	if file == nil {
		return nil, diags
	}
	return check.Check(file, diags), diags
}

func mistakes(n int) string {
	if n == 1 {
		return "1 mistake in the spec"
	}
	return fmt.Sprintf("%d mistakes in the spec", n)
}

// compare shows how the folder differs from what is generated.
func compare(o options, plan *output.Plan, stdout io.Writer) error {
	if plan.UpToDate() {
		fmt.Fprintf(stdout, "gen: the folder %s is up to date\n", o.out)
		return nil
	}
	fmt.Fprint(stdout, plan.Differences())
	return fmt.Errorf("the folder %s differs from what %s says; run gen without -check", o.out, o.spec)
}
