// Examples fill the form. Their secrets are not in the spec: what was typed stays in their place.
import type { Field } from "../model";
import { fromPlain, Obj, type Value } from "./json";
import { names } from "./params";
import { valueAt, visitParams } from "./secrets";

export function fillIn(fields: Field[], example: unknown, present: Value | undefined): Value | undefined {
  const before = Array.isArray(present) ? names(fields, present) : present instanceof Obj ? present : new Obj();
  return visitParams(fields, fromPlain(example), { secret: (_, path) => valueAt(before, path) ?? "" });
}
