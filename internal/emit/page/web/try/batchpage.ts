// The page on which a batch is put together and sent.
import { fill, h, newID } from "../dom";
import { methodNamed } from "../data";
import type { API } from "../model";
import { link } from "../route";
import { title } from "../section";
import { t, type Word } from "../words_try";
import { figures } from "./answer";
import { addToBatch, batchSize, type Item, items, moveItem, removeItem, sendBatch, type Sent, sent, setBatch } from "./batch";
import { itemView } from "./batchitem";
import { historyView, type Past, record } from "./history";
import { jsonView, textView } from "./jsonview";
import { focusTool } from "./list";
import { open } from "./memory";
import { duration, errorTitle } from "./outcome";
import { secretsIn } from "./secrets";
import { sendWith, shortcutKeys } from "./shortcut";
import { transcript } from "./transcript";
import { initialObject } from "./types";

/** batchPage is the page of the batch. */
export function batchPage(api: API): HTMLElement {
  return new BatchPage(api).el;
}

class BatchPage {
  readonly el: HTMLElement;
  private readonly list = h("ol.batch-list");
  private readonly live = h("p.visually-hidden", { role: "status" });
  private readonly whole = h("div.batch-whole");
  private readonly send = h("button.button.primary.send", { type: "button", onclick: () => void this.post() });
  private readonly cancel = h("button.button", { type: "button", hidden: true, onclick: () => this.running?.abort() }, t("cancel"));
  private readonly clear = h("button.button.quiet.small", { type: "button", onclick: () => this.empty() }, t("removeAll"));
  private running: AbortController | undefined;

  constructor(private readonly api: API) {
    this.el = h(
      "article.page.batch",
      title(t("batch")),
      h("p.muted", t("batchIntro")),
      this.adder(),
      this.list,
      h("div.console-actions", this.send, this.cancel, h("span.console-more", this.clear)),
      this.live,
      this.whole,
      historyView(open),
    );
    this.show();
    sendWith(this.el, () => void this.post());
  }

  private adder(): HTMLElement {
    const names = newID("methods");
    const input = h("input.input", {
      type: "text",
      list: names,
      placeholder: t("methodName"),
      "aria-label": t("methodName"),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    });
    const add = () => {
      const method = methodNamed(input.value.trim());
      if (!method) {
        this.say(t("noSuchMethod", input.value), true);
        input.setAttribute("aria-invalid", "true");
        return input.focus();
      }
      input.removeAttribute("aria-invalid");
      addToBatch(method, method.params.length === 0 ? undefined : initialObject(method.params), false);
      input.value = "";
      this.show();
      this.say(t("added", method.name, batchSize()));
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && !event.ctrlKey && !event.metaKey && add());
    return h(
      "div.batch-add",
      input,
      h(
        "datalist",
        { id: names },
        this.api.methods.map(({ name }) => h("option", { value: name })),
      ),
      h("button.button", { type: "button", onclick: add }, t("addCall")),
    );
  }

  private show(): void {
    fill(
      this.list,
      items.map((item, i) => this.item(item, i)),
    );
    fill(this.send, t("sendBatch", items.length), shortcutKeys());
    this.clear.hidden = items.length === 0;
    this.send.hidden = items.length === 0;
    fill(this.whole, sent && wholeView(sent));
  }

  private item(item: Item, i: number): HTMLElement {
    return itemView(this.api, item, i, items.length, {
      move: (to) => {
        moveItem(i, to);
        this.show();
        this.say(t("moved", item.method.name, to + 1));
        focusTool(this.list.children[to], to < i ? "up" : "down");
      },
      remove: () => {
        removeItem(i);
        this.show();
        this.say(t("removed", item.method.name));
        if (items.length === 0) this.el.querySelector<HTMLElement>(".batch-add input")?.focus();
        else focusTool(this.list.children[Math.min(i, items.length - 1)], "remove");
      },
    });
  }

