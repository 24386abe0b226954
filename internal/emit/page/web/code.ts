// Blocks of code that can be copied.
import { fill, h, icon, setAttributes } from "./dom";
import { colour, type Code } from "./highlight";
import { t } from "./words";

const copyIcon = ["M5.5 5.5v-3h8v8h-3", "M2.5 5.5h8v8h-8z"];
const doneIcon = ["M3 8.5l3.5 3.5L13 4.5"];

/** codeBlock shows code with a button that copies it. The label says what it is, to who cannot see it. */
export function codeBlock(text: string, code: Code, label: string): HTMLElement {
  return h("div.code", h("pre", { tabindex: 0, role: "group", "aria-label": label }, h("code", colour(text, code))), copyButton(() => text));
}

/** copyButton puts a text on the clipboard. */
export function copyButton(text: () => string): HTMLButtonElement {
  const button = h("button.copy", { type: "button", "aria-label": t("copy"), title: t("copy") }, icon(...copyIcon));
  button.addEventListener("click", () => void copy(text()).then((done) => tell(button, done)));
  return button;
}

function tell(button: HTMLElement, done: boolean): void {
  const say = (word: string, ...paths: string[]): void => {
    fill(button, icon(...paths));
    setAttributes(button, { "aria-label": t(word), title: t(word) });
  };
  say(done ? "copied" : "notCopied", ...(done ? doneIcon : copyIcon));
  setTimeout(() => say("copy", ...copyIcon), 1500);
}

/** copy falls back to a selection where a page without TLS may not touch the clipboard. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea.visually-hidden", { readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
