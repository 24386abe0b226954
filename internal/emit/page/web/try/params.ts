// Params by name and by position.
import type { Field, Method } from "../model";
import { Obj, type Value } from "./json";
import { mayBeAbsent, nullable } from "./types";

/**
 * positions are the params in their order. Those at the end that are absent are left out; null stands for
 * one before others. A name that is none of the method's has no place: its value comes last.
 */
export function positions(fields: Field[], params: Obj): Value[] {
  const values: (Value | undefined)[] = fields.map((field) => params.get(field.name));
  while (values.length > 0 && values.at(-1) === undefined) values.pop();
  const strangers = params.members.filter(([name]) => !fields.some((field) => field.name === name));
  return [...values.map((value) => value ?? null), ...strangers.map(([, value]) => value)];
}

/** names are the same params by name. Those beyond the last are called by their place. */
export function names(fields: Field[], params: Value[]): Obj {
  return new Obj(
    params.flatMap((value, i): [string, Value][] => {
      const field = fields[i];
      if (!field) return [[String(i), value]];
      return value === null && mayBeAbsent(field) && !nullable(field.type) ? [] : [[field.name, value]];
    }),
  );
}

/** Whether a method takes params by position at all. */
export function takesPositions(method: Method): boolean {
  return !method.byName && method.params.length > 0;
}
