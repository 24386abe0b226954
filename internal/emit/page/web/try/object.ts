// The control of an object: a row for each field, and one for each member that the type does not know.
import { fill, h } from "../dom";
import type { Field } from "../model";
import { t } from "../words_try";
import type { Context, Control } from "./control";
import { Obj, type Value } from "./json";
import { tool } from "./list";
import { Row } from "./row";
import { mayBeAbsent } from "./types";

export class ObjectControl implements Control {
  readonly el: HTMLElement;
  private readonly rows: Map<string, Row>;
  private readonly strangers = h("div.row-strangers");
  private unknown: [string, Row][] = [];

  constructor(
    private readonly context: Context,
    fields: Field[],
  ) {
    this.rows = new Map(fields.map((field) => [field.name, rowOf(context, field)]));
    this.el = h(
      "div.rows",
      [...this.rows.values()].map((row) => row.el),
      this.strangers,
    );
  }

  get(): Obj {
    const all = [...this.rows, ...this.unknown].map(([name, row]) => [name, row.get()] as const);
    return new Obj(all.filter((member): member is [string, Value] => member[1] !== undefined));
  }

  set(value: Value): void {
    const given = value as Obj;
    for (const [name, row] of this.rows) row.set(given.get(name));
    this.keep(given.members.filter(([name]) => !this.rows.has(name)));
  }

  clear(): void {
    this.set(new Obj());
  }

  child(name: string): Row | undefined {
    return this.rows.get(name) ?? this.unknown.find(([each]) => each === name)?.[1];
  }

  /** keep shows the members that the type does not know. */
  private keep(members: [string, Value][]): void {
    this.unknown = members.map(([name, value]) => {
      const tools = tool("remove", "removeNamed", name, () => this.drop(name));
      const row = new Row(this.context, { name, type: { kind: "json" }, tools });
      row.set(value);
      return [name, row];
    });
    const note = this.unknown.length > 0 && h("p.row-hint", t("unknownMembers"));
    fill(
      this.strangers,
      note,
      this.unknown.map(([, row]) => row.el),
    );
  }

  private drop(name: string): void {
    const rest = this.unknown.filter(([each]) => each !== name);
    this.keep(rest.map(([each, row]) => [each, row.get() ?? null]));
    this.context.changed();
  }
}

function rowOf(context: Context, field: Field): Row {
  const { name, type, deprecated } = field;
  return new Row(context, { name, type, optional: mayBeAbsent(field), default: field.default, deprecated });
}
