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

/** light marks in the names what the filter looks for, in browsers that can without touching the document. */
export function light(entries: Entry[], words: string[]): void {
  if (!("highlights" in CSS)) return;
  const found = entries.filter((entry) => !entry.item.hidden).flatMap((entry) => words.flatMap((word) => rangeOf(entry.label, word)));
  CSS.highlights.set("filter", new Highlight(...found));
}

function rangeOf(label: HTMLElement, word: string): Range[] {
  const text = label.firstChild;
  const at = (text?.textContent ?? "").toLowerCase().indexOf(word);
  if (text === null || at < 0) return [];
  const range = new Range();
  range.setStart(text, at);
  range.setEnd(text, at + word.length);
  return [range];
}
