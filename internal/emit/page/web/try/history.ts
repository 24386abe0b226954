// The calls of this session, in memory.
import { fill, h } from "../dom";
import type { Method } from "../model";
import { t } from "../words_try";
import { figures, short } from "./answer";
import { Changes } from "./changes";
import type { Exchange } from "./exchange";
import type { Value } from "./json";
import type { Outcome } from "./outcome";
import { hide } from "./secrets";

/** A call that was made. */
export interface Past {
  method: Method;
  params: Value | undefined;
  notify: boolean;
  exchange: Exchange;
  outcome: Outcome;
  /** The request's body, secrets hidden. */
  body: string;
  /** Of a batch: restores it. */
  batch?: { size: number; restore: () => void };
}

const most = 50;
const past: Past[] = [];
const changes = new Changes();

export function record(call: Past): void {
  past.unshift(call);
  past.length = Math.min(past.length, most);
  changes.tell();
}

/** historyView lists them, the newest first; a click restores one. */
export function historyView(restore: (call: Past) => void): HTMLElement {
  const count = h("span.muted");
  const list = h("ol.history-list");
  const view = h("details.history", h("summary", t("history"), " ", count), h("p.muted.history-note", t("historyNote")), list);
  const show = () => {
    view.hidden = past.length === 0;
    count.textContent = String(past.length);
    fill(
      list,
      past.map((call) => h("li", entry(call, restore))),
    );
  };
  changes.follow(view, show);
  return view;
}

function entry(call: Past, restore: (call: Past) => void): HTMLElement {
  const name = call.batch ? t("batchOf", call.batch.size) : call.method.name;
  const params = call.batch ? "" : short(hide(call.method.params, call.params));
  return h(
    "button.history-entry",
    {
      type: "button",
      class: `history-entry outcome-${call.outcome.kind}`,
      onclick: () => (call.batch ? call.batch.restore() : restore(call)),
    },
    h("span.history-name", name),
    h("span.history-title", call.outcome.title),
    h("code.history-params", params),
    h("span.history-when", call.exchange.at.toLocaleTimeString(), " ", figures(call.exchange)),
  );
}
