// The list of everything at the side, with its filter.
import { fill, h, icon, newID, setAttributes } from "./dom";
import type { API, Service } from "./model";
import { light, mark, type Entry } from "./filter";
import { link, type Route } from "./route";
import { t } from "./words";

const chevron = "M6 4l4 4-4 4";
const lock = ["M4.5 7.5V5a3.5 3.5 0 0 1 7 0v2.5", "M3.5 7.5h9v6h-9z"];

/** Groups that the person has closed, or opened, by their names. */
const toggled = new Map<string, boolean>();

interface Group {
  element: HTMLElement;
  heading: HTMLElement | undefined;
  button: HTMLButtonElement | undefined;
  list: HTMLElement;
  open: boolean;
  entries: Entry[];
}

export interface Nav {
  element: HTMLElement;
  /** select says which page is shown. */
  select(route: Route): void;
  /** focus puts the cursor into the filter. */
  focus(): void;
}

export function nav(api: API): Nav {
  const groups = allGroups(api);
  const nothing = h("p.nav-nothing", { hidden: true }, t("filter.nothing"));
  const status = h("p.visually-hidden", { role: "status" });
  const filter = h("input.input.filter", { type: "search", placeholder: t("filter"), "aria-label": t("filter.label"), "aria-keyshortcuts": "/", autocomplete: "off", spellcheck: "false", oninput: () => search() });
  const search = (): void => {
    const found = narrow(groups, filter.value);
    nothing.hidden = found > 0;
    light(groups.flatMap((g) => g.entries), wordsOf(filter.value));
    fill(status, filter.value.trim() === "" ? "" : t("filter.found", found));
  };
  const list = h("div.nav-list", groups.map((g) => g.element), nothing);
  const element: HTMLElement = h("nav.nav", { "aria-label": t("nav"), onkeydown: (event) => keys(event as KeyboardEvent, element, filter, search) }, h("div.nav-search", filter, h("kbd.hint", { "aria-hidden": "true" }, "/")), status, list);
  return { element, select: (route) => mark(groups.flatMap((g) => g.entries), route, reveal(groups)), focus: () => filter.select() };
}

function allGroups(api: API): Group[] {
  return [
    group("", [entry("overview", "", t("overview")), entry("batch", "", t("batch"))], true),
    ...api.services.map((service) => serviceGroup(service, api)),
    group(t("types"), api.types.map((n) => entry("type", n.name, n.name, { deprecated: n.deprecated })), api.types.length <= 12 && api.methods.length <= 20),
    group(t("errors"), api.errors.map((e) => entry("error", e.name, e.name)), false),
  ];
}

function serviceGroup(service: Service, api: API): Group {
  const own = new Set(service.methods);
  const entries = api.methods.filter((m) => own.has(m.name)).map((m) => entry("method", m.name, shortName(m.name, service), { words: m.summary, deprecated: m.deprecated, locked: m.auth !== undefined }));
  return group(service.name, entries, api.methods.length <= 60);
}

/** shortName leaves out what the heading says: "register" below "user". */
function shortName(name: string, service: Service): string {
  for (const separator of [".", "/"]) if (name.startsWith(service.name + separator)) return name.slice(service.name.length + 1);
  return name;
}

interface About {
  words?: string | undefined;
  deprecated?: string | undefined;
  locked?: boolean;
}

function entry(page: Route["page"], name: string, label: string, about: About = {}): Entry {
  const text = h("span.nav-label", { class: about.deprecated === undefined ? "nav-label" : "nav-label deprecated-name" }, label);
  const locked = about.locked ? [h("span.visually-hidden", `, ${t("auth.short")}`), icon(...lock)] : null;
  const anchor = h("a.nav-link", { href: link(page, name), title: about.words }, text, locked);
  return { page, name, anchor, label: text, item: h("li", anchor), search: `${name} ${label} ${about.words ?? ""}`.toLowerCase() };
}

function group(name: string, entries: Entry[], open: boolean): Group {
  const id = newID("group");
  const list = h("ul", { id, "aria-label": name === "" ? undefined : name }, entries.map((e) => e.item));
  if (name === "") return { element: h("div.nav-group", list), heading: undefined, button: undefined, list, open: true, entries };
  const button = h("button.nav-heading", { type: "button", "aria-controls": id }, icon(chevron), h("span", name), h("span.nav-count", { "aria-hidden": "true" }, entries.length));
  const made: Group = { element: h("div.nav-group", button, list), heading: button, button, list, open: toggled.get(name) ?? open, entries };
  button.addEventListener("click", () => {
    toggled.set(name, !made.open);
    setOpen(made, !made.open);
  });
  setOpen(made, made.open);
  if (entries.length === 0) made.element.hidden = true;
  return made;
}

function setOpen(group: Group, open: boolean): void {
  group.open = open;
  show(group, open);
}

function show(group: Group, open: boolean): void {
  group.list.hidden = !open;
  if (group.button !== undefined) setAttributes(group.button, { "aria-expanded": String(open) });
}

/** reveal opens the group of an entry, as its page is shown. */
function reveal(groups: Group[]): (entry: Entry) => void {
  return (entry) => {
    const owner = groups.find((g) => g.entries.includes(entry));
    if (owner !== undefined && !owner.open) setOpen(owner, true);
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

/** narrow leaves what holds all words of the filter, and says how many that are. */
function narrow(groups: Group[], text: string): number {
  const words = wordsOf(text);
  let found = 0;
  for (const each of groups) {
    let here = 0;
    for (const e of each.entries) {
      const match = words.every((word) => e.search.includes(word));
      e.item.hidden = !match;
      if (match) here++;
    }
    each.element.hidden = here === 0;
    show(each, words.length > 0 || each.open);
    found += here;
  }
  return found;
}

/** keys: arrows walk through the links and headings, Escape empties the filter. */
function keys(event: KeyboardEvent, element: HTMLElement, filter: HTMLInputElement, search: () => void): void {
  if (event.key === "Escape" && filter.value !== "") {
    filter.value = "";
    search();
    filter.focus();
    event.stopPropagation();
    return;
  }
  if (event.key === "Enter" && document.activeElement === filter && filter.value.trim() !== "") {
    element.querySelector<HTMLElement>(".nav-group:not([hidden]) li:not([hidden]) > a")?.click();
    return;
  }
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const stops = [filter, ...element.querySelectorAll<HTMLElement>("button, a")].filter((each) => each.offsetParent !== null);
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
