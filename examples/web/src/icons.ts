import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";

/** Icons are drawn here: a strict Content-Security-Policy lets none in from elsewhere, and they are few. */
function icon(content: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${content}</svg>`;
}

/** A line that branches, with two stations. */
export function logo(): TemplateResult {
  return html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M6 20h20M10 20c5 0 5-9 10-9h6" />
    <circle cx="10" cy="20" r="2.6" />
    <circle class="next" cx="24" cy="11" r="2.6" />
  </svg>`;
}

export const plus = icon(svg`<path d="M10 4v12M4 10h12" />`);
export const pencil = icon(svg`<path d="M4 16l1-4 8.5-8.5 3 3L8 15z" />`);
export const bin = icon(svg`<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6" />`);
export const rack = icon(svg`<rect x="3" y="4" width="14" height="5" rx="1.5" /><rect x="3" y="11" width="14" height="5" rx="1.5" /><path d="M6 6.5h.01M6 13.5h.01" />`);
export const person = icon(svg`<circle cx="10" cy="7" r="3" /><path d="M4 17c.6-3.4 3-5 6-5s5.4 1.6 6 5" />`);
export const leave = icon(svg`<path d="M8 4H4v12h4M8 10h9M14 7l3 3-3 3" />`);
