// A type in a few words: list<Host>, string | null. Names of the spec's types are links.
import { h } from "./dom";
import type { Type } from "./model";
import { link } from "./route";

/** typeName writes a type as the spec language does. */
export function typeName(type: Type): HTMLElement {
  return h("span.type", parts(type));
}

function parts(type: Type): (string | Node)[] {
  return type.nullable ? [...plain(type), " | ", h("span.type-null", "null")] : plain(type);
}

function plain(type: Type): (string | Node)[] {
  switch (type.kind) {
    case "ref":
      return [typeLink(type.ref ?? "")];
    case "list":
      return ["list<", ...inner(type.elem), ">"];
    case "map":
      return type.key === undefined ? ["map<", ...inner(type.elem), ">"] : ["map<", ...parts(type.key), ", ", ...inner(type.elem), ">"];
  }
  return [type.kind];
}

function inner(type: Type | undefined): (string | Node)[] {
  return type === undefined ? [] : parts(type);
}

export function typeLink(name: string): HTMLElement {
  return h("a.type-link", { href: link("type", name) }, name);
}

/** typeText is typeName without links. */
export function typeText(type: Type): string {
  return typeName(type).textContent ?? "";
}
