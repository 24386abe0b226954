// Which strings of a result may be a token.
import { namedOf } from "../data";
import type { API, Method, Scheme, Type } from "../model";
import { Obj, pointerOf, type Value } from "./json";
import { secretsIn } from "./secrets";
import { formOf } from "./types";

export interface Candidate {
  path: string[];
  text: string;
  /** How much it looks like the token: 0, a string like any other. */
  likely: number;
}

const many = 200;

/** candidates are the strings of a result, the likeliest first. */
export function candidates(method: Method, result: Value, scheme: Scheme): Candidate[] {
  const secrets = secretsIn(method.result, result);
  const found: Candidate[] = [];
  collect(result, [], found);
  for (const each of found) each.likely = likelihood(each.path.at(-1) ?? "", secrets.has(pointerOf(each.path)), scheme);
  return found.sort((a, b) => b.likely - a.likely);
}

function collect(value: Value, path: string[], found: Candidate[]): void {
  if (found.length >= many) return;
  if (typeof value === "string" && value !== "") found.push({ path, text: value, likely: 0 });
  else if (Array.isArray(value)) value.forEach((item, i) => collect(item, [...path, String(i)], found));
  else if (value instanceof Obj) value.members.forEach(([name, each]) => collect(each, [...path, name], found));
}

/** likelihood: a secret that is called like the param of the scheme is the token. */
function likelihood(name: string, secret: boolean, scheme: Scheme): number {
  const called = name === (scheme.param ?? "token") || name === scheme.name;
  if (called || /token/i.test(name)) return secret ? 3 : 2;
  return secret ? 1 : 0;
}

/** givers are the methods whose result holds something that looks like a token: those without auth first. */
export function givers(api: API, scheme: Scheme): Method[] {
  const all = api.methods.filter((method) => method.result && holds(method.result, scheme, 3));
  return all.sort((a, b) => Number(a.auth !== undefined) - Number(b.auth !== undefined));
}

function holds(type: Type, scheme: Scheme, depth: number): boolean {
  const form = formOf(type);
  if (form.kind !== "object" || depth === 0)
    return form.kind === "string" && form.secret && type.kind === "ref" && /token/i.test(namedOf(type)?.name ?? "");
  return form.fields.some((field) => {
    const inner = formOf(field.type);
    return inner.kind === "string"
      ? likelihood(field.name, inner.secret, scheme) > 1
      : inner.kind === "object" && holds(field.type, scheme, depth - 1);
  });
}
