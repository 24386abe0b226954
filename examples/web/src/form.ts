import { html, nothing, type TemplateResult } from "lit-html";
import type { Violation } from "smartops-api-client";
import { about, refusal, violated, type Refusal } from "./errors";
import { redraw } from "./screen";
import { t } from "./words";

/** How a form stands: whether it is being sent, and what was wrong when it last was. */
export interface Form extends Refusal {
  /** What the ids of its fields begin with: other forms may have fields of the same name. */
  readonly id: string;
  busy: boolean;
}

export function newForm(id: string): Form {
  return { id, busy: false, ...about("") };
}

/** How the params in a form become a call. */
export interface Sending<Result> {
  /** What is wrong with the params before anything is sent: such as `validateUserVerify` finds. */
  check?: () => readonly Violation[];
  call: () => Promise<Result>;
  done?: (result: Result) => unknown;
  /** What to tell about an error that the method declares. */
  refused?: (error: unknown) => Refusal;
}

/** Sends a form, unless there is something wrong with it, and shows what came of it. */
export async function send<Result>(form: Form, event: Event, { check, call, done, refused = refusal }: Sending<Result>): Promise<void> {
  event.preventDefault();
  if (form.busy) {
    return;
  }
  const element = event.target as HTMLFormElement;
  const violations = check?.() ?? [];
  if (violations.length > 0) {
    return complain(form, element, violated(violations));
  }
  Object.assign(form, about(""), { busy: true });
  redraw();
  try {
    const result = await call();
    form.busy = false;
    await done?.(result);
  } catch (error) {
    complain(form, element, refused(error));
  }
  redraw();
}

/** Shows what is wrong, and leads to the first of it. */
function complain(form: Form, element: HTMLFormElement, wrong: Refusal): void {
  Object.assign(form, wrong, { busy: false });
  redraw();
  const first = element.querySelector<HTMLElement>("[aria-invalid=true]");
  const [path, text] = Object.entries(wrong.fields)[0] ?? [];
  if (first) {
    first.focus();
  } else if (path !== undefined) {
    form.problem = `${path}: ${text}`; // it has no field here
    redraw();
  }
}

/** What was typed into a form, by the names of its fields. */
export function typed(event: Event): (name: string) => string {
  const data = new FormData(event.target as HTMLFormElement);
  return (name) => String(data.get(name) ?? "");
}

/** A field of a form. Its name is that of the param, by which it finds what is wrong with it. */
export interface Field {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  type?: "text" | "password" | "textarea";
  autocomplete?: AutoFill;
  optional?: boolean;
  code?: boolean;
  choices?: { readonly [value: string]: string };
}

/** A field with its label, its hint, and what is wrong with it. */
export function field(form: Form, f: Field): TemplateResult {
  const id = `${form.id}-${f.name}`;
  const wrong = wrongWith(form, f.name);
  const about = wrong ?? f.hint;
  return html`
    <div class="field">
      <label for=${id}>${f.label}${f.optional ? html` <span class="muted">${t.optional}</span>` : nothing}</label>
      ${control(f, id, wrong !== undefined, about === undefined ? nothing : id + "-about")}
      ${about === undefined ? nothing : html`<p class=${wrong ? "wrong" : "hint"} id="${id}-about">${about}</p>`}
    </div>
  `;
}

/** What is wrong with a param, or with a part of it, such as `/labels/role`. */
function wrongWith(form: Form, name: string): string | undefined {
  const path = "/" + name;
  const whole = form.fields[path];
  const part = Object.keys(form.fields).find((p) => p.startsWith(path + "/"));
  return whole ?? (part && `${part.slice(path.length + 1)}: ${form.fields[part]}`);
}

function control(f: Field, id: string, invalid: boolean, about: string | typeof nothing): TemplateResult {
  if (f.choices) {
    const options = Object.entries(f.choices).map(([value, text]) => html`<option value=${value} ?selected=${value === f.value}>${text}</option>`);
    return html`<select id=${id} name=${f.name} aria-invalid=${invalid} aria-describedby=${about}>${options}</select>`;
  }
  const look = f.code ? "code" : nothing;
  if (f.type === "textarea") {
    return html`<textarea id=${id} name=${f.name} class=${look} rows="2" .value=${f.value ?? ""} aria-invalid=${invalid} aria-describedby=${about}></textarea>`;
  }
  return html`<input id=${id} name=${f.name} class=${look} type=${f.type ?? "text"} .value=${f.value ?? ""} autocomplete=${f.autocomplete ?? "off"}
    autocapitalize="none" spellcheck="false" aria-invalid=${invalid} aria-describedby=${about} />`;
}

/** What is wrong with a form as a whole. Who listens hears it when it appears. */
export function problem(form: Form): TemplateResult {
  return html`<div role="alert">${form.problem ? html`<p class="notice danger" lang=${form.language ?? nothing}>${form.problem}</p>` : nothing}</div>`;
}

export function submit(form: Form, text: string): TemplateResult {
  return html`<button class="primary" type="submit" aria-busy=${form.busy}>${text}</button>`;
}
