// The shape of page.json: a compact form of the checked spec. data.go writes it; a test holds both
// to the same.

/** Markdown that the generator has rendered and cleaned. html() in dom.ts is where it goes. */
export type HTML = string;

export interface API {
  title: string;
  version: string;
  description?: HTML;
  /** What the server does with members that the spec does not know. */
  unknown: "refuse" | "ignore";
  schemes: Scheme[];
  errors: ErrorType[];
  types: Named[];
  services: Service[];
  methods: Method[];
}

export interface Scheme {
  name: string;
  kind: "bearer" | "apiKey" | "basic";
  header?: string;
  /** The param that may carry the credentials, by name or as the first one by position. */
  param?: string;
  description?: HTML;
  scopes?: Scope[];
  /** The option of createClient. */
  ts: string;
  /** The field of client.Options, if a method asks for the scheme. */
  go?: string;
}

export interface Scope {
  name: string;
  description?: HTML;
}

export interface ErrorType {
  name: string;
  code: number;
  message: string;
  description?: HTML;
  /** The members of the data. At most one of fields and data is there. */
  fields?: Field[];
  data?: Type;
  /** One of the runtime's own. */
  standard?: true;
}

export interface Service {
  name: string;
  ts: string;
  go: string;
  methods: string[];
}

export interface Method {
  name: string;
  service: string;
  summary?: string;
  description?: HTML;
  auth?: Auth;
  /** Params are taken by name alone. */
  byName?: true;
  params: Field[];
  /** The named type whose fields are the params. */
  paramsType?: string;
  /** Without one the method answers null. */
  result?: Type;
  resultDescription?: HTML;
  /** Those that the method declares, then those of the runtime that it may answer for what it is. */
  errors: string[];
  timeout?: string;
  deprecated?: string;
  tags?: string[];
  examples?: Example[];
  /** As it is called on the TypeScript client: "user.register". */
  ts: string;
  /** As it is called on the Go client: "User.Register". */
  go: string;
  /** The Go type of the params: "UserRegisterParams". */
  goParams?: string;
}

export interface Auth {
  scheme: string;
  optional?: true;
  scopes?: string[];
}

export interface Example {
  summary?: string;
  params?: unknown;
  result?: unknown;
  error?: string;
}

export interface Field {
  name: string;
  description?: HTML;
  deprecated?: string;
  type: Type;
  optional?: true;
  default?: unknown;
  /** The type that "extends" took the field from. */
  from?: string;
  go: string;
}

export interface Type {
  kind: "string" | "bool" | "int" | "int32" | "int64" | "float" | "decimal" | "bytes" | "time" | "date" | "json" | "list" | "map" | "ref";
  nullable?: true;
  secret?: true;
  /** Bytes in hex instead of base64. */
  hex?: true;
  elem?: Type;
  key?: Type;
  ref?: string;
  /** Of a ref, these of its values are left. */
  enum?: EnumValue[];
  minLength?: number;
  maxLength?: number;
  patterns?: string[];
  formats?: string[];
  minimum?: string;
  maximum?: string;
  exclusiveMinimum?: string;
  exclusiveMaximum?: string;
  multipleOf?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: true;
  minProperties?: number;
  maxProperties?: number;
}

export interface EnumValue {
  key?: string;
  value: string | number;
  /** The Go constant. */
  go?: string;
}

export interface Named {
  name: string;
  description?: HTML;
  deprecated?: string;
  shape: "object" | "enum" | "union" | "alias";
  fields?: Field[];
  /** Of an enum. */
  base?: "string" | "int" | "int32";
  values?: EnumValue[];
  /** Unknown values of the enum pass. */
  open?: true;
  members?: Member[];
  /** Of a tagged union. */
  discriminator?: string;
  /** What an alias stands for. */
  type?: Type;
  nullable?: true;
  /** The type can contain itself. */
  recursive?: true;
}

export interface Member {
  tag?: string;
  type: Type;
  /** The field of the Go struct. */
  go: string;
}
