// What stands around every page: the header, the list at the side, and the place for the page itself.
import { fill, h, icon, setAttributes } from "./dom";
import type { API } from "./model";
import { nav, type Nav } from "./nav";
import { link } from "./route";
import { currentScheme, setScheme, type Scheme } from "./theme";
import { sessionBar } from "./try/console";
import { currentLanguage, setLanguage, t } from "./words";

const icons = {
  menu: ["M2.5 4.5h11", "M2.5 8h11", "M2.5 11.5h11"],
  light: ["M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z", "M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"],
  dark: ["M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z"],
  auto: ["M8 2.5a5.5 5.5 0 1 0 0 11z", "M8 2.5a5.5 5.5 0 0 1 0 11"],
};

export interface Frame {
  main: HTMLElement;
  nav: Nav;
  /** closeMenu hides the list where it lies over the page. */
  closeMenu(): void;
}

/** frame fills the body. Another language makes everything anew, which is what redraw does. */
export function frame(api: API, redraw: () => void): Frame {
  const side = nav(api);
  const main = h("main", { id: "main", tabindex: -1 });
  const menu = h("button.icon-button.menu", { type: "button", "aria-label": t("menu"), "aria-expanded": "false" }, icon(...icons.menu));
  const veil = h("div.veil", { hidden: true });
  const setMenu = (open: boolean): void => {
    side.element.toggleAttribute("data-open", open);
    main.inert = open;
    veil.hidden = !open;
    setAttributes(menu, { "aria-expanded": String(open) });
    if (open) side.focus();
  };
  const closeMenu = (): void => setMenu(false);
  menu.addEventListener("click", () => setMenu(!side.element.hasAttribute("data-open")));
  veil.addEventListener("click", closeMenu);
  side.element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !side.element.hasAttribute("data-open")) return;
    closeMenu();
    menu.focus();
  });
  shortcut(() => {
    if (getComputedStyle(menu).display !== "none") setMenu(true);
    side.focus();
  });
  fill(document.body, skipLink(main), header(api, menu, redraw), h("div.layout", side.element, veil, main));
  return { main, nav: side, closeMenu };
}

/** skipLink leads past the list, for who goes by keyboard. */
function skipLink(main: HTMLElement): HTMLElement {
  const jump = (event: Event): void => {
    event.preventDefault();
    (main.querySelector("h1") ?? main).focus();
  };
  return h("a.skip", { href: "#main", onclick: jump }, t("skip"));
}

function header(api: API, menu: HTMLElement, redraw: () => void): HTMLElement {
  const brand = h("a.brand", { href: link("overview") }, h("span.brand-mark", { "aria-hidden": "true" }), h("span.brand-title", api.title), h("span.version", api.version));
  return h("header.top", menu, brand, h("div.top-tools", sessionBar(api), languageButton(redraw), schemeButton()));
}

function languageButton(redraw: () => void): HTMLElement {
  const other = currentLanguage() === "en" ? "zh" : "en";
  const [name, short] = other === "zh" ? ["中文", "中"] : ["English", "EN"];
  const choose = (): void => {
    setLanguage(other);
    redraw();
    document.querySelector<HTMLElement>(".language")?.focus();
  };
  return h("button.quiet.language", { type: "button", lang: other === "zh" ? "zh-CN" : "en", "aria-label": name, onclick: choose }, h("span.long", name), h("span.short", { "aria-hidden": "true" }, short));
}

const next: Record<Scheme, Scheme> = { auto: "light", light: "dark", dark: "auto" };

function schemeButton(): HTMLElement {
  const button = h("button.icon-button", { type: "button" });
  const draw = (): void => {
    const label = t(`theme.${currentScheme()}`);
    setAttributes(button, { "aria-label": label, title: label });
    fill(button, icon(...icons[currentScheme()]));
  };
  button.addEventListener("click", () => {
    setScheme(next[currentScheme()]);
    draw();
  });
  draw();
  return button;
}

let pressed: (() => void) | undefined;

/** shortcut does something when a slash is pressed outside of what is typed into. */
function shortcut(slash: () => void): void {
  if (pressed === undefined) document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTypedInto(event.target)) return;
    event.preventDefault();
    pressed?.();
  });
  pressed = slash;
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
