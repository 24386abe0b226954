// A link that carries a call: its params and how it is sent, without secrets.
import type { Method } from "../model";
import { link } from "../route";
import { Obj, parse, print, type Value } from "./json";
import { visitParams } from "./secrets";
import { heldSecrets, schemeOf } from "./session";

export interface Shared {
  params: Value | undefined;
  notify: boolean;
}

/** linkTo is the address of a call, and the places of what it leaves out. */
export function linkTo(method: Method, params: Value | undefined, notify: boolean): { href: string; left: string[] } {
  const { params: open, left } = withoutSecrets(method, params);
  const members: [string, Value][] = [];
  if (open !== undefined) members.push(["params", open]);
  if (notify) members.push(["notify", true]);
  const { origin, pathname, search } = location;
  return {
    href: `${origin === "null" ? "file://" : origin}${pathname}${search}${link("method", method.name)}?call=${encode(print(new Obj(members)))}`,
    left,
  };
}

/**
 * withoutSecrets leaves out what is secret by its type, the token, and whatever the types know nothing of:
 * a misspelt password is one too.
 */
export function withoutSecrets(method: Method, params: Value | undefined): { params: Value | undefined; left: string[] } {
  const left: string[] = [];
  const drop = (path: string[]) => {
    left.push(path.join("."));
    return undefined;
  };
  const open = visitParams(method.params, params, {
    secret: (value, path) => (value === "" ? value : drop(path)),
    unknown: (_, path) => drop(path),
  });
  const token = schemeOf(method)?.param;
  return { params: open === undefined ? undefined : withoutHeld(open, token), left };
}

/** withoutHeld leaves out the credentials of the session wherever they stand. */
function withoutHeld(value: Value, token: string | undefined): Value {
  const secrets = heldSecrets();
  const strip = (each: Value): Value => {
    if (typeof each === "string" && secrets.includes(each)) return "";
    if (Array.isArray(each)) return each.map(strip);
    if (each instanceof Obj) return new Obj(each.members.map(([name, inner]) => [name, strip(inner)]));
    return each;
  };
  return value instanceof Obj ? strip(new Obj(value.members.filter(([name]) => name !== token))) : strip(value);
}

/** shared reads what a link carries; undefined: nothing that can be read. */
export function shared(text: string): Shared | undefined {
  try {
    const call = parse(decode(text));
    return call instanceof Obj ? { params: call.get("params"), notify: call.get("notify") === true } : undefined;
  } catch {
    return undefined;
  }
}

function encode(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decode(text: string): string {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
