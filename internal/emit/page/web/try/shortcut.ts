// Ctrl-Enter, or Cmd-Enter, sends from wherever the focus is.

import { h } from "../dom";

let sender: { element: HTMLElement; send: () => void } | undefined;

/** sendWith lets the shortcut send, while an element stands in the page. */
export function sendWith(element: HTMLElement, send: () => void): void {
  if (sender === undefined) document.addEventListener("keydown", pressed);
  sender = { element, send };
}

/** shortcutKeys are the keys, as they are written on the button. */
export function shortcutKeys(): HTMLElement {
  return h("kbd", { "aria-hidden": "true" }, /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘↵" : "Ctrl ↵");
}

function pressed(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  if (!sender?.element.isConnected || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  sender.send();
}
