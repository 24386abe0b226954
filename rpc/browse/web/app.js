import { el, markdown } from "./dom.js";
import { fields, typePage, typeText } from "./types.js";
import { tryPanel } from "./try.js";

const main = document.getElementById("main");
const tree = document.getElementById("tree");
const filter = document.getElementById("filter");
let api;

const link = (kind, name) => `#${kind}/${encodeURIComponent(name)}`;
const serviceOf = (name) => name.split(/[./]/)[0];

function drawTree() {
  const wanted = filter.value.trim().toLowerCase();
  const found = (text) => text.toLowerCase().includes(wanted);
  const groups = Map.groupBy(api.methods.filter((m) => found(m.name + " " + (m.summary ?? ""))), (m) => serviceOf(m.name));
  const list = (names, kind) => el("ul", {}, ...names.map((name) => el("li", {}, el("a", { href: link(kind, name) }, name))));
  const types = Object.keys(api.components.schemas).filter(found);
  tree.replaceChildren(
    ...[...groups].map(([service, methods]) => el("section", {}, el("h2", {}, service), list(methods.map((m) => m.name), "method"))),
    types.length > 0 ? el("details", { open: wanted !== "" }, el("summary", {}, "Types"), list(types, "type")) : "",
    groups.size + types.length === 0 ? el("p", { class: "quiet" }, "Nothing is called so.") : "");
  mark();
}

function mark() {
  for (const a of tree.querySelectorAll("a")) {
    if (a.getAttribute("href") === location.hash) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
}

function methodPage(method) {
  const auth = method["x-auth"] ?? {};
  const badges = [
    auth.scheme === "none" ? "for everybody" : "needs " + auth.scheme + (auth.optional ? " (or nothing)" : ""),
    ...(auth.scopes ?? []).map((scope) => "scope " + scope),
    ...(method["x-timeout"] ? ["at most " + method["x-timeout"]] : []),
    ...(method.deprecated ? ["deprecated: " + method["x-deprecated"]] : []),
  ];
  return [
    el("h2", {}, method.name),
    el("p", { class: "badges" }, ...badges.map((text) => el("span", {}, text))),
    ...markdown(method.summary), ...markdown(method.description),
    el("div", { class: "columns" },
      el("div", {},
        el("h3", {}, "Params"),
        method.params.length > 0 ? fields(method.params, api.components.schemas) : el("p", { class: "quiet" }, "None."),
        el("h3", {}, "Result"), el("p", {}, typeText(method.result.schema)), ...markdown(method.result.description),
        ...errorList(method)),
      tryPanel(method)),
  ];
}

function errorList(method) {
  const rows = (method.errors ?? []).map((ref) => {
    const name = ref.$ref.split("/").pop();
    const error = api.components.errors[name];
    const about = api.components["x-errors"]?.[name] ?? {};
    const data = Object.entries(about.data?.properties ?? {}).flatMap(([field, schema]) => [el("code", {}, field), ": ", typeText(schema), " "]);
    return el("tr", {}, el("th", { scope: "row" }, el("code", {}, String(error.code))), el("td", {}, name),
      el("td", {}, error.message, " ", el("span", { class: "quiet" }, ...(data.length > 0 ? data : [about.data?.description ?? ""]))));
  });
  if (rows.length === 0) return [];
  return [el("h3", {}, "Errors"), el("table", {}, el("tbody", {}, ...rows))];
}

function show() {
  const [, kind, name] = /^#(method|type)\/(.+)$/.exec(location.hash) ?? [];
  const method = kind === "method" ? api.methods.find((m) => m.name === decodeURIComponent(name)) : undefined;
  if (method) main.replaceChildren(...methodPage(method));
  else if (kind === "type") main.replaceChildren(...typePage(decodeURIComponent(name), api));
  else main.replaceChildren(el("h2", {}, api.info.title), ...markdown(api.info.description));
  document.title = (kind ? decodeURIComponent(name) + " – " : "") + api.info.title;
  mark();
  window.scrollTo(0, 0);
}

async function begin() {
  const response = await fetch("openrpc.json");
  api = await response.json();
  document.getElementById("title").textContent = api.info.title;
  document.getElementById("version").textContent = "version " + api.info.version;
  drawTree();
  show();
}

filter.addEventListener("input", drawTree);
addEventListener("hashchange", () => { show(); main.focus(); });
addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    filter.focus();
  }
});
begin().catch((error) => main.replaceChildren(el("p", { class: "bad", role: "alert" }, "The description of the API was not read: " + error.message)));
