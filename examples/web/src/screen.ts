import { render } from "lit-html";

let view: () => unknown = () => undefined;

/** From now on the screen shows this. */
export function show(next: () => unknown): void {
  view = next;
  redraw();
}

/** Brings the screen up to date. It is called by whoever has changed what a view shows. */
export function redraw(): void {
  render(view(), document.body);
}

/** Puts the keyboard, and who listens rather than looks, at the head of what is new. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}
