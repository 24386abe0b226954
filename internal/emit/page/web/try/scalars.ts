// The controls of single values. They take whatever is typed: what is no number, say, is sent as the
// text that it is, and the server says what it thinks of it.
import { h } from "../dom";
import type { EnumValue } from "../model";
import { t } from "../words_try";
import type { Control } from "./control";
import { equal, isNumeral, NotJSON, Num, parse, print, type Value } from "./json";

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Changed = () => void;

/** What typed needs to know of a kind of value. */
interface Kind {
  /** The value of a text that somebody has typed. */
  read(text: string): Value | undefined;
  write(value: Value): string;
  hint?(text: string, value: Value): string | undefined;
  el?: HTMLElement;
}

/**
 * typed is a control that turns a text into a value and a value into a text. A value that it was given is
 * kept as it is until somebody types, so that "1" stays a text where a number is wanted.
 */
function typed(input: Input, changed: Changed, kind: Kind): Control {
  let held: Value | undefined;
  input.addEventListener("input", () => {
    held = kind.read(input.value);
    changed();
  });
  return {
    el: kind.el ?? input,
    input,
    get: () => held,
    set: (value) => {
      held = value;
      const text = kind.write(value);
      if (input.value !== text) input.value = text;
      if (input instanceof HTMLTextAreaElement) grow(input);
    },
    clear: (placeholder) => {
      held = undefined;
      input.value = "";
      if (input instanceof HTMLSelectElement) input.options[0]!.textContent = placeholder || t("choose");
      else input.placeholder = placeholder;
    },
    hint: () => (held === undefined ? undefined : kind.hint?.(input.value, held)),
  };
}

const orNothing = (text: string): Value | undefined => (text === "" ? undefined : text);
const textOf = (value: Value): string => (typeof value === "string" ? value : print(value));
const text: Kind = { read: (typed) => typed, write: textOf };
const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false" };

/** A text: of many lines where it may be long. */
export function textControl(changed: Changed, long: boolean): Control {
  return typed(long ? area(1) : h("input.input.value", { type: "text", ...plain }), changed, text);
}

/** area is a field of many lines, as high as its text. */
function area(least: number): HTMLTextAreaElement {
  const made = h("textarea.input.value", { rows: least, "data-least": least, ...plain });
  made.addEventListener("input", () => grow(made));
  return made;
}

export function grow(made: HTMLTextAreaElement): void {
  made.rows = Math.min(16, Math.max(Number(made.dataset.least), made.value.split("\n").length));
}

/** A secret, hidden until asked for. No browser is to keep it. */
export function secretControl(changed: Changed): Control {
  const input = h("input.input.value", { type: "password", ...plain, autocomplete: "new-password" });
  const reveal = h("button.quiet.reveal", { type: "button", "aria-pressed": "false" }, t("show"));
  reveal.addEventListener("click", () => {
    const hidden = input.type === "text";
    input.type = hidden ? "password" : "text";
    reveal.setAttribute("aria-pressed", String(!hidden));
    reveal.textContent = t(hidden ? "show" : "hide");
  });
  return typed(input, changed, { ...text, el: h("span.joined", input, reveal) });
}

/** A number, as its digits. Quoted ones are texts on the wire: JavaScript could not hold them. */
export function numberControl(changed: Changed, integer: boolean, quoted: boolean): Control {
  const input = h("input.input.value.number", { type: "text", inputmode: integer ? "numeric" : "decimal", ...plain });
  const right = (text: string) => (integer ? /^-?(0|[1-9][0-9]*)$/.test(text) : isNumeral(text));
  const read = (text: string) => (text === "" ? undefined : !quoted && isNumeral(text) ? new Num(text) : text);
  const hint = (text: string, value: Value) => {
    if (!right(text)) return t(integer ? "notInteger" : "notNumber");
    return !quoted && typeof value === "string" ? t("quotedNumber") : undefined;
  };
  return typed(input, changed, { read, write: textOf, hint });
}

/** A choice; an open one takes other values too. */
export function enumControl(changed: Changed, values: EnumValue[], open: boolean): Control {
  const all = values.map(({ value }) => (typeof value === "number" ? new Num(String(value)) : value));
  return open ? openEnum(changed, all) : closedEnum(changed, all, values);
}

