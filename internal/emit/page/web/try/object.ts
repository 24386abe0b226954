// The control of an object: a row for each field, and one for each member that the type does not know.
import { fill, h } from "../dom";
import type { Field } from "../model";
import { t } from "../words_try";
import type { Context, Control } from "./control";
import { Obj, type Value } from "./json";
import { Row } from "./row";
import { mayBeAbsent } from "./types";

export function objectControl(context: Context, fields: Field[]): Control {
  const rows = new Map(fields.map((field) => [field.name, rowOf(context, field)]));
  const strangers = h("div.row-strangers");
  const el = h("div.rows", [...rows.values()].map((row) => row.el), strangers);
  let unknown: [string, Row][] = [];

  const keep = (members: [string, Value][]) => {
    unknown = members.map(([name, value]) => {
      const tools = h("button.quiet", { type: "button", "aria-label": t("removeNamed", name), onclick: () => drop(name) }, "×");
      const row = new Row(context, { name, type: { kind: "json" }, tools });
      row.set(value);
      return [name, row];
    });
    fill(strangers, unknown.length > 0 && h("p.row-hint", t("unknownMembers")), unknown.map(([, row]) => row.el));
  };
  const drop = (name: string) => {
    keep(unknown.filter(([each]) => each !== name).map(([each, row]) => [each, row.get() ?? null]));
    context.changed();
  };

  const set = (value: Value) => {
    const given = value instanceof Obj ? value : new Obj();
    for (const [name, row] of rows) row.set(given.get(name));
    keep(given.members.filter(([name]) => !rows.has(name)));
  };
  return {
    el,
    get: () => {
      const all = [...rows, ...unknown].map(([name, row]) => [name, row.get()] as const);
      return new Obj(all.filter((member): member is [string, Value] => member[1] !== undefined));
    },
    set,
    clear: () => set(new Obj()),
    child: (name) => rows.get(name) ?? unknown.find(([each]) => each === name)?.[1],
  };
}

function rowOf(context: Context, field: Field): Row {
  return new Row(context, { name: field.name, type: field.type, optional: mayBeAbsent(field), default: field.default, deprecated: field.deprecated });
}
