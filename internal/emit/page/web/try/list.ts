// The control of a list: rows that are added, moved and removed.
import { h } from "../dom";
import type { Type } from "../model";
import { t, type Word } from "../words_try";
import { type Context, type Control, few } from "./control";
import type { Value } from "./json";
import { Row } from "./row";
import { initial } from "./types";

export class ListControl implements Control {
  readonly el: HTMLElement;
  private readonly items = h("div.rows");
  private readonly many = h("p.row-hint", t("tooMany", few));
  private readonly add: HTMLButtonElement;
  private rows: Row[] = [];
  private beyond: Value[] = [];

  constructor(
    private readonly context: Context,
    private readonly elem: Type,
  ) {
    const label = t("addItemTo", context.path);
    this.add = h("button.quiet.row-add", { type: "button", "aria-label": label, onclick: () => this.append() }, t("addItem"));
    this.el = h("div.list", this.items, this.many, this.add);
    this.put([]);
  }

  get(): Value {
    return [...this.values().map((value) => value ?? null), ...this.beyond];
  }

  set(value: Value): void {
    this.put(value as Value[]);
  }

  clear(): void {
    this.put([]);
  }

  child(name: string): Row | undefined {
    return this.rows[Number(name)];
  }

  private values(): (Value | undefined)[] {
    return this.rows.map((row) => row.get());
  }

  /** put makes the rows. They are called by their place: after a change of places they are made anew. */
  private put(values: (Value | undefined)[]): void {
    this.beyond = values.slice(few).filter((value) => value !== undefined);
    this.rows = values.slice(0, few).map((value, i) => {
      const row = new Row(this.context, { name: String(i), type: this.elem, tools: this.tools(i, values.length) });
      row.set(value);
      return row;
    });
    this.items.replaceChildren(...this.rows.map((row) => row.el));
    this.many.hidden = this.beyond.length === 0;
  }

  private change(values: (Value | undefined)[]): void {
    this.put([...values, ...this.beyond]);
    this.context.changed();
  }

  private append(): void {
    this.change([...this.values(), initial(this.elem)]);
    this.rows.at(-1)?.focus();
  }

  private move(from: number, to: number): void {
    const values = this.values();
    values.splice(to, 0, ...values.splice(from, 1));
    this.change(values);
    focusTool(this.rows[to]?.el, to < from ? "up" : "down");
  }

  private remove(i: number): void {
    this.change(this.values().toSpliced(i, 1));
    this.add.focus();
  }

  private tools(i: number, n: number): HTMLElement {
    const name = `${this.context.path} ${i}`;
    return h(
      "span.tools",
      tool("up", "moveUp", name, () => this.move(i, i - 1), i === 0),
      tool("down", "moveDown", name, () => this.move(i, i + 1), i === n - 1),
      tool("remove", "removeNamed", name, () => this.remove(i)),
    );
  }
}

const signs = { up: "↑", down: "↓", remove: "×" };

/** tool is a small button that moves or removes what is called by a name. */
export function tool(kind: keyof typeof signs, word: Word, name: string, onclick: () => void, disabled = false): HTMLButtonElement {
  const label = t(word, name);
  return h("button.quiet.tool", { type: "button", "data-tool": kind, "aria-label": label, title: label, disabled, onclick }, signs[kind]);
}

/** focusTool puts the focus on a tool that was made anew, or on another one where it is off. */
export function focusTool(element: Element | undefined, kind: keyof typeof signs): void {
  const on = (selector: string) => element?.querySelector<HTMLElement>(`${selector}:not(:disabled)`);
  (on(`[data-tool=${kind}]`) ?? on("[data-tool]"))?.focus();
}
