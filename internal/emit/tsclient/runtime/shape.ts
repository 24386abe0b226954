/** What values a param may have: the constraints of the spec as data. */
export interface RpcShape {
  /** The kind; or another shape, in `ref`, which may lead back here. */
  readonly is: "string" | "boolean" | "int" | "int32" | "int64" | "float" | "decimal" | "base64" | "hex" | "time" | "date" | "json" | "list" | "map" | "object" | "tagged" | "union" | "ref";
  readonly ref?: () => RpcShape;
  readonly nullable?: true;
  /** As a field of an object: whether it may be absent. */
  readonly optional?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** By the expressions of the spec, which the server reads by rules of its own, what they are in JavaScript. */
  readonly patterns?: { readonly [expression: string]: RegExp };
  readonly formats?: readonly string[];
  readonly minimum?: number | bigint;
  readonly exclusiveMinimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly exclusiveMaximum?: number | bigint;
  readonly multipleOf?: number | bigint;
  readonly enum?: readonly (string | number)[];
  /** The items of a list, or the values of a map. */
  readonly of?: RpcShape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly keys?: RpcShape;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly fields?: { readonly [name: string]: RpcShape };
  /** Of a tagged union: the member that says which it is, and the members by their tags. */
  readonly tag?: string;
  readonly tags?: { readonly [tag: string]: RpcShape };
  /** Of another union: the members by their kinds of JSON, and how these are called. */
  readonly kinds?: { readonly [kind: string]: RpcShape };
  readonly want?: string;
}
