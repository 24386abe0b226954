// What is kept of the consoles while other pages are looked at: in memory, by method.
import type { Past } from "./history";
import { link } from "../route";
import type { Value } from "./json";

export interface Kept {
  params: Value | undefined;
  /** The JSON, while it is broken. */
  broken: string | undefined;
  notify: boolean;
  /** The shared call that was last filled in. */
  link: string | undefined;
  last: Past | undefined;
}

const kept = new Map<string, Kept>();

/** keptOf is what is kept of a method; the params are those that a new console begins with. */
export function keptOf(method: string, params: Value | undefined): Kept {
  const memory = kept.get(method) ?? { params, broken: undefined, notify: false, link: undefined, last: undefined };
  kept.set(method, memory);
  return memory;
}

/** open leads to the page of a method, where a call of the history is shown. */
export function open(past: Past): void {
  kept.set(past.method.name, { params: past.params, broken: undefined, notify: past.notify, link: undefined, last: past });
  location.hash = link("method", past.method.name);
}
