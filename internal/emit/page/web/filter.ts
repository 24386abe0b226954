// The entries of the list at the side.
import { setAttributes } from "./dom";
import type { Route } from "./route";

export interface Entry {
  page: Route["page"];
  name: string;
  anchor: HTMLElement;
  label: HTMLElement;
  item: HTMLElement;
  /** What the filter looks through. */
  search: string;
}

/** mark marks the entry of the page that is shown, and brings it into view. */
export function mark(entries: Entry[], route: Route, reveal: (entry: Entry) => void): void {
  for (const entry of entries) {
    const here = entry.page === route.page && entry.name === route.name;
    setAttributes(entry.anchor, { "aria-current": here ? "page" : undefined });
    if (!here) continue;
    reveal(entry);
    bringIntoView(entry.anchor);
  }
}

/** bringIntoView moves the list alone, and not the page beside it. */
function bringIntoView(element: HTMLElement): void {
  const list = element.closest(".nav-list");
  if (list === null) return;
  const own = element.getBoundingClientRect();
  const outer = list.getBoundingClientRect();
  if (own.top < outer.top || own.bottom > outer.bottom) list.scrollTop += own.top - outer.top - outer.height / 2;
}
