// Elements are made here, and nowhere else. Texts become text nodes, so that nothing which stands in
// a spec or in an answer is ever read as HTML.
import type { HTML } from "./model";

export type Child = Node | string | number | null | undefined | false | Child[];

export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** "button.quiet" makes an HTMLButtonElement. */
type Made<Tag extends string> = Tag extends `${infer Name}.${string}` ? Known<Name> : Known<Tag>;
type Known<Name extends string> = Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement;

/**
 * h makes an element: h("button.quiet", { type: "button", onclick: send }, "Send"). An attribute that is
 * false or undefined is left out, true is an empty one, and a function listens to the event behind "on".
 */
export function h<Tag extends string>(tag: Tag, ...rest: (Attributes | Child)[]): Made<Tag>;
export function h(tag: string, ...rest: (Attributes | Child)[]): HTMLElement {
  const [name = "div", ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const part of rest) {
    if (isAttributes(part)) setAttributes(element, part);
    else append(element, part);
  }
  return element;
}

function isAttributes(part: Attributes | Child): part is Attributes {
  return typeof part === "object" && part !== null && !(part instanceof Node) && !Array.isArray(part);
}

/** setAttributes sets or, where the value is false, null or undefined, removes attributes. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(parent: Node, child: Child): void {
  if (Array.isArray(child)) child.forEach((each) => append(parent, each));
  else if (child instanceof Node) parent.appendChild(child);
  else if (child !== null && child !== undefined && child !== false) parent.appendChild(document.createTextNode(String(child)));
}

/** fill replaces what an element holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** What browsers with Trusted Types have: the page's policy lets no string become HTML but through this one. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: HTML) => string }): { createHTML(text: HTML): string };
}

const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("page", { createHTML: (text) => text });

/**
 * html shows Markdown that the generator has rendered and cleaned: see markdown.go, which leaves neither
 * script nor image nor style in it. This is the only place where a string becomes HTML, and page.json
 * the only place where such strings come from.
 */
export function html(element: HTMLElement, text: HTML): HTMLElement {
  element.innerHTML = trusted === undefined ? text : trusted.createHTML(text);
  return element;
}

const svg = "http://www.w3.org/2000/svg";

/** icon draws a line icon of 16 × 16 from paths. It is for the eye alone. */
export function icon(...paths: string[]): SVGElement {
  const root = document.createElementNS(svg, "svg");
  setAttributes(root, { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" });
  for (const d of paths) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("d", d);
    root.appendChild(path);
  }
  return root;
}

let ids = 0;

/** newID is an id that no other element of the page has. */
export function newID(prefix = "id"): string {
  return `${prefix}-${++ids}`;
}
