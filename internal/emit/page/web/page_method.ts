// The page of a method: everything that a caller needs to know.
import { codeBlock, copyButton } from "./code";
import { errorNamed, schemeNamed } from "./data";
import { h, icon, type Child } from "./dom";
import { deprecation, facts, fieldList, inside, spread } from "./fields";
import type { API, ErrorType, Example, Method } from "./model";
import { prose } from "./prose";
import { samples } from "./samples";
import { breakable, errorLink, section, title } from "./section";
import { consoleOf } from "./try/console";
import { fromPlain } from "./try/json";
import { linkTo } from "./try/share";
import { typeLink, typeName } from "./typename";
import { count, t } from "./words";

export function methodPage(method: Method, api: API): HTMLElement {
  return h(
    "article.page.split",
    h("div.docs", head(method), paramsSection(method, api), resultSection(method), errorsSection(method), examplesSection(method)),
    h("div.aside", h("div", { id: "try", tabindex: -1 }, consoleOf(method, api)), samples(method, api)),
  );
}

function head(method: Method): HTMLElement {
  return h(
    "header.page-head",
    h("p.eyebrow", method.service, (method.tags ?? []).map((tag) => [" · ", tag])),
    h("div.title-row", title(h("code", breakable(method.name))), copyButton(() => method.name)),
    method.summary === undefined ? null : h("p.lead", method.summary),
    h("ul.badges", { "aria-label": t("about") }, badges(method).map((badge) => h("li", badge))),
    deprecation(method.deprecated),
    prose(method.description),
    h("a.button.jump", { href: "#try", onclick: jump }, t("tryIt")),
  );
}

/** jump goes to the console, where it lies below, without changing the address. */
function jump(event: Event): void {
  event.preventDefault();
  const console = document.getElementById("try");
  console?.scrollIntoView();
  console?.focus({ preventScroll: true });
}

const lock = ["M4.5 7.5V5a3.5 3.5 0 0 1 7 0v2.5", "M3.5 7.5h9v6h-9z"];

function badges(method: Method): Child[] {
  const auth = method.auth;
  const all: Child[] = [];
  if (auth === undefined) all.push(h("span.badge.ok", t("auth.none")));
  else {
    const words = auth.optional ? "auth.optional" : "auth.required";
    all.push(h("span.badge.accent", { title: t(`scheme.${schemeNamed(auth.scheme)?.kind ?? "bearer"}`) }, icon(...lock), t(words, auth.scheme)));
    for (const scope of auth.scopes ?? []) all.push(h("span.badge.accent", t("scope"), " ", h("code", scope)));
  }
  if (method.byName) all.push(h("span.badge", t("byName")));
  if (method.timeout !== undefined) all.push(h("span.badge", t("timeout", method.timeout)));
  if (method.deprecated !== undefined) all.push(h("span.badge.warn", t("deprecated")));
  return all;
}

function paramsSection(method: Method, api: API): HTMLElement {
  if (method.params.length === 0) return section(t("params"), h("p.muted", t("params.none")));
  return section(
    t("params"),
    h("p.muted.small", t(method.byName ? "params.byName" : "params.either"), " ", t(`unknown.${api.unknown}`), method.paramsType === undefined ? null : [" ", t("params.type"), " ", typeLink(method.paramsType), t("stop")]),
    fieldList(method.params, "caller"),
  );
}

function resultSection(method: Method): HTMLElement {
  const type = method.result;
  if (type === undefined) return section(t("result"), h("p", h("code", "null"), " ", h("span.muted", t("result.null"))), prose(method.resultDescription));
  return section(t("result"), h("p.field-head", typeName(type)), prose(method.resultDescription), facts(type), spread(type, "server"));
}

function errorsSection(method: Method): HTMLElement {
  const all = method.errors.map(errorNamed).filter((e) => e !== undefined);
  return section(t("errors"), all.length === 0 ? null : h("ul.fields", all.map(errorRow)), h("p.muted.small", t("errors.always"), " ", errorLink("InternalError"), t("listComma"), errorLink("Unavailable"), t("listComma"), errorLink("LimitExceeded"), t("stop")));
}

export function errorRow(error: ErrorType): HTMLElement {
  return h(
    "li.field-row",
    h("div.field-head", h("span.code-number", error.code), " ", errorLink(error.name), error.standard ? null : [" ", h("span.message", error.message)]),
    error.standard ? h("p.muted", t(`error.${error.name}`)) : prose(error.description),
    errorData(error),
  );
}

/** errorData is what an error holds beside its code and message. */
export function errorData(error: ErrorType): HTMLElement | null {
  if (error.data !== undefined) return h("div", h("p.field-head", h("span.muted", t("data")), " ", typeName(error.data)), facts(error.data), inside(error.data, "server"));
  if (error.fields === undefined) return null;
  return h("details.nested", h("summary", t("data"), t("colon"), count("count.fields", error.fields.length)), h("div.nested-body", fieldList(error.fields, "server")));
}

function examplesSection(method: Method): HTMLElement | null {
  if (method.examples === undefined) return null;
  return section(t("examples"), method.examples.map((example) => exampleCard(example, method)));
}

function exampleCard(example: Example, method: Method): HTMLElement {
  const error = example.error === undefined ? undefined : errorNamed(example.error);
  return h(
    "div.example",
    h("div.example-head", h("h3", example.summary ?? t("example.unnamed")), fillLink(example, method)),
    h("div.exchange", example.params === undefined ? null : pane(t("params"), example.params), error === undefined ? resultPane(example, method) : pane(t("error"), { code: error.code, message: error.message })),
  );
}

/** fillLink brings the params of an example into the form. Secrets are left to the person. */
function fillLink(example: Example, method: Method): HTMLElement | null {
  if (example.params === undefined || method.params.length === 0) return null;
  const { href } = linkTo(method, fromPlain(example.params), false);
  return h("a.fill", { href: href.slice(href.indexOf("#")) }, t("example.fill"));
}

function resultPane(example: Example, method: Method): Child {
  if (example.result !== undefined) return pane(t("result"), example.result);
  return method.result === undefined ? pane(t("result"), null) : null;
}

function pane(label: string, value: unknown): HTMLElement {
  return h("figure.pane", h("figcaption", label), codeBlock(JSON.stringify(value, null, 2), "json", label));
}
