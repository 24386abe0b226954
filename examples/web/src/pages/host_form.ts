import { html, type TemplateResult } from "lit-html";
import {
  ErrorCode,
  isRpcError,
  validateHostCreate,
  validateHostUpdate,
  type Host,
  type HostCreateError,
  type HostCreateParams,
  type HostState,
  type HostUpdateError,
  type HostUpdateParams,
} from "smartops-api-client";
import { api } from "../client";
import { Dialog } from "../dialog";
import { about, at, refusal, type Refusal } from "../errors";
import { field, newForm, problem, send, submit, typed } from "../form";
import { readLabels, writeLabels } from "../labels";
import { t } from "../words";

/** A dialog in which a host is made, or changed when there is one. `saved` gets the host as it is then. */
export function hostForm(host: Host | undefined, saved: (host: Host) => void, closed: () => void): () => TemplateResult {
  const form = newForm("host");
  const dialog = new Dialog(closed);
  const labels = writeLabels(host?.labels ?? {}, "\n");

  function save(event: Event): void {
    const read = typed(event);
    const done = (now: Host): void => {
      dialog.close();
      saved(now);
    };
    if (host) {
      const params = changes(host, read);
      void send(form, event, { check: () => validateHostUpdate(params), call: () => api.host.update(params), done, refused });
    } else {
      const params = creation(read);
      void send(form, event, { check: () => validateHostCreate(params), call: () => api.host.create(params), done, refused });
    }
  }

  return () => dialog.view(host ? t.editHost(host.name) : t.addHost, html`
    <form class="stack" novalidate @submit=${save}>
      ${problem(form)}
      <div class="pair">
        ${field(form, { name: "name", label: t.hostName, value: host?.name ?? "", hint: t.hostNameHint })}
        ${field(form, { name: "state", label: t.state, value: host?.state ?? "active", choices: t.states })}
      </div>
      <div class="pair">
        ${field(form, { name: "ipv4", label: t.ipv4, value: host?.ipv4 ?? "", optional: true, code: true })}
        ${field(form, { name: "ipv6", label: t.ipv6, value: host?.ipv6 ?? "", optional: true, code: true })}
      </div>
      ${field(form, { name: "labels", label: t.labels, value: labels, type: "textarea", hint: t.labelsHint, optional: true, code: true })}
      ${field(form, { name: "note", label: t.note, value: host?.note ?? "", type: "textarea", hint: t.noteHint, optional: true })}
      <div class="actions">
        <button type="button" @click=${() => dialog.close()}>${t.cancel}</button>
        ${submit(form, host ? t.save : t.addHost)}
      </div>
    </form>
  `);
}

/** The params of a host that is new: what was left empty is absent. */
function creation(read: (name: string) => string): HostCreateParams {
  const params: HostCreateParams = { name: read("name"), state: read("state") as HostState, labels: readLabels(read("labels"), /\n/) };
  for (const name of ["ipv4", "ipv6", "note"] as const) {
    if (read(name)) {
      params[name] = read(name);
    }
  }
  return params;
}

/** The params of a change: what is the same is absent, and what was emptied is null. */
function changes(host: Host, read: (name: string) => string): HostUpdateParams {
  const params: HostUpdateParams = { id: host.id };
  if (read("name") !== host.name) {
    params.name = read("name");
  }
  if (read("state") !== host.state) {
    params.state = read("state") as HostState;
  }
  for (const name of ["ipv4", "ipv6", "note"] as const) {
    if (read(name) !== (host[name] ?? "")) {
      params[name] = read(name) || null;
    }
  }
  if (read("labels") !== writeLabels(host.labels, "\n")) {
    params.labels = readLabels(read("labels"), /\n/);
  }
  return params;
}

function refused(error: unknown): Refusal {
  if (isRpcError<HostCreateError | HostUpdateError>(error)) {
    switch (error.code) {
      case ErrorCode.HostExists:
        return at("/name", t.hostExists);
      case ErrorCode.HostNotFound:
        return about(t.hostGone);
    }
  }
  return refusal(error);
}
