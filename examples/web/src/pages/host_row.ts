import { html, nothing, type TemplateResult } from "lit-html";
import type { Check, Host } from "smartops-api-client";
import { bin, pencil } from "../icons";
import { sortedLabels } from "../labels";
import { isOperator } from "../session";
import { t } from "../words";

/** What can be done with a host. */
export interface Actions {
  edit: () => void;
  remove: () => void;
  label: (key: string, value: string) => void;
}

/** A host in a list. */
export function hostRow(host: Host, { edit, remove, label }: Actions): TemplateResult {
  return html`
    <li>
      <div class="name">
        <h2>${host.name}</h2>
        ${host.note ? html`<p class="muted">${host.note}</p>` : nothing}
      </div>
      <span class="state ${host.state}">${t.states[host.state]}</span>
      <div class="addresses code">${[host.ipv4, host.ipv6].map((address) => (address ? html`<span>${address}</span>` : nothing))}</div>
      <div class="chips">
        ${sortedLabels(host.labels).map(([key, value]) => html`<button class="chip" @click=${() => label(key, value)}><span>${key}</span>${value}</button>`)}
      </div>
      <div class="checks">${host.checks.map(check)}</div>
      ${isOperator()
        ? html`<div class="tools">
            <button class="quiet" aria-label=${t.editHost(host.name)} @click=${edit}>${pencil}</button>
            <button class="quiet" aria-label=${t.deleteHost(host.name)} @click=${remove}>${bin}</button>
          </div>`
        : nothing}
    </li>
  `;
}

/** The last result of a check: its `kind` tells the compiler what else there is. */
function check(result: Check): TemplateResult {
  switch (result.kind) {
    case "ping":
      return html`<span class=${result.roundTripMs === null ? "bad" : ""}>ping ${result.roundTripMs === null ? t.noAnswer : `${result.roundTripMs} ms`}</span>`;
    case "http":
      return html`<span class=${result.status !== null && result.status < 400 ? "" : "bad"} title=${result.url}>http ${result.status ?? t.noAnswer}</span>`;
    case "disk":
      return html`<span>${result.mount} <meter min="0" max="100" high="80" value=${result.used} aria-label=${t.usedOf(result.mount)}></meter> ${Math.round(result.used)} %</span>`;
  }
}
