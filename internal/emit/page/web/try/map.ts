// The control of a map: rows with a key and a value. A key given twice is said, and sent if wanted.
import { fill, h, newID } from "../dom";
import type { Type } from "../model";
import { t } from "../words_try";
import { type Context, type Control, few } from "./control";
import { Obj, type Value } from "./json";
import { tool } from "./list";
import { Row } from "./row";
import { formOf, initial } from "./types";

interface Entry {
  key: HTMLInputElement;
  row: Row;
}

export class MapControl implements Control {
  readonly el: HTMLElement;
  private readonly items = h("div.rows");
  private readonly many = h("p.row-hint", t("tooMany", few));
  private readonly twice = h("p.row-hint", { id: newID("twice") });
  private readonly add: HTMLButtonElement;
  private readonly choices: HTMLDataListElement | undefined;
  private entries: Entry[] = [];
  private beyond: [string, Value][] = [];

  constructor(
    private readonly context: Context,
    private readonly elem: Type,
    key?: Type,
  ) {
    const label = t("addEntryTo", context.path);
    this.add = h("button.quiet.row-add", { type: "button", "aria-label": label, onclick: () => this.append() }, t("addEntry"));
    this.choices = choicesOf(key);
    this.el = h("div.map", this.items, this.many, this.twice, this.choices, this.add);
    this.clear();
  }

  get(): Value {
    const shown = this.entries.map(({ key, row }): [string, Value] => [key.value, row.get() ?? null]);
    return new Obj([...shown, ...this.beyond]);
  }

  set(value: Value): void {
    const { members } = value as Obj;
    this.beyond = members.slice(few);
    this.show(members.slice(0, few).map(([name, each]) => this.entry(name, each)));
  }

  clear(): void {
    this.set(new Obj());
  }

  child(name: string): Row | undefined {
    return this.entries.find(({ key }) => key.value === name)?.row;
  }

  private show(entries: Entry[]): void {
    this.entries = entries;
    this.items.replaceChildren(...entries.map(({ row }) => row.el));
    this.many.hidden = this.beyond.length === 0;
    this.check();
  }

  /** check says which keys are given twice. */
  private check(): void {
    const seen = new Set<string>();
    const doubled = new Set<string>();
    for (const { key } of this.entries) (seen.has(key.value) ? doubled : seen).add(key.value);
    this.twice.textContent = [...doubled].map((each) => t("twice", each)).join(" ");
    for (const { key } of this.entries) {
      if (doubled.has(key.value)) key.setAttribute("aria-describedby", this.twice.id);
      else key.removeAttribute("aria-describedby");
    }
  }

  private entry(name: string, value: Value | undefined): Entry {
    const { path } = this.context;
    const key = h("input.input.key", {
      type: "text",
      placeholder: t("key"),
      "aria-label": t("keyOf", path),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      list: this.choices?.id,
      oninput: () => this.changed(),
    });
    key.value = name;
    const tools = tool("remove", "removeEntry", path, () => this.remove(made));
    const made: Entry = { key, row: new Row(this.context, { name: t("valueOf", path), type: this.elem, label: key, tools }) };
    made.row.set(value);
    return made;
  }

  private changed(): void {
    this.check();
    this.context.changed();
  }

  private append(): void {
    this.show([...this.entries, this.entry("", initial(this.elem))]);
    this.context.changed();
    this.entries.at(-1)?.key.focus();
  }

  private remove(entry: Entry): void {
    this.show(this.entries.filter((each) => each !== entry));
    this.context.changed();
    this.add.focus();
  }
}

/** The keys that a type of keys names. */
function choicesOf(key?: Type): HTMLDataListElement | undefined {
  const form = key && formOf(key);
  if (form?.kind !== "enum") return undefined;
  const list = h("datalist", { id: newID("keys") });
  fill(
    list,
    form.values.map(({ value }) => h("option", { value })),
  );
  return list;
}
