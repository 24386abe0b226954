import { html, type TemplateResult } from "lit-html";
import { createRef, ref, type Ref } from "lit-html/directives/ref.js";

let dialogs = 0;

/** A dialog, modal from when it is drawn. It tells once that it was closed, by whatever means. */
export class Dialog {
  readonly #title = `dialog-${++dialogs}`;
  readonly #element: Ref<HTMLDialogElement> = createRef();
  #closed: () => void;

  constructor(closed: () => void) {
    this.#closed = closed;
    queueMicrotask(() => this.#element.value?.showModal()); // when it is in the document
  }

  close(): void {
    this.#element.value?.close(); // which puts the focus back to where it was
    this.#end();
  }

  view(title: string, content: TemplateResult): TemplateResult {
    return html`
      <dialog ${ref(this.#element)} aria-labelledby=${this.#title} @close=${() => this.#end()}>
        <h2 id=${this.#title}>${title}</h2>
        ${content}
      </dialog>
    `;
  }

  #end(): void {
    const closed = this.#closed;
    this.#closed = () => {};
    closed();
  }
}
