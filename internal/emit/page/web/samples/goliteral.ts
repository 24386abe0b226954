// Values as expressions of Go.
import type { Field, Named, Type } from "../model";
import { Num, Obj, fromPlain, print, type Value } from "../try/json";
import { takes } from "../try/types";
import { base, isStruct, nilIsNone, presence, triStateArg, useOf, type GoUse } from "./gotypes";
import type { Item, Literal } from "./layout";

/** Thrown for a value that is none of its type, for which there is no Go. */
export class Misfit extends Error {}

/** fieldLiteral writes the value of a struct's field. */
export function fieldLiteral(field: Field, value: Value): Literal {
  const use = useOf(field.type);
  const isNull = value === null && use.kind !== "json";
  switch (presence(field)) {
    case "triState":
      if (isNull) return `rpc.NullValue[${triStateArg(use)}]()`;
      return isStruct(use) ? call("rpc.Value", pointer(use, value)) : call(`rpc.Value[${triStateArg(use)}]`, literal(use, value));
    case "pointer":
      return isNull ? "nil" : pointer(use, value);
  }
  return typeLiteral(field.type, value);
}

/** typeLiteral writes a value that is always there. */
export function typeLiteral(type: Type, value: Value): Literal {
  const use = useOf(type);
  if (value === null && use.kind !== "json") {
    if (!use.nullable) throw new Misfit();
    return "nil";
  }
  return use.nullable && !nilIsNone(use) ? pointer(use, value) : literal(use, value);
}

function pointer(use: GoUse, value: Value): Literal {
  const inner = literal(use, value);
  if (isStruct(use)) return prefixed("&", inner);
  return call("new", typed(use, value) ? inner : call(base(use), inner));
}

/** typed tells literals that have the right type by themselves. */
function typed(use: GoUse, value: Value): boolean {
  switch (use.kind) {
    case "string":
      return use.name === undefined && !use.secret;
    case "bool":
      return use.name === undefined;
    case "float":
      return use.name === undefined && value instanceof Num && /[.eE]/.test(value.text);
    case "int":
    case "int32":
    case "int64":
    case "decimal":
      return false;
  }
  return true;
}

function literal(use: GoUse, value: Value): Literal {
  switch (use.kind) {
    case "string":
      return quote(text(value));
    case "decimal":
      return quote(value instanceof Num ? value.text : text(value));
    case "bool":
      if (typeof value !== "boolean") throw new Misfit();
      return String(value);
    case "int":
    case "int32":
    case "int64":
      return integer(value instanceof Num ? value.text : use.kind === "int64" ? text(value) : "");
    case "float":
      if (!(value instanceof Num)) throw new Misfit();
      return value.text;
    case "bytes":
      return `${base(use)}(${bytes(text(value), use.hex)})`;
    case "time":
      return moment(text(value));
    case "date":
      return day(text(value));
    case "json":
      return `rpc.JSON(${raw(print(value))})`;
  }
  return composite(use, value);
}

function composite(use: GoUse, value: Value): Literal {
  const open = `${base(use)}{`;
  const elem = use.elem;
  if (use.kind === "list" && elem !== undefined) {
    if (!Array.isArray(value)) throw new Misfit();
    return group(open, value.map((item) => ({ key: "", value: bare(elem, typeLiteral(elem, item)) })));
  }
  if (!(value instanceof Obj) && !(use.named?.shape === "enum") && !(use.named?.shape === "union")) throw new Misfit();
  if (use.kind === "map" && elem !== undefined && value instanceof Obj) {
    return group(open, value.members.map(([name, member]) => ({ key: `${quote(name)}: `, value: bare(elem, typeLiteral(elem, member)) })));
  }
  const named = use.named;
  if (named?.shape === "enum") return constant(named, use, value);
  if (named?.shape === "union") return member(named, open, value);
  if (value instanceof Obj) return group(open, members(named?.fields ?? [], value));
  throw new Misfit();
}

