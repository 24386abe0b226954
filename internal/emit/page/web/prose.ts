// Descriptions of the spec, with links from the names that stand in them.
import { errorNamed, methodNamed, typeNamed } from "./data";
import { h, html } from "./dom";
import type { HTML } from "./model";
import { link } from "./route";

/** prose shows a description, or nothing when there is none. A name in backquotes leads to what it names. */
export function prose(text: HTML | undefined, cls = "prose"): HTMLElement | null {
  if (text === undefined || text === "") return null;
  const element = html(h(`div.${cls}`), text);
  for (const code of element.querySelectorAll("code")) {
    const name = code.textContent ?? "";
    const target = targetOf(name);
    if (target === "" || code.closest("a, pre") !== null) continue;
    const anchor = h("a", { href: target });
    code.replaceWith(anchor);
    anchor.append(code);
  }
  for (const table of element.querySelectorAll("table")) {
    const scroller = h("div.scroll", { tabindex: 0 });
    table.replaceWith(scroller);
    scroller.append(table);
  }
  return element;
}

function targetOf(name: string): string {
  if (methodNamed(name) !== undefined) return link("method", name);
  if (typeNamed(name) !== undefined) return link("type", name);
  return errorNamed(name) !== undefined ? link("error", name) : "";
}
