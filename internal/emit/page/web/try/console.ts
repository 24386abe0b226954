// The console of a method: its params, how they are sent, and what came back.
import { fill, h } from "../dom";
import type { API, Method } from "../model";
import { current, link } from "../route";
import { t, type Word } from "../words_try";
import { answerView, copy } from "./answer";
import { authLine } from "./authline";
import { addToBatch, batchSize } from "./batch";
import { Editor } from "./editor";
import { fillIn } from "./example";
import { historyView, type Past, record } from "./history";
import type { Value } from "./json";
import { type Kept, keptOf, open } from "./memory";
import { takesPositions } from "./params";
import { perform } from "./perform";
import { segmented } from "./segmented";
import { linkTo, shared } from "./share";
import { sendWith, shortcutKeys } from "./shortcut";
import { duration } from "./outcome";
import { initialObject } from "./types";

export { batchPage } from "./batchpage";
export { sessionBar } from "./sessionbar";

type Listener = (method: Method, params: Value | undefined) => void;

const listeners: Listener[] = [];

/** onValues tells of the params whenever they change; undefined: there are none, or the JSON is broken. */
export function onValues(listener: Listener): void {
  listeners.push(listener);
}

/** consoleOf is the panel in which a method is tried. */
export function consoleOf(method: Method, api: API): HTMLElement {
  return new Console(method, api).el;
}

class Console {
  readonly el: HTMLElement;
  private readonly editor: Editor;
  private readonly memory: Kept;
  private readonly live = h("p.visually-hidden", { role: "status" });
  private readonly note = h("div.console-note");
  private readonly answer = h("div.console-answer");
  private readonly options = h("div.console-options");
  private readonly send = h("button.button.primary.send", { type: "button", onclick: () => void this.call() });
  private readonly cancel = h("button.button", { type: "button", hidden: true, onclick: () => this.running?.abort() }, t("cancel"));
  private running: AbortController | undefined;

  constructor(
    private readonly method: Method,
    private readonly api: API,
  ) {
    this.editor = new Editor(method, () => this.changed());
    this.memory = keptOf(method.name, this.editor.params);
    this.el = h(
      "section.console",
      { "aria-labelledby": "try-title" },
      h("div.console-title", h("h2.section", { id: "try-title" }, t("try")), this.examples()),
      authLine(method, api),
      this.editor.el,
      this.options,
      this.actions(),
      this.live,
      this.note,
      this.answer,
      historyView((past) => this.restore(past)),
    );
    this.begin();
    sendWith(this.el, () => void this.call());
  }

  /** begin shows what was left here, or what a link brings. */
  private begin(): void {
    const { memory } = this;
    this.editor.set(memory.params);
    if (memory.broken !== undefined) this.editor.restore(memory.broken);
    if (memory.last) this.show(memory.last);
    const text = current().query.get("call");
    if (text !== null && text !== memory.link && current().name === this.method.name) this.take(text);
    this.changed();
  }

  private take(text: string): void {
    this.memory.link = text;
    const call = shared(text);
    fill(this.note, h("p.note", { role: "status" }, t(call ? "fromLink" : "badLink")));
    if (!call) return;
    this.memory.notify = call.notify;
    this.editor.set(call.params);
  }

  private changed(): void {
    const { editor, memory } = this;
    memory.broken = editor.broken === undefined ? undefined : editor.text;
    if (memory.broken === undefined) memory.params = editor.params;
    this.showOptions();
    for (const listener of listeners) listener(this.method, memory.broken === undefined ? editor.params : undefined);
  }

  private showOptions(): void {
    const { editor, memory } = this;
    const state = `${memory.notify} ${editor.byPosition}`;
    if (this.options.dataset.state === state) return;
    this.options.dataset.state = state;
    const notify = segmented(
      t("kindOfCall"),
      [
        ["call", t("call")],
        ["notify", t("notify")],
      ],
      memory.notify ? "notify" : "call",
      (chosen) => {
        memory.notify = chosen === "notify";
        this.changed();
      },
    );
    const position = segmented(
      t("orderOfParams"),
      [
        ["name", t("byName")],
        ["position", t("byPosition")],
      ],
      editor.byPosition ? "position" : "name",
      (chosen) => (editor.byPosition = chosen === "position"),
    );
    const focused =
      document.activeElement instanceof HTMLInputElement && this.options.contains(document.activeElement)
        ? document.activeElement.value
        : undefined;
    fill(this.options, notify, (takesPositions(this.method) || editor.byPosition) && position);
    if (focused !== undefined) this.options.querySelector<HTMLElement>(`input[value="${focused}"]`)?.focus();
    fill(this.send, t(memory.notify ? "sendNotification" : "send"), shortcutKeys());
  }

