// How types of the spec look in Go: see the Go emitters, whose rules these are.
import { typeNamed } from "../data";
import type { Field, Named, Type } from "../model";

/** A use of a type, with what its aliases stand for. */
export interface GoUse {
  /** "ref" of an object, an enum or a union, which is named. */
  kind: Type["kind"];
  named: Named | undefined;
  /** The name of the type in Go, where it has one: "api.Labels". */
  name: string | undefined;
  nullable: boolean;
  secret: boolean;
  hex: boolean;
  elem: Type | undefined;
}

export function useOf(type: Type): GoUse {
  const named = type.ref === undefined ? undefined : typeNamed(type.ref);
  const name = type.ref === undefined ? undefined : `api.${type.ref}`;
  if (named?.shape === "alias" && named.type !== undefined) {
    const core = useOf(named.type);
    return { ...core, name, nullable: core.nullable || type.nullable === true };
  }
  return { kind: type.kind, named, name, nullable: type.nullable === true, secret: type.secret === true, hex: type.hex === true, elem: type.elem };
}

/** isStruct tells objects and unions. */
export function isStruct(use: GoUse): boolean {
  return use.kind === "ref" && use.named?.shape !== "enum";
}

/** nilIsNone tells the types whose nil stands for an absent or null value. */
export function nilIsNone(use: GoUse): boolean {
  return use.kind === "list" || use.kind === "map" || use.kind === "bytes" || use.kind === "json";
}

/** How a field holds a value that may be missing. */
export function presence(field: Field): "plain" | "pointer" | "triState" {
  const use = useOf(field.type);
  const optional = field.optional === true && field.default === undefined;
  if (optional && use.nullable) return "triState";
  if (nilIsNone(use)) return "plain";
  return optional || use.nullable ? "pointer" : "plain";
}

const scalars: Partial<Record<Type["kind"], string>> = {
  string: "string", bool: "bool", int: "int64", int32: "int32", int64: "int64", float: "float64",
  decimal: "rpc.Decimal", bytes: "[]byte", time: "time.Time", date: "rpc.Date", json: "rpc.JSON",
};

/** base is the Go type of a value that is there and not null. */
export function base(use: GoUse): string {
  if (use.name !== undefined) return use.name;
  if (use.kind === "string" && use.secret) return "rpc.Secret";
  const elem = use.elem === undefined ? "" : element(use.elem);
  if (use.kind === "list") return `[]${elem}`;
  if (use.kind === "map") return `map[string]${elem}`;
  return scalars[use.kind] ?? "any";
}

/** element is the type of what is in a list or a map. */
function element(type: Type): string {
  const use = useOf(type);
  return use.nullable && !nilIsNone(use) ? `*${base(use)}` : base(use);
}

/** triStateArg is the argument of rpc.Nullable. */
export function triStateArg(use: GoUse): string {
  return isStruct(use) ? `*${base(use)}` : base(use);
}
