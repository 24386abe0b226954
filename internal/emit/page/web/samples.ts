// Ready code for a call with the values of the form.
import { codeBlock } from "./code";
import { fill, h, newID } from "./dom";
import type { Code } from "./highlight";
import type { API, Method } from "./model";
import { curl } from "./samples/curl";
import { golang } from "./samples/go";
import { masked, maskParams } from "./samples/mask";
import { typescript } from "./samples/ts";
import { onValues } from "./try/console";
import { fromPlain, Obj, type Value } from "./try/json";
import { recall, remember, t } from "./words";

type Sample = "curl" | "TypeScript" | "Go";

const languages: Sample[] = ["curl", "TypeScript", "Go"];
const codes: Record<Sample, Code> = { curl: "sh", TypeScript: "ts", Go: "go" };
const stored = "trunkline-sample";

/** The values that the forms hold, by method, and who shows them now. */
const values = new Map<string, Value | undefined>();
let show: ((method: Method) => void) | undefined;

onValues((method, params) => {
  values.set(method.name, params as Value | undefined);
  show?.(method);
});

/** samples are tabs with code, which follow the form. */
export function samples(method: Method, _: API): HTMLElement {
  const body = h("div", { role: "tabpanel", id: newID("sample") });
  let chosen = languages.find((each) => each === recall(stored)) ?? "curl";
  const tabs = languages.map((each) => tab(each, body.id, () => choose(each)));
  const choose = (sample: Sample): void => {
    chosen = sample;
    remember(stored, sample);
    draw();
  };
  const draw = (): void => {
    languages.forEach((each, i) => select(tabs[i], each === chosen));
    body.setAttribute("aria-labelledby", tabs[languages.indexOf(chosen)]?.id ?? "");
    const text = sampleOf(chosen, method, values.has(method.name) ? values.get(method.name) : firstExample(method));
    fill(body, text === undefined ? h("p.muted", t("sample.none")) : [codeBlock(text, codes[chosen], t("sample.of", chosen)), text.includes(masked) && h("p.small", t("sample.masked"))]);
  };
  show = (changed) => changed.name === method.name && draw();
  draw();
  const title = newID("section");
  return h("section.samples", { "aria-labelledby": title }, h("div.samples-head", h("h2.section", { id: title }, t("samples")), h("div.tabs", { role: "tablist", "aria-label": t("samples"), onkeydown: arrows }, tabs)), body);
}

function tab(sample: Sample, panel: string, choose: () => void): HTMLButtonElement {
  return h("button.tab", { type: "button", role: "tab", id: newID("tab"), "aria-controls": panel, onclick: choose }, sample);
}

function select(tab: HTMLElement | undefined, selected: boolean): void {
  tab?.setAttribute("aria-selected", String(selected));
  tab?.setAttribute("tabindex", selected ? "0" : "-1");
}

/** arrows move between tabs, as people who work by keyboard expect. */
function arrows(event: Event): void {
  const key = (event as KeyboardEvent).key;
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (step === 0 || at < 0) return;
  const next = all[(at + step + all.length) % all.length];
  next?.click();
  next?.focus();
}

function firstExample(method: Method): Value | undefined {
  const params = method.examples?.find((example) => example.params !== undefined)?.params;
  return params === undefined ? undefined : fromPlain(params);
}

/** sampleOf is the code of a call, or undefined where the language has none for these values. */
export function sampleOf(sample: Sample, method: Method, params: Value | undefined): string | undefined {
  const shown = params === undefined ? undefined : maskParams(method, params);
  switch (sample) {
    case "curl":
      return curl(method, shown);
    case "TypeScript":
      return typescript(method, byName(method, shown));
    case "Go":
      return golang(method, byName(method, shown));
  }
}

/** byName gives params by position their names. */
function byName(method: Method, params: Value | undefined): Obj | undefined {
  if (params instanceof Obj) return params;
  if (!Array.isArray(params)) return undefined;
  return new Obj(params.flatMap((value, i) => { const param = method.params[i]; return param === undefined ? [] : [[param.name, value] as [string, Value]]; }));
}
