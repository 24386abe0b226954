// The answer to a call, below it.
import { h } from "../dom";
import type { API, Method } from "../model";
import { t } from "../words_try";
import type { Exchange, Violation } from "./exchange";
import { print, type Value } from "./json";
import { jsonView, textView } from "./jsonview";
import { bytes, duration, errorLink, type Outcome, unauthenticated, violationList } from "./outcome";
import { secretsIn } from "./secrets";
import { tokenOffer } from "./offer";
import { openSession } from "./sessionbar";
import { transcript } from "./transcript";

export interface Shown {
  api: API;
  method: Method;
  exchange: Exchange;
  outcome: Outcome;
  /** The params that were sent, before the credentials were added. */
  params: Value | undefined;
  /** The request's body, secrets hidden. */
  body: string;
  focusOn?: (path: string) => void;
}

export function answerView(shown: Shown): HTMLElement {
  const { exchange, outcome } = shown;
  const hidden = new Set(secretsIn(shown.method.result, outcome.answer?.result).values());
  return h(
    "div",
    { class: `answer answer-${outcome.kind}` },
    h("div.answer-head", h("h3.answer-title", outcome.title), figures(exchange), copyButton(exchange)),
    outcome.answer?.error && h("p.answer-error", errorLink(shown.api, outcome.answer.error, shown.method)),
    outcome.advice.map((line) => h("p.answer-advice", line)),
    outcome.answer?.error?.code === unauthenticated && signInButton(shown.api),
    details(shown, hidden),
    tokenOffer(shown),
    transcript(exchange, shown.body, hidden),
  );
}

function signInButton(api: API): HTMLElement {
  return h("div", h("button.button.small", { type: "button", onclick: () => openSession(api) }, t("signIn")));
}

/** figures are the status, the time and the size. */
export function figures(exchange: Exchange): HTMLElement {
  const { response, ms } = exchange;
  const kind = !response ? "none" : response.status < 300 ? "ok" : "bad";
  return h(
    "span.figures",
    response && h("span", { class: `status status-${kind}` }, `${response.status} ${response.statusText}`.trim()),
    h("span", duration(ms)),
    response && h("span", bytes(response.size)),
  );
}

function details(shown: Shown, hidden: ReadonlySet<string>): HTMLElement | false {
  const { answer, kind } = shown.outcome;
  const text = shown.exchange.response?.text ?? "";
  if (answer?.error) return errorDetails(answer.error.violations, answer.error.data, shown.focusOn);
  if (answer?.result !== undefined) return jsonView(answer.result, t("result"), hidden);
  return kind === "trouble" && text !== "" && textView(text, t("response"));
}

export function errorDetails(violations: Violation[], data: Value | undefined, focusOn?: (path: string) => void): HTMLElement {
  return h(
    "div",
    violations.length > 0 && violationList(violations, focusOn),
    data !== undefined && violations.length === 0 && jsonView(data, t("errorData")),
  );
}

function copyButton(exchange: Exchange): HTMLElement | false {
  const text = exchange.response?.text;
  return text !== undefined && text !== "" && copier(t("copyAnswer"), () => text);
}

/** copier is a button that copies a text and says so. */
export function copier(label: string, text: () => string): HTMLButtonElement {
  const button = h("button.button.quiet.small", { type: "button" }, label);
  button.addEventListener("click", () => void copy(text()).then((done) => flash(button, label, t(done ? "copied" : "notCopied"))));
  return button;
}

/** copy puts a text into the clipboard, where the browser allows it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function flash(button: HTMLElement, label: string, word: string): void {
  button.textContent = word;
  setTimeout(() => (button.textContent = label), 1500);
}

/** short is a value in a line. */
export function short(value: Value | undefined): string {
  const text = print(value);
  return text.length > 80 ? text.slice(0, 79) + "…" : text;
}
