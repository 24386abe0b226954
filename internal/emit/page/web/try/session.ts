// Who is signed in. Credentials live here, in memory, and end with the page.
import { schemeNamed } from "../data";
import type { Method, Scheme } from "../model";
import { Changes } from "./changes";
import type { Call } from "./exchange";
import { Obj, type Value } from "./json";

/** Credentials of one scheme. */
export interface Credentials {
  /** A token or a key; of a basic scheme, the password. */
  secret: string;
  user?: string;
  /** Where a token goes. */
  place: "header" | "param";
  /** The call that gave it, and where in its result it stood. */
  source?: { method: string; params: Value | undefined; path: string[] };
}

const held = new Map<string, Credentials>();
const changes = new Changes();

/** onSession shows the session in an element, now and after every change. */
export function onSession(element: HTMLElement, show: () => void): void {
  changes.follow(element, show);
}

export function credentialsOf(scheme: string): Credentials | undefined {
  return held.get(scheme);
}

export function signIn(scheme: string, credentials: Credentials): void {
  held.set(scheme, credentials);
  changes.tell();
}

export function signOut(scheme?: string): void {
  if (scheme === undefined) held.clear();
  else held.delete(scheme);
  changes.tell();
}

/** Everything that must not get into a link. */
export function heldSecrets(): string[] {
  return [...held.values()].map(({ secret }) => secret).filter((secret) => secret !== "");
}

/** renew takes a new token from a call that gave the present one, and tells of which schemes. */
export function renew(
  method: string,
  result: Value,
  params: Value | undefined,
  at: (value: Value, path: string[]) => Value | undefined,
): string[] {
  const renewed: string[] = [];
  for (const [scheme, credentials] of held) {
    if (credentials.source?.method !== method) continue;
    const token = at(result, credentials.source.path);
    if (typeof token !== "string" || token === "") continue;
    held.set(scheme, { ...credentials, secret: token, source: { ...credentials.source, params } });
    renewed.push(scheme);
  }
  if (renewed.length > 0) changes.tell();
  return renewed;
}

/** The scheme of a method, if it asks for one. */
export function schemeOf(method: Method): Scheme | undefined {
  return method.auth && schemeNamed(method.auth.scheme);
}

/** Whether a method wants credentials that are not there. */
export function lacks(method: Method): boolean {
  return Boolean(method.auth && !method.auth.optional && !held.has(method.auth.scheme));
}

/** authorize gives a call the credentials of its method, in a header or among its params. */
export function authorize(method: Method, call: Call): { call: Call; headers: [string, string][] } {
  const scheme = schemeOf(method);
  const credentials = scheme && held.get(scheme.name);
  if (!scheme || !credentials) return { call, headers: [] };
  const header = headerOf(scheme, credentials);
  if (header) return { call, headers: [header] };
  return { call: { ...call, params: withParam(scheme.param ?? scheme.name, credentials.secret, call.params) }, headers: [] };
}

function headerOf(scheme: Scheme, credentials: Credentials): [string, string] | undefined {
  if (scheme.kind === "basic") return ["Authorization", "Basic " + base64(`${credentials.user ?? ""}:${credentials.secret}`)];
  if (credentials.place === "param" && scheme.param) return undefined;
  if (scheme.kind === "bearer") return ["Authorization", "Bearer " + credentials.secret];
  return scheme.header ? [scheme.header, credentials.secret] : undefined;
}

/** withParam adds a token to params: by name, or as the first by position. One that is there stays. */
function withParam(name: string, token: string, params: Value | undefined): Value | undefined {
  if (params === undefined) return new Obj([[name, token]]);
  if (Array.isArray(params)) return [token, ...params];
  if (params instanceof Obj && params.get(name) === undefined) return new Obj([[name, token], ...params.members]);
  return params;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** When a token ends: what a JWT says, otherwise nothing is known. */
export function endOf(token: string): Date | undefined {
  const claims = token.split(".")[1];
  if (claims === undefined) return undefined;
  try {
    const { exp } = JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))) as { exp?: unknown };
    return typeof exp === "number" ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

/** masked is what may be shown of a secret. */
export function masked(secret: string): string {
  return secret.length > 16 ? secret.slice(0, 4) + "…" : "…";
}
