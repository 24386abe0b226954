// The parts that pages are made of.
import { h, newID, type Child } from "./dom";
import type { Method } from "./model";
import { link } from "./route";
import { t } from "./words";

/** section has a heading of the second level. */
export function section(title: string, ...children: Child[]): HTMLElement {
  const id = newID("section");
  return h("section", { "aria-labelledby": id }, h("h2.section", { id }, title), children);
}

/** title is the heading of a page. It takes the focus when somebody comes by a link. */
export function title(...children: Child[]): HTMLElement {
  return h("h1", { tabindex: -1 }, children);
}

/** methodLink is the name of a method, breakable behind its dots. */
export function methodLink(name: string): HTMLElement {
  return h("a", { href: link("method", name) }, h("code", breakable(name)));
}

export function errorLink(name: string): HTMLElement {
  return h("a", { href: link("error", name) }, h("code", name));
}

/** breakable lets a long name go on in another line behind its dots. */
export function breakable(name: string): Child[] {
  return name.split(/(?<=[./_])/).flatMap((part, i) => (i === 0 ? [part] : [h("wbr"), part]));
}

/** methodTable lists methods with their summaries. */
export function methodTable(methods: Method[]): HTMLElement {
  return h(
    "ul.index",
    methods.map((m) => h("li", h("span.index-name", methodLink(m.name), m.deprecated === undefined ? null : h("span.badge.warn", t("deprecated"))), h("span.index-text", m.summary ?? ""))),
  );
}
