import { html, type TemplateResult } from "lit-html";
import { language, speak, t } from "./words";

/** A button for the other language, which calls itself by its own name. */
export function languageButton(): TemplateResult {
  const other = language === "en" ? "zh" : "en";
  return html`<button type="button" class="quiet language" lang=${other} @click=${() => speak(other)}>${t.otherLanguage}</button>`;
}
