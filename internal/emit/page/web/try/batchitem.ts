// A call of a batch: its place, its params, and its answer beside it.
import { fill, h } from "../dom";
import type { API } from "../model";
import { link } from "../route";
import { t } from "../words_try";
import { errorDetails, short } from "./answer";
import type { Item } from "./batch";
import { Editor } from "./editor";
import { jsonView } from "./jsonview";
import { tool } from "./list";
import { errorLink, errorTitle } from "./outcome";
import { hide, secretsIn } from "./secrets";
import { segmented } from "./segmented";
import { lacks } from "./session";

export interface Moves {
  move(to: number): void;
  remove(): void;
}

export function itemView(api: API, item: Item, i: number, n: number, moves: Moves): HTMLElement {
  const name = item.method.name;
  const kind = segmented(
    t("kindOfCall"),
    [
      ["call", t("call")],
      ["notify", t("notify")],
    ],
    item.notify ? "notify" : "call",
    (chosen) => (item.notify = chosen === "notify"),
  );
  const { editing, focusOn } = params(item);
  return h(
    "li.batch-item",
    h(
      "div.batch-head",
      h("span.batch-number", { "aria-hidden": "true" }, i + 1),
      h("a.type-link.batch-name", { href: link("method", name) }, name),
      lacks(item.method) && h("span.badge", t("notSignedIn")),
      kind,
      h(
        "span.tools",
        tool("up", "moveUp", name, () => moves.move(i - 1), i === 0),
        tool("down", "moveDown", name, () => moves.move(i + 1), i === n - 1),
        tool("remove", "removeNamed", name, moves.remove),
      ),
    ),
    editing,
    reply(api, item, focusOn),
  );
}

/** params is the editor of a call, made when it is opened. */
function params(item: Item): { editing: HTMLElement; focusOn: (path: string) => void } {
  const line = h("code.batch-params");
  const say = () => fill(line, item.broken ?? (item.params === undefined ? t("noParams") : short(hide(item.method.params, item.params))));
  say();
  let editor: Editor | undefined;
  const details = h("details.batch-edit", h("summary", line));
  const open = () => {
    if (editor) return;
    const made = new Editor(item.method, () => {
      item.broken = made.broken === undefined ? undefined : made.text;
      if (made.broken === undefined) item.params = made.params;
      say();
    });
    editor = made;
    made.set(item.params);
    if (item.broken !== undefined) made.restore(item.broken);
    if (item.reply?.kind === "answer") made.place(item.reply.answer.error?.violations ?? []);
    details.append(made.el);
  };
  details.addEventListener("toggle", () => details.open && open());
  const focusOn = (path: string) => {
    open();
    details.open = true;
    editor?.focusOn(path);
  };
  return { editing: details, focusOn };
}

function reply(api: API, item: Item, focusOn: (path: string) => void): HTMLElement | undefined {
  const { reply } = item;
  if (!reply) return undefined;
  if (reply.kind === "silent") return h("p.batch-reply.muted", t("notified"));
  if (reply.kind === "missing") return h("p.batch-reply.batch-missing", t("missing"));
  const { error, result } = reply.answer;
  const place = h("span.muted", t("answerNumber", reply.place));
  if (error)
    return h(
      "div.batch-reply.answer-error",
      h("p", h("strong", errorTitle(error)), " ", errorLink(api, error, item.method), " ", place),
      errorDetails(error.violations, error.data, focusOn),
    );
  return h(
    "div.batch-reply",
    h("p", h("strong", t("result")), " ", place),
    result !== undefined && jsonView(result, t("result"), new Set(secretsIn(item.method.result, result).values())),
  );
}
