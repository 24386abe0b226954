package browse

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// kinds are the files that a page consists of. Others in its folder are not served.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
}

// load reads the files, and compresses them once.
func load(files fs.FS, endpoint string) map[string]file {
	served := map[string]file{}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		panic("browse: read the page: " + err.Error())
	}
	for _, entry := range entries {
		kind := kinds[path.Ext(entry.Name())]
		if kind == "" || entry.IsDir() {
			continue
		}
		text, err := fs.ReadFile(files, entry.Name())
		if err != nil {
			panic("browse: read the page: " + err.Error())
		}
		if entry.Name() == "index.html" {
			text = direct(text, endpoint)
		}
		served[entry.Name()] = newFile(kind, text)
	}
	if _, ok := served["index.html"]; !ok {
		panic("browse: there is no index.html: pass docs.Page, which the generator makes")
	}
	return served
}

// file is one that the page consists of.
type file struct {
	plain, zipped []byte
	kind, tag     string
}

func newFile(kind string, text []byte) file {
	return file{text, compress(text), kind, fmt.Sprintf("%x", sha256.Sum256(text))[:32]}
}

func compress(text []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a good one
	_, _ = w.Write(text)                                  // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	text, tag := f.plain, `"`+f.tag+`"`
	if acceptsGzip(r) {
		text, tag = f.zipped, `"`+f.tag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache") // ask whether it has changed
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// acceptsGzip reads Accept-Encoding (RFC 9110, section 12.5.3). What is said of gzip itself counts more
// than what is said of all codings.
func acceptsGzip(r *http.Request) (accepts bool) {
	for _, each := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, weight, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(each, " ", "")), ";q=")
		if coding != "gzip" && coding != "*" {
			continue
		}
		q, err := strconv.ParseFloat(weight, 64)
		accepts = weight == "" || err == nil && q > 0
		if coding == "gzip" {
			return accepts
		}
	}
	return accepts
}
