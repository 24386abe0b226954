package output

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

const temporaryPrefix = ".trunkline-"

// Apply does what was planned. Every file is written beside its place first and moved there when
// all could be written, so that a failure leaves all as it was, and no reader sees half a file.
func (p *Plan) Apply() error {
	if p.UpToDate() {
		return nil
	}
	if err := os.MkdirAll(p.Dir, 0o777); err != nil {
		return fmt.Errorf("make the output folder: %w", err)
	}
	root, err := os.OpenRoot(p.Dir)
	if err != nil {
		return fmt.Errorf("open the output folder: %w", err)
	}
	defer root.Close()
	temporary, err := p.writeAll(root)
	if err != nil {
		return err
	}
	for i, f := range p.Write {
		if err := root.Rename(temporary[i], f.Path); err != nil {
			return errors.Join(fmt.Errorf("replace %s: %w", p.path(f.Path), err), removeAll(root, temporary[i:]))
		}
	}
	return p.removeStale(root)
}

// writeAll writes all files under other names, or none.
func (p *Plan) writeAll(root *os.Root) (names []string, err error) {
	for _, f := range p.Write {
		name := path.Join(path.Dir(f.Path), temporaryPrefix+rand.Text())
		names = append(names, name)
		if err := writeNew(root, name, f.New); err != nil {
			_ = removeAll(root, names)
			return nil, fmt.Errorf("write %s: %w", p.path(f.Path), cause(err))
		}
	}
	return names, nil
}

// cause leaves out the name of the file beside the place, which tells users nothing.
func cause(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	return err
}

func writeNew(root *os.Root, name string, text []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

func removeAll(root *os.Root, names []string) error {
	var errs []error
	for _, name := range names {
		errs = append(errs, ignoreMissing(root.Remove(name)))
	}
	return errors.Join(errs...)
}

// removeStale removes files, and folders that are empty then.
func (p *Plan) removeStale(root *os.Root) error {
	for _, f := range p.Remove {
		if err := root.Remove(f.Path); err != nil {
			return fmt.Errorf("remove %s: %w", p.path(f.Path), err)
		}
		_ = root.Remove(path.Dir(f.Path)) // fails where the folder holds something
	}
	return nil
}
