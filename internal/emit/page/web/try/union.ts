// The controls of unions: a choice of the member, and the control of the one that is chosen.
import { h } from "../dom";
import type { Type } from "../model";
import { typeText } from "../typename";
import { t } from "../words_try";
import { controlOf } from "./choose";
import type { Context, Control } from "./control";
import { Obj, type Value } from "./json";
import type { Row } from "./row";
import { initial, takes } from "./types";

/** A union whose members are told apart by a tag. */
export function taggedControl(context: Context, discriminator: string, members: { tag: string; type: Type }[]): Control {
  const choice = new Choice(
    context,
    members.map(({ tag }) => tag),
    members.map(({ type }) => type),
  );
  choice.read = (inner) => {
    const tag = members[choice.chosen()]?.tag;
    return tag === undefined ? undefined : new Obj([[discriminator, tag], ...(inner instanceof Obj ? inner.members : [])]);
  };
  choice.write = (value) => {
    const object = value as Obj;
    const rest = object.members.filter(([name]) => name !== discriminator);
    return [members.findIndex(({ tag }) => tag === object.get(discriminator)), new Obj(rest)];
  };
  return choice;
}

/** A union whose members are told apart by JSON's kinds. */
export function unionControl(context: Context, members: Type[]): Control {
  const choice = new Choice(
    context,
    members.map((type) => typeText(type)),
    members,
  );
  choice.write = (value) => [members.findIndex((type) => takes(type, value)), value];
  return choice;
}

class Choice implements Control {
  readonly el: HTMLElement;
  /** The value of what the member's control holds. */
  read = (inner: Value | undefined): Value | undefined => inner;
  /** The place of the member that a value is of, and what its control shows. */
  write = (value: Value): [number, Value] => [-1, value];
  private readonly select: HTMLSelectElement;
  private readonly body = h("div.union-body");
  private inner: Control | undefined;

  constructor(
    private readonly context: Context,
    names: string[],
    private readonly types: Type[],
  ) {
    const options = names.map((name, i) => h("option", { value: i }, name));
    this.select = h(
      "select.input.value.union-choice",
      { "aria-label": t("whichOf", context.path), onchange: () => this.changed() },
      h("option", { value: "" }, t("choose")),
      options,
    );
    this.el = h("div.union", this.select, this.body);
  }

  get input(): HTMLElement {
    return this.inner?.input ?? this.select;
  }

  chosen(): number {
    return this.select.value === "" ? -1 : Number(this.select.value);
  }

  get(): Value | undefined {
    return this.read(this.inner?.get());
  }

  set(value: Value): void {
    const [at, inner] = this.write(value);
    if (at !== this.chosen() || !this.inner) this.choose(at);
    if (inner === null) this.inner?.clear("null");
    else this.inner?.set(inner);
  }

  clear(): void {
    this.choose(-1);
  }

  child(name: string): Row | undefined {
    return this.inner?.child?.(name);
  }

  hint(): string | undefined {
    return this.inner?.hint?.();
  }

  private choose(at: number): void {
    this.select.value = at < 0 ? "" : String(at);
    this.inner = at < 0 ? undefined : controlOf(this.context, this.types[at]!);
    this.inner?.input?.setAttribute("aria-label", this.context.path);
    this.body.replaceChildren(...(this.inner ? [this.inner.el] : []));
  }

  private changed(): void {
    this.choose(this.chosen());
    const type = this.types[this.chosen()];
    const first = type && initial(type);
    if (first !== undefined) this.inner?.set(first);
    this.context.changed();
  }
}