  private examples(): HTMLElement | false {
    const all = this.method.examples?.filter(({ params }) => params !== undefined) ?? [];
    if (all.length === 0) return false;
    const select = h(
      "select.input.small",
      { "aria-label": t("fillExample") },
      h("option", { value: "" }, t("example")),
      all.map(({ summary }, i) => h("option", { value: i }, summary ?? t("exampleNumber", i + 1))),
    );
    select.addEventListener("change", () => {
      const example = all[Number(select.value)];
      select.value = "";
      if (!example) return;
      this.editor.forget();
      this.editor.set(fillIn(this.method.params, example.params, this.editor.params));
      this.changed();
      this.live.textContent = t("filled", example.summary ?? "");
    });
    return select;
  }

  private actions(): HTMLElement {
    const button = (word: Word, onclick: () => void) => h("button.button.quiet.small", { type: "button", onclick }, t(word));
    return h(
      "div.console-actions",
      this.send,
      this.cancel,
      h(
        "span.console-more",
        button("addToBatch", () => this.toBatch()),
        button("copyLink", () => void this.copyLink()),
        button("reset", () => this.reset()),
      ),
    );
  }

  private async call(): Promise<void> {
    if (this.running) return;
    if (this.editor.broken !== undefined) {
      this.live.textContent = t("cannotSend", this.editor.broken);
      fill(this.note, h("p.note.note-bad", t("cannotSend", this.editor.broken)));
      return this.editor.focusText();
    }
    const params = this.editor.params;
    const { notify } = this.memory;
    this.running = new AbortController();
    this.busy(true);
    const done = await perform(this.method, params, notify, this.running.signal);
    this.running = undefined;
    this.busy(false);
    const past: Past = { ...done, method: this.method, params, notify };
    record(past);
    this.memory.last = past;
    this.show(past);
    this.tell(past, done.renewed);
  }

  private busy(is: boolean): void {
    this.el.setAttribute("aria-busy", String(is));
    this.send.setAttribute("aria-disabled", String(is));
    this.cancel.hidden = !is;
    if (!is) return;
    fill(this.note);
    this.live.textContent = t("sending");
    this.answer.classList.add("is-old");
  }

  /** show puts an answer below the form, and what is wrong with the params on their fields. */
  private show(past: Past): void {
    const homeless = this.editor.place(past.outcome.answer?.error?.violations ?? []);
    const focusOn = (path: string) => this.editor.focusOn(path);
    this.answer.classList.remove("is-old");
    fill(
      this.answer,
      answerView({
        api: this.api,
        method: this.method,
        exchange: past.exchange,
        outcome: past.outcome,
        params: past.params,
        body: past.body,
        focusOn,
      }),
    );
    this.answer.dataset.homeless = String(homeless.length);
  }

  private tell(past: Past, renewed: string[]): void {
    const wrong = past.outcome.answer?.error?.violations.length ?? 0;
    const problems = wrong > 0 ? " " + t("problems", wrong) : "";
    this.live.textContent = `${past.outcome.title}, ${duration(past.exchange.ms)}.${problems}`;
    if (renewed.length > 0) fill(this.note, h("p.note", { role: "status" }, t("renewed", renewed.join(", "))));
    if (!this.editor.focusFirstProblem()) this.answer.scrollIntoView({ block: "nearest" });
  }

  private toBatch(): void {
    if (this.editor.broken !== undefined) return this.editor.focusText();
    addToBatch(this.method, this.editor.params, this.memory.notify);
    fill(
      this.note,
      h("p.note", { role: "status" }, t("inBatch", batchSize()), " ", h("a.type-link", { href: link("batch") }, t("openBatch"))),
    );
  }

  private async copyLink(): Promise<void> {
    const { href, left } = linkTo(this.method, this.editor.params, this.memory.notify);
    const copied = await copy(href);
    const without = left.length > 0 ? " " + t("linkWithout", left.join(", ")) : "";
    const field = h("input.input.mono", { type: "text", readonly: true, value: href, "aria-label": t("link") });
    fill(this.note, h("p.note", { role: "status" }, t(copied ? "linkCopied" : "linkShown"), without), field);
    if (!copied) field.select();
  }

  private reset(): void {
    this.memory.last = undefined;
    this.memory.notify = false;
    this.editor.forget();
    this.editor.set(this.method.params.length === 0 ? undefined : initialObject(this.method.params));
    fill(this.note);
    fill(this.answer);
    this.changed();
    this.live.textContent = t("wasReset");
  }

  /** restore shows a call of the history, on the page of its method. */
  private restore(past: Past): void {
    if (past.method.name !== this.method.name) return open(past);
    this.memory.notify = past.notify;
    this.memory.last = past;
    this.editor.set(past.params);
    this.changed();
    this.show(past);
    this.live.textContent = t("restored");
  }
}
