// A call by the TypeScript client.
import { endpoint, schemeNamed } from "../data";
import type { Method } from "../model";
import { Num, Obj, type Value } from "../try/json";
import { lay, type Literal } from "./layout";

const style = { indent: "  ", width: 80, aligned: false };

/** typescript is a call with params by name. */
export function typescript(method: Method, params: Obj | undefined): string {
  const call = `${method.result === undefined ? "" : "const result = "}await api.${method.ts}(`;
  const args = params === undefined || params.members.length === 0 ? "" : lay(literal(params), style, "", call.length);
  return [`import { createClient } from "./client.js";`, "", `const api = createClient({ ${options(method).join(", ")} });`, "", `${call}${args});`].join("\n");
}

function options(method: Method): string[] {
  const scheme = method.auth === undefined ? undefined : schemeNamed(method.auth.scheme);
  const url = `url: ${JSON.stringify(endpoint())}`;
  if (scheme === undefined) return [url];
  return [url, scheme.kind === "basic" ? `${scheme.ts}: { username, password }` : `${scheme.ts}: () => ${scheme.ts}`];
}

/** literal writes a value as an expression. */
export function literal(value: Value): Literal {
  if (value instanceof Num) return value.text;
  if (Array.isArray(value)) return { open: "[", close: "]", spaced: false, items: value.map((item) => ({ key: "", value: literal(item) })) };
  if (value instanceof Obj) return { open: "{", close: "}", spaced: true, items: value.members.map(([name, member]) => ({ key: `${property(name)}: `, value: literal(member) })) };
  return JSON.stringify(value);
}

function property(name: string): string {
  return identifier(name) && name !== "__proto__" ? name : name === "__proto__" ? '["__proto__"]' : JSON.stringify(name);
}

function identifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
