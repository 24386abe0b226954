package emit

import (
	"strconv"
	"strings"

	"github.com/trunkline-rpc/trunkline/internal/model"
	"github.com/trunkline-rpc/trunkline/internal/naming"
)

// manyTypes is how many types one file holds. Where there are more, those that only one service
// needs move to a file beside that service.
const manyTypes = 50

// typesPart is a file of types.
type typesPart struct {
	path  string
	types []*model.Named
}

func splitTypes(api *model.API) []typesPart {
	shared := typesPart{path: "api/types"}
	if len(api.Types) <= manyTypes {
		shared.types = api.Types
		return []typesPart{shared}
	}
	own := map[*model.Service][]*model.Named{}
	for _, n := range api.Types {
		if s := onlyUser(n); s != nil {
			own[s] = append(own[s], n)
		} else {
			shared.types = append(shared.types, n)
		}
	}
	parts := []typesPart{shared}
	for _, s := range api.Services {
		if len(own[s]) > 0 {
			parts = append(parts, typesPart{"api/" + snake(naming.Service(s)) + "_types", own[s]})
		}
	}
	return parts
}

// onlyUser is the service whose methods alone reach the type, or nil.
func onlyUser(n *model.Named) *model.Service {
	var only *model.Service
	for _, m := range n.UsedBy {
		if only != nil && only != m.Service {
			return nil
		}
		only = m.Service
	}
	return only
}

// serviceFile names the file of a service: "user_service". The ending keeps it from being a test,
// or a file of one system alone, whatever the service is called.
func serviceFile(s *model.Service) string { return snake(naming.Service(s)) + "_service" }

// snake writes a Go name in lower case: UserID is user_id.
func snake(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if upper(c) && i > 0 && (!upper(name[i-1]) || i+1 < len(name) && lower(name[i+1])) {
			b.WriteByte('_')
		}
		if upper(c) {
			c |= 0x20
		}
		b.WriteByte(c)
	}
	return b.String()
}

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

func lower(c byte) bool { return 'a' <= c && c <= 'z' }

// unique numbers paths that were given before.
func (o *output) unique(path string) string {
	free := path
	for i := 2; o.names[free]; i++ {
		free = path + strconv.Itoa(i)
	}
	o.names[free] = true
	return free
}
