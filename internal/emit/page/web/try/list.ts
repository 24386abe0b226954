// The control of a list: rows that are added, moved and removed.
import { h } from "../dom";
import type { Type } from "../model";
import { t, type Word } from "../words_try";
import { type Context, type Control, few } from "./control";
import type { Value } from "./json";
import { Row } from "./row";
import { initial } from "./types";

export function listControl(context: Context, elem: Type): Control {
  let rows: Row[] = [];
  const items = h("div.rows");
  const add = h("button.quiet.row-add", { type: "button", "aria-label": t("addItemTo", context.path) }, t("addItem"));
  const too = h("p.row-hint", { hidden: true }, t("tooMany", few));
  let beyond: Value[] = [];

  const show = () => {
    items.replaceChildren(...rows.map((row) => row.el));
    too.hidden = beyond.length === 0;
  };
  /** Rows are called by their place: after a change of places they are made anew. */
  const put = (values: (Value | undefined)[]) => {
    beyond = values.slice(few).filter((value) => value !== undefined);
    rows = values.slice(0, few).map((value, i) => {
      const row = new Row(context, { name: String(i), type: elem, tools: tools(i, values.length) });
      row.set(value);
      return row;
    });
    show();
  };
  const values = () => rows.map((row) => row.get());
  const change = (next: (Value | undefined)[], focus?: () => void) => {
    put([...next, ...beyond]);
    context.changed();
    focus?.();
  };
  const move = (from: number, to: number) => {
    const next = values();
    next.splice(to, 0, ...next.splice(from, 1));
    change(next, () => press(rows[to], to < from ? "up" : "down"));
  };
  const tools = (i: number, n: number) => {
    const name = `${context.path} ${i}`;
    const tool = (kind: string, label: Word, sign: string, disabled: boolean, onclick: () => void) =>
      h("button.quiet.tool", { type: "button", "data-tool": kind, "aria-label": t(label, name), title: t(label, name), disabled, onclick }, sign);
    return h(
      "span.tools",
      tool("up", "moveUp", "↑", i === 0, () => move(i, i - 1)),
      tool("down", "moveDown", "↓", i === n - 1, () => move(i, i + 1)),
      tool("remove", "removeNamed", "×", false, () => change(values().toSpliced(i, 1), () => add.focus())),
    );
  };
  add.addEventListener("click", () => change([...values(), initial(elem)], () => rows.at(-1)?.focus()));

  return {
    el: h("div.list", items, too, add),
    get: () => [...values().map((value) => value ?? null), ...beyond],
    set: (value) => put(value as Value[]),
    clear: () => put([]),
    child: (name) => rows[Number(name)],
  };
}

/** press puts the focus on a button that a row has again, or on the other one at an end. */
function press(row: Row | undefined, kind: string): void {
  const button = row?.el.querySelector<HTMLButtonElement>(`[data-tool=${kind}]:not(:disabled)`) ?? row?.el.querySelector<HTMLButtonElement>("[data-tool]:not(:disabled)");
  button?.focus();
}
