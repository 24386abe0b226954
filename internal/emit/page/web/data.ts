// The API that the page is about, and how its parts are found by name.
import type { API, ErrorType, Method, Named, Scheme, Type } from "./model";

let methods = new Map<string, Method>();
let types = new Map<string, Named>();
let errors = new Map<string, ErrorType>();
let schemes = new Map<string, Scheme>();

/** load fetches page.json, which lies beside the page. */
export async function load(): Promise<API> {
  const response = await fetch("page.json");
  if (!response.ok) throw new Error(`page.json: ${response.status} ${response.statusText}`);
  return use((await response.json()) as API);
}

/** use makes the parts of an API known to the functions below. */
export function use(api: API): API {
  methods = byName(api.methods);
  types = byName(api.types);
  errors = byName(api.errors);
  schemes = byName(api.schemes);
  return api;
}

function byName<T extends { name: string }>(all: T[]): Map<string, T> {
  return new Map(all.map((each) => [each.name, each]));
}

export const methodNamed = (name: string): Method | undefined => methods.get(name);
export const typeNamed = (name: string): Named | undefined => types.get(name);
export const errorNamed = (name: string): ErrorType | undefined => errors.get(name);
export const schemeNamed = (name: string): Scheme | undefined => schemes.get(name);

/** namedOf is what a ref stands for. The generator wrote no ref to nothing. */
export function namedOf(type: Type): Named | undefined {
  return type.ref === undefined ? undefined : types.get(type.ref);
}

/** endpoint is the address that calls go to: that of the page, never one from a link. */
export function endpoint(): string {
  const written = document.querySelector<HTMLMetaElement>('meta[name="trunkline-endpoint"]')?.content;
  return new URL(written ?? "/api", document.baseURI).href;
}
