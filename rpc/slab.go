package rpc

// slabItems is for how many calls of a batch params are allocated at once. Params that a handler
// keeps keep those of the calls beside it.
const slabItems = 8

// slab is room for the params of the calls that follow in a batch.
type slab[T any] struct{ free []T }

// New returns a new T, zeroed, for the params of call. In a batch, whose calls are mostly of one
// method, an allocation serves several of them.
func New[T any](call *Call) *T {
	if call.size-call.index <= 1 {
		return new(T)
	}
	return nextOf[T](call)
}

// nextOf takes the next T of the slab, or of a new one.
//
//go:noinline
func nextOf[T any](call *Call) *T {
	room, ok := call.slab.(*slab[T])
	if !ok {
		room = new(slab[T])
		call.slab = room
	}
	if len(room.free) == 0 {
		room.free = make([]T, min(call.size-call.index, slabItems))
	}
	next := &room.free[0]
	room.free = room.free[1:]
	return next
}
