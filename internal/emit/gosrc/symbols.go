package gosrc

import "github.com/dave/jennifer/jen"

// RPC is the import path of the runtime.
const RPC = "github.com/trunkline-rpc/trunkline/rpc"

// generated stands for the folder of the generated packages: only a file knows where that is.
const (
	generated = "generated.invalid/"
	apiPath   = generated + "api"
)

// InAPI is a name that package api declares, as package api and the others know it.
//
//	User
//	api.User
func InAPI(name string) *jen.Statement {
	mustName(name)
	return jen.Qual(apiPath, name)
}

// Every imported symbol of the generated code is named here, once. Each is a function that makes a
// fresh statement: jennifer's statements are mutable, and sharing one corrupts it.
var (
	Context = jen.Qual("context", "Context").Clone

	Copysign = jen.Qual("math", "Copysign").Clone

	Time         = jen.Qual("time", "Time").Clone
	TimeDate     = jen.Qual("time", "Date").Clone
	TimeUTC      = jen.Qual("time", "UTC").Clone
	Hour         = jen.Qual("time", "Hour").Clone
	Minute       = jen.Qual("time", "Minute").Clone
	Second       = jen.Qual("time", "Second").Clone
	Millisecond  = jen.Qual("time", "Millisecond").Clone
	Microsecond  = jen.Qual("time", "Microsecond").Clone
	Nanosecond   = jen.Qual("time", "Nanosecond").Clone
	HandshakeV1  = jen.Qual(RPC, "GeneratedCodeV1").Clone
	Decoder      = jen.Op("*").Qual(RPC, "Decoder").Clone
	Encoder      = jen.Op("*").Qual(RPC, "Encoder").Clone
	CallPointer  = jen.Op("*").Qual(RPC, "Call").Clone
	Dispatcher   = jen.Op("*").Qual(RPC, "Dispatcher").Clone
	NewDispatch  = jen.Qual(RPC, "NewDispatcher").Clone
	RPCMethod    = jen.Qual(RPC, "Method").Clone
	Reply        = jen.Qual(RPC, "Reply").Clone
	Unimplement  = jen.Qual(RPC, "Unimplemented").Clone
	PermDenied   = jen.Qual(RPC, "PermissionDenied").Clone
	BasicCreds   = jen.Qual(RPC, "BasicCredentials").Clone
	Option       = jen.Qual(RPC, "Option").Clone
	Some         = jen.Qual(RPC, "Some").Clone
	Nullable     = jen.Qual(RPC, "Nullable").Clone
	NullValue    = jen.Qual(RPC, "NullValue").Clone
	Value        = jen.Qual(RPC, "Value").Clone
	CheckUnique  = jen.Qual(RPC, "CheckUnique").Clone
	NewParams    = jen.Qual(RPC, "New").Clone
	Secret       = jen.Qual(RPC, "Secret").Clone
	Decimal      = jen.Qual(RPC, "Decimal").Clone
	Date         = jen.Qual(RPC, "Date").Clone
	JSON         = jen.Qual(RPC, "JSON").Clone
	NewMembers   = jen.Qual(RPC, "NewMembers").Clone
	Required     = jen.Qual(RPC, "Required").Clone
	OptMember    = jen.Qual(RPC, "Optional").Clone
	OptNullable  = jen.Qual(RPC, "OptionalNullable").Clone
	NewEnum      = jen.Qual(RPC, "NewEnum").Clone
	NewIntEnum   = jen.Qual(RPC, "NewIntEnum").Clone
	StringRules  = jen.Qual(RPC, "Strings").Clone
	IntegerRules = jen.Qual(RPC, "Integers").Clone
	NumberRules  = jen.Qual(RPC, "Numbers").Clone
	LengthRules  = jen.Qual(RPC, "Lengths").Clone
	MapRules     = jen.Qual(RPC, "Properties").Clone
	Client       = jen.Op("*").Qual(RPC, "Client").Clone
	NewClient    = jen.Qual(RPC, "NewClient").Clone
	ClientOpts   = jen.Qual(RPC, "ClientOptions").Clone
	ClientBatch  = jen.Op("*").Qual(RPC, "Batch").Clone
	Pending      = jen.Op("*").Qual(RPC, "Pending").Clone
	Request      = jen.Qual(RPC, "Request").Clone
	CallObject   = jen.Qual(RPC, "CallObject").Clone
	CallValue    = jen.Qual(RPC, "CallValue").Clone
	AddObject    = jen.Qual(RPC, "AddObject").Clone
	AddValue     = jen.Qual(RPC, "AddValue").Clone
	NoResult     = jen.Qual(RPC, "NoResult").Clone
	CodedError   = jen.Qual(RPC, "CodedError").Clone
	TokenSource  = jen.Qual(RPC, "TokenSource").Clone
	BearerScheme = jen.Qual(RPC, "BearerScheme").Clone
	APIKeyScheme = jen.Qual(RPC, "APIKeyScheme").Clone
	BasicScheme  = jen.Qual(RPC, "BasicScheme").Clone
	SizeRules    = jen.Qual(RPC, "Sizes").Clone
	KindBool     = jen.Qual(RPC, "KindBool").Clone
	KindNumber   = jen.Qual(RPC, "KindNumber").Clone
	KindString   = jen.Qual(RPC, "KindString").Clone
	KindArray    = jen.Qual(RPC, "KindArray").Clone
	KindObject   = jen.Qual(RPC, "KindObject").Clone
)
