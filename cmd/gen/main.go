// Command gen turns a spec, api.yaml, into code: see gen -h.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/emit"
	"github.com/trunkline-rpc/trunkline/internal/output"
)

const usage = `gen turns a spec, api.yaml, into Go code: types, decoding and checks, an interface for each
service, the dispatcher that connects them to package rpc, clients in Go and TypeScript, and docs.

	gen [-spec api.yaml] [-out gen] [-only api,…] [-check]

For example, generate ./gen from ./api.yaml, then see in a test that nobody forgot to:

	gen
	gen -check

It generates folders:

	api     the Go package of the server: types, services and dispatcher
	client  the Go package of a client
	docs    the page on which methods are read and tried, and descriptions: api.md for people,
	        openrpc.json for programs, api.schema.json for editors
	ts      the TypeScript client, a package of npm

It writes only files that it generated itself, and removes those that it no longer generates.
The exit status is 1 for mistakes in the spec, differences, and files that cannot be read or
written; it is 2 for wrong flags. Flags:

`

// What the process exits with.
const (
	exitFine   = 0
	exitFaults = 1 // mistakes in the spec, differences, files that cannot be read or written
	exitUsage  = 2
)

// lazyGC lets the heap grow to five times what is in use, not to twice: the process ends before that
// is much, and a third of its time would go into collecting.
const lazyGC = 400

func main() {
	debug.SetGCPercent(lazyGC)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

type options struct {
	spec, out string
	only      []string
	check     bool
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parseFlags(args, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitFine
	case err != nil:
		fmt.Fprintf(stderr, "gen: %v (see gen -h)\n", err)
		return exitUsage
	}
	if err := generate(o, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "gen: %v\n", err)
		return exitFaults
	}
	return exitFine
}

// parseFlags reads the flags. Help goes to stdout: who asks for it may want to page through it.
func parseFlags(args []string, stdout io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the whole help below a mistake would hide it
	flags.StringVar(&o.spec, "spec", "api.yaml", "read the spec from this `file`")
	flags.StringVar(&o.out, "out", "gen", "write below this `folder`")
	flags.Func("only", "generate these `folders` alone, and leave the others as they are: "+strings.Join(emit.Folders(), ", "), o.setOnly)
	flags.BoolVar(&o.check, "check", false, "write nothing: show how the folder differs, and exit with 1 if it does")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return o, err
	} else if err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected %q: the spec and the folder are named by -spec and -out", flags.Arg(0))
	case o.spec == "":
		return o, errors.New("-spec names no file")
	case o.out == "":
		return o, errors.New("-out names no folder")
	}
	return o, nil
}

// setOnly reads the value of -only.
func (o *options) setOnly(value string) error {
	for folder := range strings.SplitSeq(value, ",") {
		if !slices.Contains(emit.Folders(), folder) {
			return fmt.Errorf("%q is not generated: give some of %s, with commas between them", folder, strings.Join(emit.Folders(), ", "))
		}
		o.only = append(o.only, folder)
	}
	return nil
}

// folders are those that the run may write to.
func (o *options) folders() []string {
	if len(o.only) > 0 {
		return o.only
	}
	return emit.Folders()
}

func generate(o options, stdout, stderr io.Writer) error {
	files, err := emitAll(o, stderr)
	if err != nil {
		return err
	}
	plan, err := output.Compare(o.out, files, o.folders())
	if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	if o.check {
		return compare(o, plan, stdout)
	}
	if err := plan.Apply(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "gen: %s\n", plan.Summary())
	return nil
}
