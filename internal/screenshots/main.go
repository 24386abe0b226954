// Command screenshots takes the pictures of the docs page that stand in docs/images. It runs SmartOps with some
// hosts in it, and drives Chromium. `make screenshots` calls it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "docs/images", "the folder that the pictures go to")
	browser := flag.String("browser", "chromium", "the browser")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	if err := run(ctx, *out, *browser); err != nil {
		log.Fatal("screenshots: ", err)
	}
}

func run(ctx context.Context, out, browser string) error {
	site, err := start(ctx)
	if err != nil {
		return err
	}
	defer site.stop()
	if err := site.fill(ctx); err != nil {
		return fmt.Errorf("fill the inventory: %w", err)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, p := range pictures {
		png, err := take(ctx, browser, site, p)
		if err != nil {
			return fmt.Errorf("take %s: %w", p.name, err)
		}
		small, err := shrink(png)
		if err != nil {
			return fmt.Errorf("shrink %s: %w", p.name, err)
		}
		path := filepath.Join(out, p.name+".png")
		if err := os.WriteFile(path, small, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d kB\n", path, len(small)/1000)
	}
	return nil
}
