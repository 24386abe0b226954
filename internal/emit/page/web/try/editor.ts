// The params of a call, as a form and as JSON. Whichever is edited, the other follows.
import { fill, h, newID, setAttributes } from "../dom";
import type { Method } from "../model";
import { t } from "../words_try";
import type { Violation } from "./exchange";
import { Obj, parse, pointer, pointerOf, print, type Value } from "./json";
import { ObjectControl } from "./object";
import { names, positions } from "./params";
import type { Row } from "./row";
import { grow, problem } from "./scalars";
import { hide, unhide } from "./secrets";
import { initialObject } from "./types";

export class Editor {
  readonly el: HTMLElement;
  private readonly form: ObjectControl;
  private readonly area: HTMLTextAreaElement;
  private readonly note = h("p.raw-problem", { id: newID("raw"), role: "status" });
  private readonly stale = h("p.form-stale", { hidden: true });
  private readonly reveal = h("button.button.quiet.small", { type: "button", "aria-pressed": "false", hidden: true });
  /** Params as they were given, until the form is edited: their order and their oddities are sent too. */
  private given: { value: Value | undefined } | undefined;
  /** What was last found wrong with the JSON: long ones are not read twice. */
  private checked: { text: string; problem: string | undefined } = { text: "", problem: undefined };
  private position = false;
  private revealed = false;
  private wrong: Row[] = [];

  constructor(
    private readonly method: Method,
    private readonly changed: () => void,
  ) {
    this.form = new ObjectControl({ path: "", changed: () => this.formChanged() }, method.params);
    this.area = h("textarea.input.mono.raw-text", {
      rows: 3,
      "data-least": 3,
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
      "aria-label": t("rawOf", method.name),
      "aria-describedby": this.note.id,
    });
    this.area.addEventListener("input", () => this.textChanged());
    this.reveal.addEventListener("click", () => this.toggleSecrets());
    this.el = h("div.editor", this.formPane(), this.rawPane());
    this.set(method.params.length === 0 ? undefined : initialObject(method.params));
  }

  private formPane(): HTMLElement {
    const none = this.method.params.length === 0 && h("p.none", t("noParams"));
    return h("div.editor-form", { role: "group", "aria-label": t("formOf", this.method.name) }, this.stale, none, this.form.el);
  }

  private rawPane(): HTMLElement {
    return h(
      "div.editor-raw",
      h("div.editor-head", h("span.editor-title", { "aria-hidden": "true" }, "JSON"), this.reveal),
      this.area,
      this.note,
    );
  }

  /** The params as they are sent; undefined: none. */
  get params(): Value | undefined {
    if (this.given) return this.given.value;
    return this.position ? positions(this.method.params, this.byName()) : this.byName();
  }

  /** What is wrong with the JSON, in words, while it is broken. */
  get broken(): string | undefined {
    const text = this.area.value;
    if (this.checked.text !== text) this.checked = { text, problem: text.trim() === "" ? undefined : problem(text) };
    return this.checked.problem;
  }

  /** The JSON as it stands there. */
  get text(): string {
    return this.area.value;
  }

  get byPosition(): boolean {
    return this.position;
  }

  set byPosition(is: boolean) {
    if (is === this.position) return;
    this.position = is;
    if (!this.odd) this.given = undefined;
    this.write();
    this.changed();
  }

  /** set shows params, by name or by position, in the form and as JSON. */
  set(params: Value | undefined): void {
    this.show(params);
    this.write();
  }

  /** restore shows a text as somebody left it, broken or not. */
  restore(text: string): void {
    this.area.value = text;
    this.textChanged();
  }

  /** place puts violations on the fields that they are about, and returns those that have none. */
  place(violations: Violation[]): Violation[] {
    this.forget();
    const byRow = new Map<Row, string[]>();
    const homeless = violations.filter((violation) => {
      const [first = "", ...rest] = pointer(violation.path);
      const row = this.form.child(first);
      if (!row) return true;
      const [found, left] = row.find(rest);
      byRow.set(found, [...(byRow.get(found) ?? []), (left.length > 0 ? pointerOf(left) + " " : "") + violation.message]);
      return false;
    });
    for (const [row, messages] of byRow) row.fail(messages);
    this.wrong = [...byRow.keys()].sort((a, b) => (a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    return homeless;
  }

  /** focusOn puts the focus on the field of a violation. */
  focusOn(path: string): void {
    const [first = "", ...rest] = pointer(path);
    this.form.child(first)?.find(rest)[0].focus();
  }

  /** focusFirstProblem puts the focus on the first field with a violation, and tells whether there is one. */
  focusFirstProblem(): boolean {
    this.wrong[0]?.focus();
    return this.wrong.length > 0;
  }

  forget(): void {
    for (const row of this.wrong) row.fail([]);
    this.wrong = [];
  }

  focusText(): void {
    this.area.focus();
  }

  private byName(): Obj {
    return this.form.get();
  }

  private show(params: Value | undefined): void {
    this.given = { value: params };
    this.wrong = [];
    if (Array.isArray(params)) {
      this.position = true;
      this.form.set(names(this.method.params, params));
    } else if (params instanceof Obj) {
      this.position = false;
      this.form.set(params);
    } else this.form.set(new Obj());
    this.say();
  }

  private formChanged(): void {
    this.given = undefined;
    this.write();
    this.changed();
  }

  /** Whether the params are such that no form can show them. */
  private get odd(): boolean {
    const value = this.given?.value;
    return value !== undefined && !Array.isArray(value) && !(value instanceof Obj);
  }

  private textChanged(): void {
    grow(this.area);
    if (this.broken === undefined) {
      const before = this.byName();
      const read = this.area.value.trim() === "" ? undefined : parse(this.area.value);
      this.show(this.revealed ? read : unhide(this.method.params, read, before));
      this.reveal.hidden = !this.hasSecrets();
    } else this.say();
    this.changed();
  }

  /** write prints what the form holds. */
  private write(): void {
    const params = this.params;
    this.area.value = print(this.revealed ? params : hide(this.method.params, params), "  ");
    this.reveal.hidden = !this.hasSecrets();
    this.reveal.textContent = t(this.revealed ? "hideSecrets" : "showSecrets");
    grow(this.area);
    this.say();
  }

  private hasSecrets(): boolean {
    return print(hide(this.method.params, this.params)) !== print(this.params);
  }

  private toggleSecrets(): void {
    this.revealed = !this.revealed;
    this.reveal.setAttribute("aria-pressed", String(this.revealed));
    if (this.broken === undefined) this.write();
  }

  /** say tells where form and JSON part. */
  private say(): void {
    const broken = this.broken;
    fill(this.note, broken);
    setAttributes(this.area, { "aria-invalid": broken !== undefined && "true" });
    this.stale.hidden = broken === undefined && !this.odd;
    this.stale.textContent = this.stale.hidden ? "" : t(broken === undefined ? "staleOdd" : "staleBroken");
    this.form.el.classList.toggle("is-stale", !this.stale.hidden);
  }
}
