// The first page: what the API is, how it is called, and everything that is in it.
import { codeBlock, copyButton } from "./code";
import { endpoint, methodNamed } from "./data";
import { h, type Child } from "./dom";
import type { API, ErrorType, Scheme, Service } from "./model";
import { prose } from "./prose";
import { errorLink, methodTable, section, title } from "./section";
import { typeLink } from "./typename";
import { count, t } from "./words";

export function overview(api: API): HTMLElement {
  return h(
    "article.page.narrow",
    h("header.page-head", title(api.title, " ", h("span.version", api.version)), prose(api.description, "prose.lead"), h("div.endpoint", h("b", "POST"), h("code", endpoint()), copyButton(endpoint)), counts(api)),
    section(t("calling"), h("p", t("calling.text")), codeBlock(curl(api), "sh", t("code.curl"))),
    api.schemes.length === 0 ? null : section(t("signingIn"), h("div.cards", api.schemes.map(schemeCard))),
    section(t("methods"), api.services.map(serviceBlock)),
    api.types.length === 0 ? null : section(t("types"), h("ul.type-list", api.types.map((n) => h("li", typeLink(n.name))))),
    section(t("errors"), h("p", t("errors.text")), errorTable(api.errors.filter((e) => !e.standard)), h("h3", t("errors.standard")), errorTable(api.errors.filter((e) => e.standard))),
  );
}

function counts(api: API): HTMLElement {
  const all: [string, number][] = [
    ["count.methods", api.methods.length],
    ["count.services", api.services.length],
    ["count.types", api.types.length],
  ];
  return h("ul.counts", all.map(([word, n]) => h("li", count(word, n))));
}

/** curl calls a method that everybody may call, if there is one. */
function curl(api: API): string {
  const open = api.methods.find((m) => m.auth === undefined && m.params.every((p) => p.optional)) ?? api.methods[0];
  const call = { jsonrpc: "2.0", id: 1, method: open?.name ?? "" };
  return `curl -s ${endpoint()} -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(call)}'`;
}

export function schemeCard(scheme: Scheme): HTMLElement {
  return h(
    "div.card",
    h("h3", h("code", scheme.name), " ", h("span.badge", t(`scheme.${scheme.kind}`))),
    prose(scheme.description),
    h("p", t("scheme.where"), " ", join(places(scheme), t("or"))),
    scheme.scopes === undefined ? null : h("dl.scopes", scheme.scopes.map((s) => [h("dt", h("code", s.name)), h("dd", prose(s.description))])),
  );
}

/** places are where credentials of a scheme are looked for. */
export function places(scheme: Scheme): Child[] {
  const all: Child[] = [];
  if (scheme.kind === "bearer") all.push(h("code", "Authorization: Bearer …"));
  if (scheme.kind === "basic") all.push(h("code", "Authorization: Basic …"));
  if (scheme.header !== undefined) all.push(h("code", `${scheme.header}: …`));
  if (scheme.param !== undefined) all.push([t("scheme.param"), " ", h("code", scheme.param)]);
  return all;
}

function join(all: Child[], word: string): Child[] {
  return all.flatMap((each, i) => (i === 0 ? [each] : [` ${word} `, each]));
}

function serviceBlock(service: Service): HTMLElement {
  const methods = service.methods.map(methodNamed).filter((m) => m !== undefined);
  return h("div.service", h("h3", service.name), methodTable(methods));
}

export function errorTable(errors: ErrorType[]): HTMLElement {
  return h(
    "ul.index.errors",
    errors.map((e) => h("li", h("span.index-name", h("span.code-number", e.code), " ", errorLink(e.name)), h("span.index-text", e.standard ? t(`error.${e.name}`) : e.message))),
  );
}
