// The control of a map: rows with a key and a value. A key given twice is said, and sent if wanted.
import { fill, h, newID } from "../dom";
import type { Type } from "../model";
import { t } from "../words_try";
import { type Context, type Control, few } from "./control";
import { Obj, type Value } from "./json";
import { Row } from "./row";
import { formOf, initial } from "./types";

interface Entry {
  key: HTMLInputElement;
  row: Row;
}

export function mapControl(context: Context, elem: Type, key?: Type): Control {
  let entries: Entry[] = [];
  let beyond: [string, Value][] = [];
  const items = h("div.rows");
  const twice = h("p.row-hint", { id: newID("twice") });
  const many = h("p.row-hint", t("tooMany", few));
  const add = h("button.quiet.row-add", { type: "button", "aria-label": t("addEntryTo", context.path) }, t("addEntry"));
  const choices = choicesOf(key);

  const show = () => {
    items.replaceChildren(...entries.map(({ row }) => row.el));
    many.hidden = beyond.length === 0;
    check();
  };
  /** check says which keys are given twice. */
  const check = () => {
    const seen = new Set<string>();
    const doubled = new Set<string>();
    for (const { key } of entries) (seen.has(key.value) ? doubled : seen).add(key.value);
    twice.textContent = [...doubled].map((each) => t("twice", each)).join(" ");
    for (const { key } of entries) {
      if (doubled.has(key.value)) key.setAttribute("aria-describedby", twice.id);
      else key.removeAttribute("aria-describedby");
    }
  };
  const entry = (name: string, value: Value | undefined): Entry => {
    const input = h("input.input.value.key", { type: "text", placeholder: t("key"), "aria-label": t("keyOf", context.path), autocomplete: "off", autocapitalize: "off", spellcheck: "false", list: choices?.id });
    input.value = name;
    input.addEventListener("input", () => {
      check();
      context.changed();
    });
    const remove = h("button.quiet.tool", { type: "button", "data-tool": "remove", "aria-label": t("removeEntry", context.path), title: t("removeEntry", context.path) }, "×");
    const made: Entry = { key: input, row: new Row(context, { name: t("valueOf", context.path), type: elem, label: input, tools: remove }) };
    remove.addEventListener("click", () => {
      entries = entries.filter((each) => each !== made);
      show();
      context.changed();
      add.focus();
    });
    made.row.set(value);
    return made;
  };
  add.addEventListener("click", () => {
    entries.push(entry("", initial(elem)));
    show();
    context.changed();
    entries.at(-1)?.key.focus();
  });
  const put = (value: Obj) => {
    entries = value.members.slice(0, few).map(([name, each]) => entry(name, each));
    beyond = value.members.slice(few);
    show();
  };
  return {
    el: h("div.map", items, many, twice, choices, add),
    get: () => new Obj([...entries.map(({ key, row }): [string, Value] => [key.value, row.get() ?? null]), ...beyond]),
    set: (value) => put(value as Obj),
    clear: () => put(new Obj()),
    child: (name) => entries.find(({ key }) => key.value === name)?.row,
  };
}

/** The keys that a type of keys names. */
function choicesOf(key?: Type): HTMLDataListElement | undefined {
  const form = key && formOf(key);
  if (form?.kind !== "enum") return undefined;
  const list = h("datalist", { id: newID("keys") });
  fill(list, form.values.map(({ value }) => h("option", { value })));
  return list;
}
