// The page begins here.
import { errorNamed, load, methodNamed, typeNamed } from "./data";
import { fill, h } from "./dom";
import { frame, type Frame } from "./frame";
import type { API } from "./model";
import { methodPage } from "./page_method";
import { overview } from "./page_overview";
import { errorPage, typePage } from "./page_type";
import { current, follow, link, type Route } from "./route";
import { title } from "./section";
import { restoreScheme } from "./theme";
import { batchPage } from "./try/console";
import { currentLanguage, t } from "./words";

restoreScheme();
load().then(begin, (error: unknown) => fill(document.body, h("p.fatal", { role: "alert" }, t("load.failed"), " ", String(error))));

function begin(api: API): void {
  let around = draw(api);
  follow((route) => {
    around.closeMenu();
    show(api, around, route);
  }, settle);

  /** draw makes everything in the language that is chosen. */
  function draw(api: API): Frame {
    document.documentElement.lang = currentLanguage() === "zh" ? "zh-CN" : "en";
    return frame(api, () => {
      around = draw(api);
      show(api, around, current());
    });
  }
}

/** settle puts the focus where a person is taken: to the heading, or to the form that a link has filled. */
function settle(route: Route, first: boolean): void {
  const form = route.query.has("call") ? document.getElementById("try") : null;
  if (form !== null && form.getBoundingClientRect().top > innerHeight / 2) form.scrollIntoView();
  if (!first) (form ?? document.querySelector<HTMLElement>("main h1"))?.focus({ preventScroll: true });
}

function show(api: API, around: Frame, route: Route): void {
  fill(around.main, pageOf(api, route));
  around.nav.select(route);
  document.title = [nameOf(route), api.title].filter((part) => part !== "").join(" · ");
}

function nameOf(route: Route): string {
  return route.page === "batch" ? t("batch") : route.name;
}

function pageOf(api: API, route: Route): HTMLElement {
  const method = methodNamed(route.name);
  const type = typeNamed(route.name);
  const error = errorNamed(route.name);
  switch (route.page) {
    case "overview":
      return overview(api);
    case "batch":
      return batchPage(api);
    case "method":
      return method === undefined ? missing(route) : methodPage(method, api);
    case "type":
      return type === undefined ? missing(route) : typePage(type, api);
    case "error":
      return error === undefined ? missing(route) : errorPage(error, api);
  }
}

function missing(route: Route): HTMLElement {
  return h("article.page.narrow", title(t("missing")), h("p", t(`missing.${route.page}`, route.name)), h("p", h("a", { href: link("overview") }, t("overview"))));
}
