// What the controls of a form have in common.
import type { Value } from "./json";
import type { Row } from "./row";

/** Control is what a value of one type is entered with. */
export interface Control {
  /** What stands in the form. */
  readonly el: HTMLElement;
  /** What a label names and the focus goes to; a group has none. */
  readonly input?: HTMLElement;
  /** The value, or undefined while there is none. */
  get(): Value | undefined;
  /** Shows a value, which has the kind of the control's type. */
  set(value: Value): void;
  /** Shows that there is no value; the text stands where one would be typed. */
  clear(placeholder: string): void;
  /** The row of a member, an item or an entry. */
  child?(name: string): Row | undefined;
  /** What is odd about the value, in words: a hint, as the server has the last word. */
  hint?(): string | undefined;
}

/** Context is what all controls of a form share. */
export interface Context {
  /** The words that a row is called by for those who do not see where it stands. */
  readonly path: string;
  /** Tells the form that a value has changed. */
  changed(): void;
}

/** So many items or entries are shown. More are not for a form: they stay in the JSON, and are sent. */
export const few = 200;

/** inside is the context of a part. */
export function inside(context: Context, name: string): Context {
  return { path: context.path === "" ? name : `${context.path} ${name}`, changed: () => context.changed() };
}
