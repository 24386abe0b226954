import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { ErrorCode, isRpcError, type Host, type HostDeleteError, type HostPage, type HostState } from "smartops-api-client";
import { api } from "../client";
import { Dialog } from "../dialog";
import { about, refusal, type Refusal } from "../errors";
import { newForm, problem, send } from "../form";
import { plus, rack } from "../icons";
import { readLabels, writeLabels } from "../labels";
import { focusHeading, redraw } from "../screen";
import { isOperator } from "../session";
import { say } from "../toast";
import { t } from "../words";
import { everything, HostList, type Query } from "./host_list";
import { hostForm } from "./host_form";
import { hostRow } from "./host_row";

/** The page of the inventory. */
export function hostsPage(first: Promise<HostPage>): () => TemplateResult {
  const list = new HostList(first);
  let dialog: (() => TemplateResult) | undefined;

  function closed(): void {
    dialog = undefined;
    redraw();
  }

  function add(): void {
    const saved = (host: Host): void => {
      say(t.hostAdded(host.name));
      void list.find();
    };
    dialog = hostForm(undefined, saved, closed);
    redraw();
  }

  function edit(host: Host): void {
    const saved = (now: Host): void => {
      list.replace(now);
      say(t.hostSaved(now.name));
    };
    dialog = hostForm(host, saved, closed);
    redraw();
  }

  function remove(host: Host): void {
    const removed = (): void => {
      list.remove(host);
      say(t.hostDeleted(host.name));
      focusHeading(); // the button that had the focus is gone
    };
    dialog = deletion(host, removed, closed);
    redraw();
  }

  const row = (host: Host): TemplateResult => hostRow(host, {
    edit: () => edit(host),
    remove: () => remove(host),
    label: (key, value) => void list.find({ labels: { ...list.query.labels, [key]: value } }),
  });

  return () => html`
    <header class="head">
      <div>
        <h1 tabindex="-1">${t.hosts}</h1>
        <p class="muted">${isOperator() ? t.hostsHint : t.readOnly}</p>
      </div>
      ${isOperator() ? html`<button class="primary" @click=${add}>${plus} ${t.addHost}</button>` : nothing}
    </header>
    ${filter(list)}
    ${list.wrong?.problem
      ? html`<div class="notice danger row" role="alert"><p>${list.wrong.problem}</p> <button @click=${() => list.find()}>${t.tryAgain}</button></div>`
      : nothing}
    <section aria-label=${t.hosts} aria-busy=${list.loading}>
      ${content(list, row)}
    </section>
    ${dialog?.()}
  `;
}

/** The hosts, or why there are none. */
function content(list: HostList, row: (host: Host) => TemplateResult): TemplateResult | typeof nothing {
  if (list.hosts.length > 0) {
    return html`
      <ul class="hosts">${repeat(list.hosts, (host) => host.id, row)}</ul>
      <footer class="end">
        <p class="muted" role="status">${list.loading ? t.loading : t.shown(list.hosts.length, list.next !== undefined)}</p>
        ${list.next ? html`<button aria-busy=${list.loading} @click=${() => list.more()}>${t.more}</button>` : nothing}
      </footer>
    `;
  }
  if (list.loading) {
    const ghost = html`<li class="ghost"><span></span><span></span><span></span></li>`;
    return html`
      <p class="visually-hidden" role="status">${t.loading}</p>
      <ul class="hosts" aria-hidden="true">${[ghost, ghost, ghost]}</ul>
    `;
  }
  return list.wrong?.problem ? nothing : empty(list);
}

function empty(list: HostList): TemplateResult {
  const filtered = list.query.state !== "" || Object.keys(list.query.labels).length > 0;
  return html`
    <div class="empty" role="status">
      ${rack}
      <h2>${filtered ? t.noMatch : t.noHosts}</h2>
      <p class="muted">${filtered ? t.noMatchHint : isOperator() ? t.noHostsHint : t.noHostsReadOnly}</p>
      ${filtered ? html`<button @click=${() => list.find({ ...everything, sort: list.query.sort })}>${t.clear}</button>` : nothing}
    </div>
  `;
}

function filter(list: HostList): TemplateResult {
  const { query } = list;
  const wrong = Object.entries(list.wrong?.fields ?? {})[0];
  const state = (value: HostState | "", text: string): TemplateResult => html`
    <label>
      <input type="radio" name="state" value=${value} .checked=${query.state === value} @change=${() => list.find({ state: value })} />
      <span>${text}</span>
    </label>
  `;
  const labels = (event: Event): void => void list.find({ labels: readLabels((event.target as HTMLInputElement).value, /\s+/) });
  const sort = (event: Event): void => void list.find({ sort: (event.target as HTMLSelectElement).value as Query["sort"] });
  return html`
    <form class="filter" role="search" aria-label=${t.filter} @submit=${(event: Event) => event.preventDefault()}>
      <fieldset class="choices">
        <legend class="visually-hidden">${t.state}</legend>
        ${state("", t.all)} ${Object.entries(t.states).map(([value, text]) => state(value as HostState, text))}
      </fieldset>
      <label class="grow">
        <span class="visually-hidden">${t.labels}</span>
        <input class="code" type="search" name="labels" placeholder=${t.labelsFilterHint} autocapitalize="none" spellcheck="false"
          .value=${writeLabels(query.labels, " ")} aria-invalid=${wrong !== undefined} aria-describedby=${wrong ? "labels-wrong" : nothing} @change=${labels} />
      </label>
      <label>
        <span class="visually-hidden">${t.sort}</span>
        <select name="sort" @change=${sort}>
          ${Object.entries(t.sorts).map(([value, text]) => html`<option value=${value} ?selected=${query.sort === value}>${text}</option>`)}
        </select>
      </label>
      ${wrong ? html`<p class="wrong" id="labels-wrong" role="alert">${wrong[0].replace("/labels/", "")}: ${wrong[1]}</p>` : nothing}
    </form>
  `;
}

/** A dialog that asks before a host is deleted. */
function deletion(host: Host, removed: () => void, closed: () => void): () => TemplateResult {
  const form = newForm("delete");
  const dialog = new Dialog(closed);
  const done = (): void => {
    dialog.close();
    removed();
  };
  const sendForm = (event: Event): void => void send(form, event, { call: () => api.host.delete({ id: host.id }), done, refused });
  return () => dialog.view(t.deleteQuestion(host.name), html`
    <form class="stack" @submit=${sendForm}>
      <p class="muted">${t.deleteHint}</p>
      ${problem(form)}
      <div class="actions">
        <button type="button" @click=${() => dialog.close()}>${t.cancel}</button>
        <button class="danger" type="submit" aria-busy=${form.busy}>${t.remove}</button>
      </div>
    </form>
  `);
}

function refused(error: unknown): Refusal {
  if (isRpcError<HostDeleteError>(error) && error.code === ErrorCode.HostNotFound) {
    return about(t.hostGone);
  }
  return refusal(error);
}
