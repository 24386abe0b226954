import { html, nothing, type TemplateResult } from "lit-html";
import { Outcome, validateUserVerify, type ApiClient } from "smartops-api-client";
import { session } from "./client";
import { Dialog } from "./dialog";
import { said } from "./errors";
import { field, newForm, problem, send, submit, typed, type Form } from "./form";
import { verifyRefused } from "./pages/sign_in";
import { redraw } from "./screen";
import { keep } from "./session";
import { t } from "./words";

/** Somebody who is asked for the password, and the calls that wait for it. */
interface Asked {
  form: Form;
  dialog: Dialog;
  guest: ApiClient;
}

let asked: Asked | undefined;

/** Asks for the password, and says whether there is a token then. */
export function signInAgain(guest: ApiClient): Promise<boolean> {
  if (!session.user) {
    return Promise.resolve(false);
  }
  session.token = undefined;
  return new Promise((answer) => {
    const dialog = new Dialog(() => {
      asked = undefined;
      answer(session.token !== undefined);
      redraw();
    });
    asked = { form: newForm("again"), dialog, guest };
    redraw();
  });
}

/** The dialog, while somebody is asked. Who closes it stays on the page, and is asked again by the next call. */
export function askAgain(signOut: () => void): TemplateResult | typeof nothing {
  if (!asked || !session.user) {
    return nothing;
  }
  const { form, dialog } = asked;
  const leave = (): void => {
    dialog.close();
    signOut();
  };
  const { username } = session.user;
  return dialog.view(t.ended, html`
    <form class="stack" novalidate @submit=${verify}>
      <p class="muted">${t.endedHint(username)}</p>
      <input type="text" name="username" autocomplete="username" value=${username} hidden />
      ${problem(form)}
      ${field(form, { name: "password", label: t.password, type: "password", autocomplete: "current-password" })}
      <div class="actions">
        <button type="button" @click=${leave}>${t.signOut}</button>
        ${submit(form, t.goOn)}
      </div>
    </form>
  `);
}

function verify(event: Event): void {
  const { form, dialog, guest } = asked!;
  const read = typed(event);
  const params = { username: read("username"), password: read("password") };
  void send(form, event, {
    check: () => validateUserVerify(params),
    call: () => guest.user.verify(params),
    done: async ({ status, message, token }) => {
      if (status !== Outcome.succeeded || !token) {
        Object.assign(form, said(message));
        return;
      }
      session.token = token;
      keep(await guest.user.refresh()); // which tells when it ends
      dialog.close();
    },
    refused: verifyRefused,
  });
}
