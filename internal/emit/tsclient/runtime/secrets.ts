import { isObject } from "./errors.js";

/** Where the secrets of a value are: it is one itself, or they are within it. */
type RpcHidden = true | RpcSecrets | (() => RpcHidden);

/** Where secrets are within a value. */
interface RpcSecrets {
  /** By the members of an object. */
  readonly fields?: { readonly [name: string]: RpcHidden };
  /** In each item of a list, or each value of a map. */
  readonly of?: RpcHidden;
  /** In what a tagged union holds, by its tags; in that of another, by the kinds of JSON. */
  readonly tag?: string;
  readonly tags?: { readonly [tag: string]: RpcHidden };
  readonly kinds?: { readonly [kind: string]: RpcHidden };
}

/** Params without their secrets, for keys: caches are kept, and shown by tools. */
export function withoutSecrets(params: object | undefined, hidden: RpcHidden): object | undefined {
  return shown(params, hidden) as object | undefined;
}

/** The value without its secrets, or undefined where nothing of it may be shown. */
function shown(value: unknown, hidden: RpcHidden | undefined): unknown {
  if (typeof hidden === "function") {
    return shown(value, hidden());
  }
  if (hidden === undefined || value === null) {
    return value;
  }
  if (hidden === true) {
    return undefined;
  }
  if (hidden.kinds) {
    return shown(value, hiddenIn(hidden.kinds, Array.isArray(value) ? "array" : typeof value));
  }
  if (Array.isArray(value)) {
    return value.map((item) => shown(item, hidden.of)).filter((item) => item !== undefined);
  }
  return isObject(value) ? shownMembers(value, hidden) : undefined;
}

function shownMembers(value: { readonly [name: string]: unknown }, hidden: RpcSecrets): unknown {
  if (hidden.tags) {
    return shown(value, hiddenIn(hidden.tags, String(value[hidden.tag!])));
  }
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, shown(member, hidden.of ?? hiddenIn(hidden.fields!, name))]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function hiddenIn(all: { readonly [name: string]: RpcHidden }, name: string): RpcHidden | undefined {
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
