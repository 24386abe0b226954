// A row of a form: a label, whether there is a value at all, the value, and what is wrong with it.
import { h, newID } from "../dom";
import { typeName } from "../typename";
import type { Type } from "../model";
import { t } from "../words_try";
import { controlOf } from "./choose";
import type { Context, Control } from "./control";
import { inside } from "./control";
import { print, fromPlain, type Value } from "./json";
import { jsonControl } from "./scalars";
import { fits, formOf, initial, nullable } from "./types";

type State = "absent" | "null" | "value" | "other";

export interface RowOptions {
  name: string;
  type: Type;
  optional?: boolean;
  default?: unknown;
  deprecated?: string | undefined;
  /** In place of the name: the key of an entry. */
  label?: HTMLElement;
  /** Buttons that move or remove the row. */
  tools?: HTMLElement;
}

const unions = new Set(["tagged", "union"]);
const groups = new Set(["object", "list", "map", ...unions]);

export class Row {
  readonly el: HTMLElement;
  private readonly context: Context;
  private readonly id = newID("field");
  private readonly body = h("div.row-body");
  private readonly message = h("p.row-problem", { id: `${this.id}-problem` });
  private readonly advice = h("p.row-hint", { id: `${this.id}-hint` });
  private readonly states: HTMLSelectElement;
  private readonly isGroup: boolean;
  private state: State = "absent";
  private control: Control | undefined;
  private raw: Control | undefined;
  /** What carries aria-invalid. */
  private marked: Element | undefined;

  constructor(
    context: Context,
    private readonly options: RowOptions,
  ) {
    this.context = inside(context, options.name);
    this.isGroup = groups.has(formOf(options.type).kind);
    this.states = h("select.row-state", { "aria-label": t("stateOf", this.context.path), onchange: () => this.choose() });
    this.el = h(
      "div.row",
      { class: this.isGroup ? "row row-group" : "row", "data-field": this.context.path },
      this.head(),
      this.body,
      this.advice,
      this.message,
    );
    if (this.isGroup) setGroup(this.el, `${this.id}-label`);
    this.show("absent");
  }

  private head(): HTMLElement {
    const { name, label, type, deprecated, tools } = this.options;
    const text =
      label ??
      h(this.isGroup ? "span" : "label", { class: "row-name", id: `${this.id}-label`, ...(!this.isGroup && { for: this.id }) }, name);
    const old = deprecated !== undefined && h("span.badge.badge-deprecated", { title: deprecated }, t("deprecated"));
    const required = this.options.optional === false && h("span.presence.required", t("required"));
    return h("div.row-head", text, !label && h("span.row-type", typeName(type)), old, required, h("span.row-tools", this.states, tools));
  }

  get(): Value | undefined {
    switch (this.state) {
      case "absent":
        return undefined;
      case "null":
        return null;
      case "value":
        return this.control?.get();
    }
    return this.raw?.get();
  }

  set(value: Value | undefined): void {
    this.fail([]);
    if (value === undefined) return this.show("absent");
    if (value === null && (nullable(this.options.type) || formOf(this.options.type).kind !== "json")) return this.show("null");
    if (!fits(this.options.type, value)) {
      this.show("other");
      return this.raw?.set(value);
    }
    this.show("value");
    this.control?.set(value);
    this.hint();
  }

  /** find is the row of a path, or the nearest one above it, and what is left of the path. */
  find(path: string[]): [Row, string[]] {
    const [first, ...rest] = path;
    const inner = first === undefined || this.state !== "value" ? undefined : this.control?.child?.(first);
    return inner === undefined ? [this, path] : inner.find(rest);
  }

  /** fail shows what the server says of the value. */
  fail(problems: string[]): void {
    this.message.replaceChildren(...problems.map((problem) => h("span", problem)));
    this.el.classList.toggle("row-wrong", problems.length > 0);
    this.marked?.removeAttribute("aria-invalid");
    this.marked = problems.length > 0 ? this.target() : undefined;
    this.marked?.setAttribute("aria-invalid", "true");
    this.describe(this.target());
  }

  focus(): void {
    (this.target() as HTMLElement).focus();
  }

  /** What the focus and the attributes for screen readers go to. */
  private target(): Element {
    const control = this.state === "other" ? this.raw : this.control;
    return control?.input ?? this.body.querySelector(".input, .switch, .row-add") ?? this.states;
  }