function closedEnum(changed: Changed, all: Value[], values: EnumValue[]): Control {
  const name = ({ key, value }: EnumValue) => (key === undefined || key === value ? String(value) : `${key} = ${JSON.stringify(value)}`);
  const other = h("option", { value: "other", hidden: true });
  const select = h(
    "select.input.value",
    h("option", { value: "" }, t("choose")),
    values.map((value, i) => h("option", { value: i }, name(value))),
    other,
  );
  let odd: Value | undefined; // a value that is none of the choices
  return typed(select, changed, {
    read: (text) => (text === "" ? undefined : text === "other" ? odd : all[Number(text)]),
    write: (value) => {
      const at = all.findIndex((each) => equal(each, value));
      other.hidden = at >= 0;
      if (at >= 0) return String(at);
      odd = value;
      other.textContent = print(value);
      return "other";
    },
    hint: (text) => (text === "other" ? t("notChoice") : undefined),
  });
}

let lists = 0;

function openEnum(changed: Changed, all: Value[]): Control {
  const id = `choices-${++lists}`;
  const list = h(
    "datalist",
    { id },
    all.map((value) => h("option", { value: textOf(value) })),
  );
  const input = h("input.input.value", { type: "text", list: id, ...plain });
  const numbers = all.some((value) => value instanceof Num);
  // Where the empty text is one of the values, it is not the lack of one.
  const empty = all.includes("");
  const read = (text: string) => (text === "" && !empty ? undefined : numbers && isNumeral(text) ? new Num(text) : text);
  return typed(input, changed, { read, write: textOf, el: h("span.joined", input, list) });
}

/** A yes or no. */
export function boolControl(changed: Changed): Control {
  const input = h("input.switch", { type: "checkbox", role: "switch" });
  const word = h("span.switch-word", { "aria-hidden": "true" });
  let there = false;
  const show = () => (word.textContent = there ? String(input.checked) : "");
  input.addEventListener("change", () => {
    there = true;
    show();
    changed();
  });
  const put = (value: boolean, is: boolean) => {
    input.checked = value;
    there = is;
    show();
  };
  return {
    el: h("span.switch-line", input, word),
    input,
    get: () => (there ? input.checked : undefined),
    set: (value) => put(value === true, true),
    clear: (placeholder) => (put(false, false), (word.textContent = placeholder)),
  };
}

/** A moment, as text: nothing else keeps its offset and its fractions. */
export function timeControl(changed: Changed): Control {
  const input = h("input.input.value", { type: "text", ...plain });
  const now = h("button.quiet", { type: "button" }, t("now"));
  now.addEventListener("click", () => {
    input.value = new Date().toISOString().replace(/\.\d+/, "");
    input.dispatchEvent(new Event("input"));
  });
  const right = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
  const hint = (text: string) => (right.test(text) ? undefined : t("notTime"));
  const control = typed(input, changed, { read: orNothing, write: textOf, hint, el: h("span.joined", input, now) });
  return { ...control, clear: (placeholder) => control.clear(placeholder || "2026-01-02T15:04:05Z") };
}

/** A day, from the browser's calendar. */
export function dateControl(changed: Changed): Control {
  return typed(h("input.input.value", { type: "date" }), changed, { read: orNothing, write: textOf });
}

/** Bytes, encoded: typed, or taken from a file, which does not leave the page before the call. */
export function bytesControl(changed: Changed, hex: boolean): Control {
  const input = area(1);
  const file = h("input.visually-hidden", { type: "file", tabindex: -1, "aria-hidden": "true" });
  const pick = h("button.quiet", { type: "button", onclick: () => file.click() }, t("fromFile"));
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    void chosen.arrayBuffer().then((buffer) => {
      input.value = encode(new Uint8Array(buffer), hex);
      file.value = "";
      input.dispatchEvent(new Event("input"));
    });
  });
  const right = hex ? /^([0-9a-fA-F]{2})*$/ : /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  const hint = (text: string) => (right.test(text) ? undefined : t(hex ? "notHex" : "notBase64"));
  return typed(input, changed, { ...text, hint, el: h("span.joined", input, pick, file) });
}

/** The text of bytes. */
export function encode(bytes: Uint8Array, hex: boolean): string {
  if (hex) return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** Any JSON. While it is broken, the text is kept and the value is the last one that was whole. */
export function jsonControl(changed: Changed): Control {
  let last: Value | undefined;
  const read = (text: string) => {
    if (text.trim() === "") last = undefined;
    else if (problem(text) === undefined) last = parse(text);
    return last;
  };
  const input = area(2);
  input.classList.add("mono");
  return typed(input, changed, { read, write: (value) => print((last = value), "  "), hint: problem });
}

/** problem says where a text stops being JSON. */
export function problem(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (e) {
    return e instanceof NotJSON ? t("notJSON", e.line, e.column) : String(e);
  }
}
