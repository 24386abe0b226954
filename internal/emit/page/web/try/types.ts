// What a type comes to: names followed to what they stand for, and the value that a form begins with.
import { namedOf } from "../data";
import type { EnumValue, Field, Named, Type } from "../model";
import { isScalar, Num, Obj, type Value } from "./json";

/** What a use of a type comes to once its names are followed. */
export type Form =
  | { kind: "object"; named: Named; fields: Field[] }
  | { kind: "enum"; base: "string" | "int"; values: EnumValue[]; open: boolean }
  | { kind: "tagged"; named: Named; discriminator: string; members: { tag: string; type: Type }[] }
  | { kind: "union"; named: Named; members: Type[] }
  | { kind: "list"; elem: Type }
  | { kind: "map"; elem: Type; key?: Type }
  | { kind: "string"; secret: boolean; long: boolean }
  | { kind: "number"; integer: boolean; quoted: boolean }
  | { kind: "bytes"; hex: boolean }
  | { kind: "bool" | "time" | "date" | "json" };

/** Whether null is a value of it. */
export function nullable(type: Type): boolean {
  return Boolean(type.nullable || namedOf(type)?.nullable);
}

export function formOf(type: Type): Form {
  if (type.kind !== "ref") return plainForm(type);
  const named = namedOf(type);
  switch (named?.shape) {
    case "object":
      return { kind: "object", named, fields: named.fields ?? [] };
    case "enum":
      return enumForm(type.enum ?? named.values ?? [], named.base !== "string", Boolean(named.open && !type.enum));
    case "union":
      return unionForm(named);
    case "alias":
      // The constraints that hold stand at the use; what else the type is stands at its name.
      return formOf({ ...named.type!, ...rulesOf(type) });
  }
  return { kind: "json" };
}

/** Whether a value has the kind that a form can show; whether it is right is the server's to say. */
export function fits(type: Type, value: Value): boolean {
  const form = formOf(type);
  switch (form.kind) {
    case "object":
      return value instanceof Obj && distinct(value);
    case "tagged":
      return value instanceof Obj && distinct(value) && form.members.some(({ tag }) => tag === value.get(form.discriminator));
    case "union":
      return form.members.some((member) => takes(member, value));
    case "list":
      return Array.isArray(value);
    case "map":
      return value instanceof Obj;
    case "bool":
      return typeof value === "boolean";
    case "json":
      return true;
    case "enum":
    case "number":
      return typeof value === "string" || value instanceof Num;
    case "date":
      return typeof value === "string" && isDate(value);
  }
  return typeof value === "string";
}

/** Whether a member of a union is meant by a value: they differ in JSON's kinds. */
export function takes(member: Type, value: Value): boolean {
  if (value === null) return nullable(member);
  const form = formOf(member);
  if (form.kind === "enum") return form.base === "string" ? typeof value === "string" : value instanceof Num;
  if (form.kind === "number") return form.quoted ? typeof value === "string" : value instanceof Num;
  return fits(member, value);
}

/** The value that a form begins with: what is required, and nothing that is a choice. */
export function initial(type: Type): Value | undefined {
  const form = formOf(type);
  switch (form.kind) {
    case "object":
      return initialObject(form.fields);
    case "list":
      return [];
    case "map":
      return new Obj();
    case "string":
    case "bytes":
      return "";
    case "bool":
      return false;
  }
  return undefined;
}

export function initialObject(fields: Field[]): Obj {
  const members: [string, Value][] = [];
  for (const field of fields) {
    const value = mayBeAbsent(field) || nullable(field.type) ? undefined : initial(field.type);
    if (value !== undefined) members.push([field.name, value]);
  }
  return new Obj(members);
}

/** Whether the sender may leave a field out. */
export function mayBeAbsent(field: Field): boolean {
  return Boolean(field.optional) || field.default !== undefined;
}

function plainForm(type: Type): Form {
  if (type.enum) return enumForm(type.enum, type.kind !== "string", false);
  switch (type.kind) {
    case "list":
      return { kind: "list", elem: type.elem! };
    case "map":
      return { kind: "map", elem: type.elem!, ...(type.key && { key: type.key }) };
    case "string":
      return { kind: "string", secret: Boolean(type.secret), long: isLong(type) };
    case "int":
    case "int32":
    case "int64":
      return { kind: "number", integer: true, quoted: type.kind === "int64" };
    case "float":
    case "decimal":
      return { kind: "number", integer: false, quoted: type.kind === "decimal" };
    case "bytes":
      return { kind: "bytes", hex: Boolean(type.hex) };
    case "ref":
      return { kind: "json" };
  }
  return { kind: type.kind };
}

/** Whether a text may have several lines, for all that its type says. */
function isLong(type: Type): boolean {
  return !type.formats && !type.patterns && (type.maxLength === undefined || type.maxLength > 200);
}

function enumForm(values: EnumValue[], integer: boolean, open: boolean): Form {
  return { kind: "enum", base: integer ? "int" : "string", values, open };
}

function unionForm(named: Named): Form {
  const members = named.members ?? [];
  if (!named.discriminator) return { kind: "union", named, members: members.map(({ type }) => type) };
  return { kind: "tagged", named, discriminator: named.discriminator, members: members.map(({ tag, type }) => ({ tag: tag ?? "", type })) };
}

function rulesOf(type: Type): Partial<Type> {
  const { kind: _, ref: __, nullable: ___, ...rules } = type;
  return rules;
}

function distinct(value: Obj): boolean {
  return new Set(value.members.map(([name]) => name)).size === value.members.length;
}

/** Whether a text is a day of the calendar. */
export function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The kind of JSON that a value is of, to say what is there in place of what is wanted. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (value instanceof Num) return "number";
  return isScalar(value) ? typeof value : "object";
}
