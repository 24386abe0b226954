// The pages of types and of errors.
import { codeBlock } from "./code";
import { h } from "./dom";
import { definition, deprecation, fieldList } from "./fields";
import type { API, ErrorType, Named } from "./model";
import { errorData } from "./page_method";
import { prose } from "./prose";
import { errorLink, methodLink, section, title } from "./section";
import { typeLink } from "./typename";
import { usersOf, type Use } from "./usedby";
import { t } from "./words";

export function typePage(named: Named, api: API): HTMLElement {
  const users = usersOf(api, named.name);
  return h(
    "article.page.narrow",
    h(
      "header.page-head",
      h("p.eyebrow", t(`shape.${named.shape}`)),
      title(h("code", named.name)),
      h("ul.badges", { "aria-label": t("about") }, traits(named).map((word) => h("li", h("span.badge", t(word))))),
      deprecation(named.deprecated),
      prose(named.description),
    ),
    section(t(`shape.${named.shape}.heading`), definition(named, users.methods.some((use) => use.where.includes("params")) ? "caller" : "server")),
    section(t("usedBy"), uses(users)),
  );
}

function traits(named: Named): string[] {
  return [named.nullable ? "nullable" : "", named.open ? "openEnum.short" : "", named.recursive ? "recursive" : ""].filter((word) => word !== "");
}

function uses(users: ReturnType<typeof usersOf>): HTMLElement {
  if (users.methods.length + users.types.length + users.errors.length === 0) return h("p.muted", t("usedBy.nothing"));
  return h(
    "dl.uses",
    users.methods.length === 0 ? null : [h("dt", t("methods")), h("dd", h("ul", users.methods.map(methodUse)))],
    users.types.length === 0 ? null : [h("dt", t("types")), h("dd", h("ul", users.types.map((name) => h("li", h("code", typeLink(name))))))],
    users.errors.length === 0 ? null : [h("dt", t("errors")), h("dd", h("ul", users.errors.map((name) => h("li", errorLink(name)))))],
  );
}

function methodUse(use: Use): HTMLElement {
  return h("li", methodLink(use.name), " ", h("span.muted", use.where.map((where) => t(`in.${where}`)).join(t("listComma"))));
}

export function errorPage(error: ErrorType, api: API): HTMLElement {
  const methods = api.methods.filter((m) => m.errors.includes(error.name));
  return h(
    "article.page.narrow",
    h(
      "header.page-head",
      h("p.eyebrow", t(error.standard ? "error.kind.standard" : "error.kind.own")),
      title(h("code", error.name)),
      h("ul.badges", { "aria-label": t("about") }, h("li", h("span.badge", t("code"), " ", h("code", error.code)))),
      error.standard ? h("p", t(`error.${error.name}`)) : prose(error.description),
    ),
    section(t("error.answer"), codeBlock(JSON.stringify(answerOf(error), null, 2), "json", t("error.answer"))),
    error.fields === undefined && error.data === undefined ? null : section(t("data"), error.fields === undefined ? errorData(error) : fieldList(error.fields, "server")),
    section(t("usedBy"), methods.length === 0 ? h("p.muted", t(error.standard ? "error.everywhere" : "usedBy.nothing")) : h("ul.plain", methods.map((m) => h("li", methodLink(m.name))))),
  );
}

/** answerOf is the error object of an answer, as far as it is the same every time. */
function answerOf(error: ErrorType): object {
  const data = standardData[error.name];
  return { code: error.code, message: error.message, ...(error.standard && data !== undefined ? { data } : {}) };
}

/** The data that the runtime's own errors have, for example. */
const standardData: Record<string, object> = {
  InvalidParams: { errors: [{ path: "/name", rule: "required", message: "is required" }, { path: "/limit", rule: "maximum", message: "must be at most 100", limit: 100 }] },
  Unauthenticated: { reason: "expired" },
  PermissionDenied: { scope: "admin" },
  Unavailable: { retryAfter: 5 },
  LimitExceeded: { retryAfter: 5 },
  InternalError: { requestId: "0f6c2b1e9a7d4c35" },
};
