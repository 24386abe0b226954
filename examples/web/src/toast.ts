import { html, nothing, type TemplateResult } from "lit-html";
import { redraw } from "./screen";

let text = "";
let ending: ReturnType<typeof setTimeout> | undefined;

/** Says what was done, for some seconds. */
export function say(what: string): void {
  clearTimeout(ending);
  text = what;
  ending = setTimeout(() => {
    text = "";
    redraw();
  }, 5000);
  redraw();
}

/** The place for it is always there: who listens hears what appears in it. */
export function toast(): TemplateResult {
  return html`<div class="toast" role="status">${text ? html`<p>${text}</p>` : nothing}</div>`;
}
