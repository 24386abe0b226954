package rpc

// Member is the declaration of one member of an object: see Required, Optional and OptionalNullable.
type Member struct {
	name     string
	required bool
	nullable bool
}

// Required declares a member that has to be there. Whether it may be null is up to what reads it.
func Required(name string) Member { return Member{name: name, required: true} }

// Optional declares a member that may be absent. By position, null stands for absent.
func Optional(name string) Member { return Member{name: name} }

// OptionalNullable declares a member that may be absent, and for which null is a value also by
// position.
func OptionalNullable(name string) Member { return Member{name: name, nullable: true} }

// Members are the members that an object may have, in the order of positional params.
// They are made once, and are safe for concurrent use from then on.
type Members struct {
	names   []string
	quoted  []string // as they nearly always stand in a text: "name":
	members []Member
	first64 uint64 // the required ones of the first 64
	index   map[string]int
	lenient bool
}

// manyMembers is from when on names are looked up in a map.
const manyMembers = 12

// NewMembers declares the members of an object. It panics when a name comes twice.
func NewMembers(members ...Member) *Members {
	m := &Members{members: members, index: make(map[string]int, len(members))}
	for i, member := range members {
		if _, twice := m.index[member.name]; twice {
			panic("rpc: member " + member.name + " is declared twice")
		}
		m.index[member.name] = i
		m.names = append(m.names, member.name)
		m.quoted = append(m.quoted, string(appendString(nil, member.name))+":")
		if member.required && i < 64 {
			m.first64 |= 1 << i
		}
	}
	return m
}

// Lenient lets unknown members pass. It changes m and returns it.
func (m *Members) Lenient() *Members {
	m.lenient = true
	return m
}

// find returns the index of the member with this name, or -1. Members mostly come in their order:
// next is where the search begins.
func (m *Members) find(name []byte, next int) int {
	if len(m.names) > manyMembers {
		if i, ok := m.index[string(name)]; ok {
			return i
		}
		return -1
	}
	for i := next; i < len(m.names); i++ {
		if m.names[i] == string(name) {
			return i
		}
	}
	for i := range min(next, len(m.names)) {
		if m.names[i] == string(name) {
			return i
		}
	}
	return -1
}

// missing returns the first required member from index i on that f has not seen, or -1.
func (m *Members) missing(f *frame, i int) int {
	for ; i < len(m.members); i++ {
		if m.members[i].required && !f.has(i) {
			return i
		}
	}
	return -1
}