/** bare leaves out the type of what is in a list or a map, as gofmt -s does. */
function bare(type: Type, inner: Literal): Literal {
  const use = useOf(type);
  if (typeof inner === "string" || nilIsNone(use) && use.kind !== "list" && use.kind !== "map") return inner;
  const prefix = (inner.open.startsWith("&") ? "&" : "") + base(use);
  return inner.open === `${prefix}{` ? { ...inner, open: "{" } : inner;
}

/** members are the fields of a struct. Those with a default get it, as Go's zero value would be sent otherwise. */
export function members(fields: Field[], object: Obj): Item[] {
  for (const [name] of object.members) if (!fields.some((f) => f.name === name)) throw new Misfit();
  return fields.flatMap((field) => {
    const given = object.get(field.name);
    const value = given === undefined && field.default !== undefined ? fromPlain(field.default) : given;
    return value === undefined ? [] : [{ key: `${field.go}: `, value: fieldLiteral(field, value) }];
  });
}

function constant(named: Named, use: GoUse, value: Value): Literal {
  const written = value instanceof Num ? value.text : text(value);
  const known = named.values?.find((v) => String(v.value) === written);
  if (known?.go !== undefined && known.go !== "") return `api.${known.go}`;
  return call(base(use), value instanceof Num ? value.text : quote(written));
}

/** member writes a union, of which one field is set. */
function member(union: Named, open: string, value: Value): Literal {
  const tag = union.discriminator;
  const found = union.members?.find((m) => (tag === undefined ? takes(m.type, value) : value instanceof Obj && value.get(tag) === m.tag));
  if (found === undefined) throw new Misfit();
  const plain = tag !== undefined && value instanceof Obj ? new Obj(value.members.filter(([name]) => name !== tag)) : value;
  const field: Field = { name: "", go: found.go, type: found.type, optional: true };
  return group(open, [{ key: `${found.go}: `, value: fieldLiteral(field, plain) }]);
}

function group(open: string, items: Item[]): Literal {
  return { open, items, close: "}", spaced: false };
}

function call(name: string, argument: Literal): Literal {
  if (typeof argument === "string") return `${name}(${argument})`;
  return { ...argument, open: `${name}(${argument.open}`, close: `${argument.close})` };
}

function prefixed(prefix: string, inner: Literal): Literal {
  return typeof inner === "string" ? prefix + inner : { ...inner, open: prefix + inner.open };
}

function text(value: Value): string {
  if (typeof value !== "string") throw new Misfit();
  return value;
}

function integer(written: string): string {
  if (!/^-?(0|[1-9]\d*)$/.test(written)) throw new Misfit();
  return written;
}

/** quote writes a string of Go. What cannot be seen is escaped. */
export function quote(written: string): string {
  return JSON.stringify(written).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

function raw(written: string): string {
  return written.includes("`") || /[^\x20-\x7e]/.test(written) ? quote(written) : "`" + written + "`";
}

function bytes(written: string, hex: boolean): string {
  try {
    const decoded = hex ? (written.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)) : [...atob(written)].map((c) => c.charCodeAt(0));
    return `"${decoded.map((b) => (b >= 0x20 && b < 0x7f && b !== 0x22 && b !== 0x5c ? String.fromCharCode(b) : "\\x" + b.toString(16).padStart(2, "0"))).join("")}"`;
  } catch {
    throw new Misfit();
  }
}

function moment(written: string): string {
  const at = new Date(written);
  if (Number.isNaN(at.getTime())) throw new Misfit();
  const nanoseconds = Number((/\.(\d+)/.exec(written)?.[1] ?? "").padEnd(9, "0").slice(0, 9));
  return `time.Date(${at.getUTCFullYear()}, ${at.getUTCMonth() + 1}, ${at.getUTCDate()}, ${at.getUTCHours()}, ${at.getUTCMinutes()}, ${at.getUTCSeconds()}, ${nanoseconds}, time.UTC)`;
}

function day(written: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written);
  if (match === null) throw new Misfit();
  return `rpc.Date{Year: ${Number(match[1])}, Month: ${Number(match[2])}, Day: ${Number(match[3])}}`;
}
