// Shows JSON of any size: objects and lists fold, what is long comes in parts, and only what is open is
// made into elements.
import { fill, h } from "../dom";
import { t } from "../words_try";
import { isScalar, Num, Obj, print, type Value } from "./json";
import { mask } from "./secrets";

const part = 100; // members that are shown at once
const longest = 2000; // characters of a string
const open = 400; // elements that unfold by themselves

/** jsonView shows a value; what is hidden of its strings stays so until it is asked for. */
export function jsonView(value: Value, label: string, hidden: ReadonlySet<string> = new Set()): HTMLElement {
  return h("div.json", { role: "group", "aria-label": label, tabindex: 0 }, node(undefined, value, true, { left: open, hidden }, 0));
}

interface Budget {
  left: number; // elements that may still unfold by themselves
  hidden: ReadonlySet<string>;
}

function node(name: string | undefined, value: Value, last: boolean, budget: Budget, depth: number): HTMLElement {
  budget.left--;
  const key = name === undefined ? [] : [h("span.code-name", JSON.stringify(name)), ": "];
  const comma = last ? "" : ",";
  if (isScalar(value)) return h("div.json-line", key, scalar(value, budget), comma);
  const entries = entriesOf(value);
  const [opening, closing] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0 || isShort(value)) return h("div.json-line", key, opening, inLine(entries, budget), closing, comma);
  return folder(key, opening!, closing! + comma, entries, budget, depth);
}

/** Whether a list fits into a line. */
function isShort(value: Value): boolean {
  return Array.isArray(value) && value.length < 10 && value.every(isScalar) && print(value).length < 60;
}

function inLine(entries: Entry[], budget: Budget): (Node | string)[] {
  return entries.flatMap(([, value], i) => (i === 0 ? [scalar(value, budget)] : [", ", scalar(value, budget)]));
}

function folder(key: (Node | string)[], opening: string, closing: string, entries: Entry[], budget: Budget, depth: number): HTMLElement {
  const count = h("span.json-count", t(opening === "[" ? "items" : "members", entries.length));
  const body = h("div.json-body");
  const details = h(
    "details.json-fold",
    h("summary", key, opening, count, h("span.json-tail", closing)),
    body,
    h("div.json-line", closing),
  );
  let made = false;
  const make = () => {
    if (made) return;
    made = true;
    more(body, entries, 0, budget, depth);
  };
  details.addEventListener("toggle", () => details.open && (budget.left <= 0 && (budget.left = part), make()));
  if (budget.left > Math.min(entries.length, part) && depth < 12) {
    details.open = true;
    make();
  }
  return details;
}

/** more appends a part of the members, and a button for the next. */
function more(body: HTMLElement, entries: Entry[], from: number, budget: Budget, depth: number): void {
  const to = Math.min(entries.length, from + part);
  body.append(...entries.slice(from, to).map(([name, value], i) => node(name, value, from + i === entries.length - 1, budget, depth + 1)));
  if (to === entries.length) return;
  const next = h("button.button.quiet.small", { type: "button" }, t("showMore", Math.min(part, entries.length - to), entries.length - to));
  next.addEventListener("click", () => {
    next.remove();
    budget.left = Math.max(budget.left, part);
    more(body, entries, to, budget, depth);
    (body.children[to] as HTMLElement | undefined)?.querySelector("summary")?.focus();
  });
  body.append(next);
}

type Entry = [name: string | undefined, value: Value];

function entriesOf(value: Value): Entry[] {
  if (value instanceof Obj) return value.members;
  return (value as Value[]).map((item): Entry => [undefined, item]);
}

function scalar(value: Value, { hidden }: Budget): HTMLElement {
  if (typeof value === "string") return hidden.has(value) ? secret(value) : text(value);
  return h(value instanceof Num ? "span.code-number" : "span.code-keyword", print(value));
}

function secret(value: string): HTMLElement {
  const show = h("button.button.quiet.small", { type: "button" }, t("show"));
  const whole = h("span", h("span.code-string", `"${mask}"`), " ", show);
  show.addEventListener("click", () => fill(whole, text(value)));
  return whole;
}

function text(value: string): HTMLElement {
  if (value.length <= longest) return h("span.code-string", JSON.stringify(value));
  const shown = h("span.code-string", JSON.stringify(value.slice(0, longest)).slice(0, -1) + "…");
  const all = h("button.button.quiet.small", { type: "button" }, t("showAll", value.length));
  all.addEventListener("click", () => fill(whole, h("span.code-string", JSON.stringify(value))));
  const whole = h("span", shown, " ", all);
  return whole;
}

/** textView shows what is no JSON, the beginning of it if it is long. */
export function textView(value: string, label: string): HTMLElement {
  const shown = h("pre.wrap", { tabindex: 0, "aria-label": label }, value.slice(0, longest * 5));
  if (value.length <= longest * 5) return shown;
  return h("div", shown, h("p.muted", t("cutText", longest * 5, value.length)));
}
