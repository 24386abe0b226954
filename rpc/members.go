package rpc

import (
	"sync"
	"sync/atomic"
)

// Member is the declaration of one member of an object: its name, as a Required, an Optional or an
// OptionalNullable.
type Member interface{ declared() declaredMember }

// Required is a member that has to be there. Whether it may be null is up to what reads it.
type Required string

// Optional is a member that may be absent. By position, null stands for absent.
type Optional string

// OptionalNullable is a member that may be absent, and for which null is a value also by position.
type OptionalNullable string

func (name Required) declared() declaredMember {
	return declaredMember{name: string(name), required: true}
}
func (name Optional) declared() declaredMember { return declaredMember{name: string(name)} }
func (name OptionalNullable) declared() declaredMember {
	return declaredMember{name: string(name), nullable: true}
}

type declaredMember struct {
	name     string
	required bool
	nullable bool
}

// Members are the members that an object may have, in the order of positional params.
// They are made once, and are safe for concurrent use from then on.
type Members struct {
	declared []Member
	lenient  bool

	// What follows is worked out when the first object is read: variables that hold Members are
	// then data that the compiler lays out, and no code that every program runs when it starts.
	ready   atomic.Bool
	making  sync.Mutex
	names   []string
	quoted  []string // as they nearly always stand in a text: "name":
	members []declaredMember
	first64 uint64 // the required ones of the first 64
	index   map[string]int
}

// manyMembers is from when on names are looked up in a map.
const manyMembers = 12

// NewMembers declares the members of an object. A name that comes twice is a panic when the first
// object is read: NewMembers itself is one expression, without which no variable would be data.
func NewMembers(members ...Member) *Members { return &Members{declared: members} }

// Lenient lets unknown members pass. It changes m and returns it.
func (m *Members) Lenient() *Members {
	m.lenient = true
	return m
}

// prepare works out what reading objects needs.
func (m *Members) prepare() {
	m.making.Lock()
	defer m.making.Unlock()
	if m.ready.Load() {
		return
	}
	m.names, m.quoted, m.members = nil, nil, nil
	m.index = make(map[string]int, len(m.declared))
	for i, declared := range m.declared {
		m.add(i, declared.declared())
	}
	m.ready.Store(true)
}

func (m *Members) add(i int, member declaredMember) {
	if _, twice := m.index[member.name]; twice {
		panic("rpc: member " + member.name + " is declared twice")
	}
	m.index[member.name] = i
	m.members = append(m.members, member)
	m.names = append(m.names, member.name)
	m.quoted = append(m.quoted, string(appendString(nil, member.name))+":")
	if member.required && i < 64 {
		m.first64 |= 1 << i
	}
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
