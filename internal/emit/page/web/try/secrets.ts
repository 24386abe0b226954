// Where the secrets stand in a value, by its type: they are hidden in the text beside the form, and
// left out of links.
import type { Field, Type } from "../model";
import { Obj, pointerOf, type Value } from "./json";
import { fits, formOf, takes } from "./types";

export interface Visitor {
  /** What stands in place of a secret; undefined leaves it out. */
  secret(value: Value, path: string[]): Value | undefined;
  /** What stands in place of a value of which the types know nothing. */
  unknown?(value: Value, path: string[]): Value | undefined;
}

/** visitParams goes through the params of a method, by name or by position. */
export function visitParams(fields: Field[], params: Value | undefined, visitor: Visitor): Value | undefined {
  if (params instanceof Obj) return visitMembers(fields, params, visitor, []);
  if (Array.isArray(params)) {
    return params.flatMap((value, i) => {
      const field = fields[i];
      const path = [field?.name ?? String(i)];
      return keep(field ? visit(field.type, value, visitor, path) : unknown(value, visitor, path));
    });
  }
  return params === undefined ? undefined : unknown(params, visitor, []);
}

function visit(type: Type, value: Value, visitor: Visitor, path: string[]): Value | undefined {
  const form = formOf(type);
  if (form.kind === "string" && form.secret && value !== null) return visitor.secret(value, path);
  if (value === null) return value;
  if (!fits(type, value)) return unknown(value, visitor, path);
  switch (form.kind) {
    case "object":
      return visitMembers(form.fields, value as Obj, visitor, path);
    case "list":
      return (value as Value[]).flatMap((item, i) => keep(visit(form.elem, item, visitor, [...path, String(i)])));
    case "map":
      return new Obj((value as Obj).members.flatMap(([name, each]) => member(name, visit(form.elem, each, visitor, [...path, name]))));
    case "tagged": {
      const chosen = form.members.find(({ tag }) => tag === (value as Obj).get(form.discriminator));
      return visitMembers(fieldsOf(chosen?.type), value as Obj, visitor, path, form.discriminator);
    }
    case "union": {
      const chosen = form.members.find((each) => takes(each, value));
      return chosen ? visit(chosen, value, visitor, path) : unknown(value, visitor, path);
    }
  }
  return value;
}

function visitMembers(fields: Field[], value: Obj, visitor: Visitor, path: string[], discriminator?: string): Obj {
  return new Obj(
    value.members.flatMap(([name, each]) => {
      const field = fields.find((one) => one.name === name);
      if (name === discriminator) return member(name, each);
      return member(name, field ? visit(field.type, each, visitor, [...path, name]) : unknown(each, visitor, [...path, name]));
    }),
  );
}

function unknown(value: Value, visitor: Visitor, path: string[]): Value | undefined {
  return visitor.unknown ? visitor.unknown(value, path) : value;
}

function fieldsOf(type: Type | undefined): Field[] {
  const form = type && formOf(type);
  return form?.kind === "object" ? form.fields : [];
}

const keep = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);
const member = (name: string, value: Value | undefined): [string, Value][] => (value === undefined ? [] : [[name, value]]);

/** The value at a path. */
export function valueAt(value: Value | undefined, path: string[]): Value | undefined {
  let at = value;
  for (const part of path) {
    if (at instanceof Obj) at = at.get(part);
    else if (Array.isArray(at)) at = at[Number(part)];
    else return undefined;
  }
  return at;
}

export const mask = "••••••••";

/** hide puts dots in the place of secrets. */
export function hide(fields: Field[], params: Value | undefined): Value | undefined {
  return visitParams(fields, params, { secret: (value) => (value === "" ? value : mask) });
}

/** unhide puts the secrets that were there before in the place of dots. */
export function unhide(fields: Field[], params: Value | undefined, before: Obj): Value | undefined {
  return visitParams(fields, params, { secret: (value, path) => (value === mask ? (valueAt(before, path) ?? value) : value) });
}

/** secretsIn are the secrets of a result, by their places. */
export function secretsIn(type: Type | undefined, result: Value | undefined): Map<string, string> {
  const found = new Map<string, string>();
  const take = (value: Value, path: string[]) => {
    if (typeof value === "string" && value !== "") found.set(pointerOf(path), value);
    return value;
  };
  if (type && result !== undefined) visit(type, result, { secret: take }, []);
  return found;
}
