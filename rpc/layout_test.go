package rpc

import (
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// The functions of hot_*.go, of which these are some of each file, lie side by side in memory, with
// nothing else in between.
func TestHotFunctionsAreTogether(t *testing.T) {
	functions := []any{
		(*exchange).runInOrder, (*Call).answer, (*Call).run, serveMethod, (*Call).decode,
		(*Decoder).reset, (*Decoder).Object, (*Decoder).Next, (*Decoder).pop,
		(*Handler).ServeHTTP, (*exchange).read, (*exchange).run, (*exchange).write, (*exchange).release,
		(*envelope).parse, (*envelope).parseMessage, (*message).usual, (*message).usualParams,
		(*scanner).skip, (*scanner).skipObject, plainText,
		(*Encoder).Comma, appendString, plainASCII,
		(*Decoder).String, (*Decoder).keep,
	}
	first, last := ^uintptr(0), uintptr(0)
	for _, function := range functions {
		entry := reflect.ValueOf(function).Pointer()
		first, last = min(first, entry), max(last, entry)
	}
	between := map[string]bool{}
	for pc := first; pc <= last; pc++ {
		inner := runtime.FuncForPC(pc) // an inlined function has the entry of the one that it is in
		if inner == nil {
			continue
		}
		file, _ := runtime.FuncForPC(inner.Entry()).FileLine(inner.Entry())
		between[filepath.Base(file)] = true
	}
	for file := range between {
		if !strings.HasPrefix(file, "hot_") {
			t.Errorf("functions of %s are among those of hot_*.go", file)
		}
	}
	if files, _ := filepath.Glob("hot_*.go"); len(between) != len(files) {
		t.Errorf("found functions of %v, want those of %v", between, files)
	}
}
