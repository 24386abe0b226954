// Who is signed in, in the header, and the dialog in which one signs in and out.
import { fill, h, icon } from "../dom";
import { methodNamed } from "../data";
import type { API, Scheme } from "../model";
import { link } from "../route";
import { t } from "../words_try";
import { perform } from "./perform";
import { schemeForm } from "./schemeform";
import { credentialsOf, endOf, onSession, signOut } from "./session";
import { givers } from "./tokens";

/** sessionBar is a button that says who is signed in; it opens the dialog. */
export function sessionBar(api: API): HTMLElement {
  if (api.schemes.length === 0) return h("span");
  const text = h("span.session-text");
  const button = h(
    "button.button.quiet.session",
    { type: "button", "aria-haspopup": "dialog", onclick: () => openSession(api) },
    icon("M10.5 7.5a3 3 0 1 0-3-3 M8.4 6.6 2.5 12.5V14h2v-1.5H6V11h1.5l1.4-1.4"),
    text,
  );
  const show = () => {
    const held = api.schemes.filter((scheme) => credentialsOf(scheme.name));
    const late = held.some(isOver);
    button.dataset.state = held.length === 0 ? "out" : late ? "over" : "in";
    text.textContent = held.length === 0 ? t("signIn") : held.map(stateOf).join(" · ");
  };
  onSession(button, show);
  tick(button, show);
  return button;
}

/** tick shows the countdown every second while the element stands in the page. */
function tick(element: HTMLElement, show: () => void): void {
  let seen = false;
  const timer = setInterval(() => {
    if (seen && !element.isConnected) return clearInterval(timer);
    seen ||= element.isConnected;
    show();
  }, 1000);
}

/** stateOf is a scheme and how long its token lives. */
export function stateOf(scheme: Scheme): string {
  const credentials = credentialsOf(scheme.name);
  const who = credentials?.user ? `${scheme.name}: ${credentials.user}` : scheme.name;
  const end = credentials && scheme.kind !== "basic" ? endOf(credentials.secret) : undefined;
  if (!end) return who;
  return isOver(scheme) ? t("over", who) : `${who} ${clock(end.getTime() - Date.now())}`;
}

function isOver(scheme: Scheme): boolean {
  const end = endOf(credentialsOf(scheme.name)?.secret ?? "");
  return end !== undefined && end.getTime() <= Date.now();
}

/** clock is a span of time as 9:05, or 1:02:03. */
function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** openSession opens the dialog. */
export function openSession(api: API): void {
  const close = h("button.button.quiet.small", { type: "button", onclick: () => dialog.close() }, t("close"));
  const schemes = api.schemes.map((scheme) => part(api, scheme, () => dialog.close()));
  const dialog = h(
    "dialog.session-dialog",
    { "aria-labelledby": "session-title" },
    h("div.dialog-head", h("h2", { id: "session-title" }, t("session")), close),
    h("p.muted", t("memoryOnly")),
    schemes,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input")?.focus();
}

/** part is what the dialog has for a scheme. */
function part(api: API, scheme: Scheme, close: () => void): HTMLElement {
  const state = h("p.scheme-state", { role: "status" });
  const line = h("div.offer-line");
  onSession(state, () => {
    const credentials = credentialsOf(scheme.name);
    state.textContent = credentials ? t("signedIn", stateOf(scheme)) : t("notSignedIn");
    const source = credentials?.source && methodNamed(credentials.source.method);
    fill(
      line,
      source && h("button.button.small", { type: "button", onclick: () => void refresh(scheme, state) }, t("refresh", source.name)),
      credentials && h("button.button.small", { type: "button", onclick: () => signOut(scheme.name) }, t("signOut")),
    );
  });
  const ways = scheme.kind === "basic" ? [] : givers(api, scheme).slice(0, 5);
  const links = ways.map((method) => h("li", h("a.type-link", { href: link("method", method.name), onclick: close }, method.name)));
  return h(
    "section.scheme",
    h("h3", scheme.name, " ", h("span.muted", t(`scheme.${scheme.kind}`))),
    state,
    line,
    schemeForm(scheme),
    links.length > 0 && h("div.ways", h("p.muted", t("tokenFrom")), h("ul", links)),
  );
}

/** refresh makes the call again that gave the token. */
async function refresh(scheme: Scheme, state: HTMLElement): Promise<void> {
  const source = credentialsOf(scheme.name)?.source;
  const method = source && methodNamed(source.method);
  if (!method) return;
  state.textContent = t("sending");
  const done = await perform(method, source.params, false, AbortSignal.timeout(30_000));
  if (!done.renewed.includes(scheme.name)) state.textContent = t("notRefreshed", done.outcome.title);
}
