// Command load measures a real smartops process, on SQLite and on PostgreSQL, and prints a table:
//
//	go run ./internal/smartops/load
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/trunkline-rpc/trunkline/internal/smartops/storetest"
)

func main() {
	duration := flag.Duration("duration", 5*time.Second, "how long each load lasts")
	flag.Parse()
	if err := run(*duration); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(duration time.Duration) error {
	folder, err := os.MkdirTemp("", "load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary := filepath.Join(folder, "smartops")
	build := exec.Command("go", "build", "-trimpath", "-o", binary, "./cmd/smartops")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build smartops: %w: %s", err, out)
	}
	info, err := os.Stat(binary)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d processors, binary %.1f MB\n\n", runtime.Version(), runtime.NumCPU(), float64(info.Size())/1e6)
	columns := []column{{"SQLite", measureAll(binary, "sqlite:"+filepath.Join(folder, "smartops.db"), duration)}}
	if bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin"); len(bins) > 0 {
		db, err := storetest.NewServer(bins[len(bins)-1])
		if err != nil {
			return err
		}
		defer db.Close()
		columns = append(columns, column{"PostgreSQL", measureAll(binary, db.URL("postgres"), duration)})
	} else {
		fmt.Println("PostgreSQL is not on this machine: NOT MEASURED")
	}
	return print(columns)
}

// column is what was measured with one kind of database.
type column struct {
	name   string
	result result
}

func print(columns []column) error {
	head, rule := "| |", "|---|"
	for _, c := range columns {
		if c.result.err != nil {
			return fmt.Errorf("measure %s: %w", c.name, c.result.err)
		}
		head, rule = head+" "+c.name+" |", rule+"--:|"
	}
	fmt.Println(head + "\n" + rule)
	for i, row := range columns[0].result.rows {
		line := []string{row.name}
		for _, c := range columns {
			line = append(line, c.result.rows[i].value)
		}
		fmt.Println("| " + strings.Join(line, " | ") + " |")
	}
	return nil
}
