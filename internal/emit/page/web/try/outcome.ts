// What became of a call, in words.
import { h } from "../dom";
import type { API, ErrorType, Method } from "../model";
import { link } from "../route";
import { t } from "../words_try";
import { type Answer, answerOf, answers, type ErrorObject, type Exchange, jsonOf, type Violation } from "./exchange";
import { print, type Value } from "./json";

/** The code of calls without credentials, or with bad ones. */
export const unauthenticated = -32001;

/** Outcome is an exchange as a person wants to hear of it. */
export interface Outcome {
  kind: "result" | "error" | "silent" | "trouble";
  /** One line: for the eye and for screen readers. */
  title: string;
  /** What to do about it. */
  advice: string[];
  answer?: Answer;
}

/** outcomeOf judges the exchange of one call. Without an id it was a notification. */
export function outcomeOf(exchange: Exchange, id: number | undefined): Outcome {
  const troubled = troubleOf(exchange);
  if (troubled) return troubled;
  const body = jsonOf(exchange.response);
  const answer = answerOf(body);
  if (!answer) return notAnswered(exchange, id, body);
  const advice = id !== undefined && !answers(answer, id) && answer.error === undefined ? [t("wrongID", print(answer.id), id)] : [];
  if (answer.error)
    return { kind: "error", title: errorTitle(answer.error), advice: [...advice, ...adviceOn(answer.error, exchange)], answer };
  return { kind: "result", title: t("result"), advice, answer };
}

/** troubleOf is what went wrong before there could be an answer to read. */
export function troubleOf(exchange: Exchange): Outcome | undefined {
  const trouble = (title: string, ...advice: string[]): Outcome => ({ kind: "trouble", title, advice });
  if (exchange.failure)
    return trouble(
      t(`failure.${exchange.failure.kind}`),
      t(`failure.${exchange.failure.kind}.why`, exchange.request.url),
      exchange.failure.detail,
    );
  const { status, whole, size } = exchange.response!;
  if (!whole) return trouble(t("tooLong", bytes(size)), t("tooLong.why"));
  if (status === 413) return trouble(t("tooLarge"), t("tooLarge.why", bytes(exchange.request.body.length)));
  return undefined;
}

function notAnswered(exchange: Exchange, id: number | undefined, body: Value | undefined): Outcome {
  const { status, text, headers } = exchange.response!;
  if (text === "" && status < 300)
    return id === undefined ? { kind: "silent", title: t("notified"), advice: [] } : { kind: "trouble", title: t("empty"), advice: [] };
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (text !== "" && body === undefined)
    return { kind: "trouble", title: t("notJSONAnswer", status), advice: [t("notJSONAnswer.why", type), ...adviceOnStatus(status)] };
  return { kind: "trouble", title: t("notAnswer", status), advice: adviceOnStatus(status) };
}

function adviceOnStatus(status: number): string[] {
  const known = ([401, 403, 404, 405, 415, 429, 431, 502, 503, 504] as const).find((each) => each === status);
  return known ? [t(`status.${known}`)] : [];
}

export function errorTitle(error: ErrorObject): string {
  return `${error.code} ${error.message}`;
}

function adviceOn(error: ErrorObject, exchange: Exchange): string[] {
  const data = error.data === undefined ? "" : print(error.data);
  if (error.code === unauthenticated) return [t(/"expired"/.test(data) ? "expired.why" : /"missing"/.test(data) ? "missing.why" : "invalid.why")];
  return exchange.response!.status === 200 ? [] : adviceOnStatus(exchange.response!.status);
}

/** errorLink leads to the page of an error. */
export function errorLink(api: API, error: ErrorObject, method: Method): HTMLElement | undefined {
  const known = (each: ErrorType) => each.code === error.code;
  const found = api.errors.find((each) => known(each) && method.errors.includes(each.name)) ?? api.errors.find(known);
  return found && h("a.type-link", { href: link("error", found.name) }, found.name);
}

/** violationList names what is wrong; a click leads to the field. */
export function violationList(violations: Violation[], focusOn?: (path: string) => void): HTMLElement {
  const place = (path: string) =>
    focusOn ? h("button.link.mono", { type: "button", onclick: () => focusOn(path) }, path || "/") : h("code", path || "/");
  return h(
    "ul.violations",
    violations.map(({ path, message, rule }) => h("li", place(path), " ", message, " ", h("span.muted", rule))),
  );
}

/** bytes is a size as people read it. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** duration is a time as people read it. */
export function duration(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
