// Which methods, types and errors use a type.
import { typeNamed } from "./data";
import type { API, Field, Named, Type } from "./model";

export interface Use {
  name: string;
  /** Where it is used: "params", "result". Of types and errors it says nothing. */
  where: ("params" | "result")[];
}

/** usersOf lists the methods that reach a type through whatever lies between, and what names it itself. */
export function usersOf(api: API, name: string): { methods: Use[]; types: string[]; errors: string[] } {
  return {
    methods: api.methods.flatMap((m) => {
      const where: Use["where"] = [];
      if (m.paramsType === name || reaches(typesOf(m.params), name)) where.push("params");
      if (m.result !== undefined && reaches([m.result], name)) where.push("result");
      return where.length === 0 ? [] : [{ name: m.name, where }];
    }),
    types: api.types.filter((n) => n.name !== name && typesIn(n).some((type) => mentions(type, name))).map((n) => n.name),
    errors: api.errors.filter((e) => reaches([...typesOf(e.fields), ...(e.data === undefined ? [] : [e.data])], name)).map((e) => e.name),
  };
}

function typesOf(fields: Field[] | undefined): Type[] {
  return (fields ?? []).map((f) => f.type);
}

/** typesIn are the types that a named one is made of. */
function typesIn(named: Named): Type[] {
  return [...typesOf(named.fields), ...(named.members ?? []).map((m) => m.type), ...(named.type === undefined ? [] : [named.type])];
}

function parts(type: Type): Type[] {
  return [type.key, type.elem].filter((part) => part !== undefined);
}

function mentions(type: Type, name: string): boolean {
  return type.ref === name || parts(type).some((part) => mentions(part, name));
}

function reaches(from: Type[], name: string): boolean {
  const seen = new Set<string>();
  const queue = [...from];
  for (let type = queue.pop(); type !== undefined; type = queue.pop()) {
    if (type.ref === name) return true;
    queue.push(...parts(type));
    if (type.ref === undefined || seen.has(type.ref)) continue;
    seen.add(type.ref);
    const named = typeNamed(type.ref);
    if (named !== undefined) queue.push(...typesIn(named));
  }
  return false;
}