  private empty(): void {
    setBatch([]);
    this.show();
    this.el.querySelector<HTMLElement>(".batch-add input")?.focus();
  }

  private async post(): Promise<void> {
    if (this.running || items.length === 0) return;
    const broken = items.findIndex((item) => item.broken !== undefined);
    if (broken >= 0) {
      this.say(t("brokenItem", broken + 1), true);
      return this.list.children[broken]?.querySelector<HTMLElement>("textarea.raw-text, summary")?.focus();
    }
    this.running = new AbortController();
    this.busy(true);
    const done = await sendBatch(this.running.signal);
    this.running = undefined;
    this.busy(false);
    this.show();
    this.say(`${titleOf(done)}, ${duration(done.exchange.ms)}`);
    record(pastOf(done));
  }

  /** say tells screen readers what happened; a problem is for everybody. */
  private say(text: string, problem = false): void {
    this.live.className = problem ? "row-problem" : "visually-hidden";
    this.live.textContent = text;
  }

  private busy(is: boolean): void {
    this.el.setAttribute("aria-busy", String(is));
    this.cancel.hidden = !is;
    if (is) this.say(t("sending"));
  }
}

/** titleOf is a batch's answer in a line. */
function titleOf(done: Sent): string {
  if (done.trouble) return done.trouble.title;
  if (done.whole?.error) return errorTitle(done.whole.error);
  const count = (is: (item: Item) => boolean) => items.filter(is).length;
  const errors = count(({ reply }) => reply?.kind === "answer" && reply.answer.error !== undefined);
  const results = count(({ reply }) => reply?.kind === "answer" && reply.answer.error === undefined);
  const missing = count(({ reply }) => reply?.kind === "missing");
  const silent = count(({ reply }) => reply?.kind === "silent");
  const parts: [Word, number][] = [
    ["countResults", results],
    ["countErrors", errors],
    ["countMissing", missing],
    ["countSilent", silent],
  ];
  return parts
    .filter(([, n]) => n > 0)
    .map(([word, n]) => t(word, n))
    .join(", ");
}

/** wholeView is what concerns the request as a whole. */
function wholeView(done: Sent): HTMLElement {
  const bad = done.trouble !== undefined || done.whole?.error !== undefined;
  const text = done.exchange.response?.text ?? "";
  const unread = bad || text === "" || text.trimStart().startsWith("[") ? undefined : textView(text, t("response"));
  return h(
    "div",
    { class: `answer answer-${bad ? "trouble" : "result"}` },
    h("div.answer-head", h("h2.answer-title", titleOf(done)), figures(done.exchange)),
    done.trouble?.advice.map((line) => h("p.answer-advice", line)),
    done.conflicts.length > 0 && h("p.answer-advice", t("conflict", done.conflicts.join(", "))),
    done.whole?.error?.data !== undefined && jsonView(done.whole.error.data, t("errorData")),
    unread,
    done.strays.length > 0 &&
      h(
        "div",
        h("p", t("strays", done.strays.length)),
        done.strays.map((stray) => jsonView(stray, t("stray"))),
      ),
    transcript(done.exchange, done.body, new Set(items.flatMap(secretsOf))),
  );
}

/** secretsOf are the secrets in the answer to a call. */
function secretsOf({ method, reply }: Item): string[] {
  return reply?.kind === "answer" ? [...secretsIn(method.result, reply.answer.result).values()] : [];
}

function pastOf(done: Sent): Past {
  const kept = items.map((item) => ({ ...item }));
  const first = kept[0]!;
  const restore = () => {
    setBatch(
      kept.map((item) => ({ ...item })),
      done,
    );
    if (location.hash === link("batch")) dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = link("batch");
  };
  const kind = done.trouble || done.whole?.error ? "trouble" : "result";
  return {
    method: first.method,
    params: first.params,
    notify: first.notify,
    exchange: done.exchange,
    outcome: { kind, title: titleOf(done), advice: [] },
    body: done.body,
    batch: { size: kept.length, restore },
  };
}