  private describe(target: Element): void {
    const ids = [this.message, this.advice].filter((each) => each.childNodes.length > 0).map((each) => each.id);
    if (ids.length > 0) target.setAttribute("aria-describedby", ids.join(" "));
    else target.removeAttribute("aria-describedby");
  }

  private hint(): void {
    const control = this.state === "other" ? this.raw : this.control;
    const text = this.state === "other" ? (control?.hint?.() ?? t("otherKind")) : control?.hint?.();
    this.advice.textContent = text ?? "";
    this.describe(this.target());
  }

  /** typed hears of every change below. */
  private typed(): void {
    const control = this.state === "other" ? this.raw : this.control;
    if (this.state !== "other") this.enter(!this.isGroup && this.mayBeAbsent() && control?.get() === undefined ? "absent" : "value");
    this.fail([]);
    this.hint();
    this.context.changed();
  }

  private choose(): void {
    const chosen = this.states.value as State;
    const before = this.get();
    this.show(chosen);
    if (chosen === "value") this.begin();
    if (chosen === "other") this.raw?.set(before ?? null);
    this.fail([]);
    this.context.changed();
  }

  /** begin gives the control its first value. */
  private begin(): void {
    const { type } = this.options;
    const first = this.options.default === undefined || this.options.default === null ? initial(type) : fromPlain(this.options.default);
    if (first !== undefined && fits(type, first)) this.control?.set(first);
    this.focus();
  }

  private mayBeAbsent(): boolean {
    return Boolean(this.options.optional);
  }

  /** Whether there is nothing to add, but only a member of a union to choose. */
  private mustChoose(): boolean {
    return unions.has(formOf(this.options.type).kind) && !this.mayBeAbsent() && !nullable(this.options.type);
  }

  private show(state: State): void {
    this.enter(state);
    const shown = state === "other" ? this.other() : this.isGroup && state !== "value" && !this.mustChoose() ? this.adder() : this.own().el;
    if (this.body.firstChild !== shown || this.body.childNodes.length > 1) this.body.replaceChildren(shown);
    if (state === "absent" || state === "null") this.control?.clear(this.placeholder());
    this.name();
    this.hint();
  }

  private enter(state: State): void {
    this.state = state;
    const choices: [State, boolean][] = [
      ["absent", this.mayBeAbsent() || (state === "absent" && !this.saysItself())],
      ["null", nullable(this.options.type) || state === "null"],
      ["value", true],
      ["other", state === "other"],
    ];
    const offered = choices.filter(([, is]) => is).map(([choice]) => choice);
    this.states.replaceChildren(
      ...offered.map((choice) => h("option", { value: choice, selected: choice === state }, t(`state.${choice}`))),
    );
    this.states.value = offered.includes(state) ? state : "value";
    this.states.hidden = offered.length < 2;
    this.el.dataset.state = state;
  }

  /** Whether the lack of a value can be seen without being told. */
  private saysItself(): boolean {
    return !["string", "bytes", "bool"].includes(formOf(this.options.type).kind);
  }

  private own(): Control {
    this.control ??= controlOf({ path: this.context.path, changed: () => this.typed() }, this.options.type);
    return this.control;
  }

  private other(): HTMLElement {
    this.raw ??= jsonControl(() => this.typed());
    return this.raw.el;
  }

  private adder(): HTMLElement {
    const add = h("button.quiet.row-add", { type: "button" }, t("addValue"));
    add.setAttribute("aria-label", t("addNamed", this.context.path));
    add.addEventListener("click", () => {
      this.states.value = "value";
      this.choose();
    });
    return add;
  }

  private placeholder(): string {
    if (this.state === "null") return "null";
    if (this.options.default !== undefined) return t("defaultIs", print(fromPlain(this.options.default)));
    return "";
  }

  /** name binds the label to what it names. */
  private name(): void {
    const control = this.state === "other" ? this.raw : this.control;
    const input = control?.input;
    if (!input) return;
    if (this.options.label || this.isGroup) input.setAttribute("aria-label", this.context.path);
    else input.id = this.id;
  }
}

function setGroup(el: HTMLElement, label: string): void {
  el.setAttribute("role", "group");
  el.setAttribute("aria-labelledby", label);
}
