import { html, type TemplateResult } from "lit-html";
import { ErrorCode, isRpcError, validateUserChangePassword, type User, type UserChangePasswordError } from "smartops-api-client";
import { api } from "../client";
import { at, refusal, type Refusal } from "../errors";
import { field, newForm, problem, send, submit, typed } from "../form";
import { keep } from "../session";
import { say } from "../toast";
import { day, t } from "../words";
import { weakness } from "./sign_in";

/** The page of the person's own account. */
export function accountPage(user: User, signedOut: () => void): () => TemplateResult {
  const password = newForm("password");
  const everywhere = newForm("everywhere");

  function changePassword(event: Event): void {
    const element = event.target as HTMLFormElement;
    const read = typed(event);
    const params = { password: read("password"), newPassword: read("newPassword") };
    void send(password, event, {
      check: () => validateUserChangePassword(params),
      call: () => api.user.changePassword(params),
      done: (session) => {
        keep(session); // the old token is dead
        element.reset();
        say(t.passwordChanged);
      },
      refused: changeRefused,
    });
  }

  function signOutEverywhere(event: Event): void {
    void send(everywhere, event, { call: () => api.user.signOutEverywhere(), done: signedOut });
  }

  return () => html`
    <header class="head">
      <div>
        <h1 tabindex="-1">${t.account}</h1>
        <p class="muted">${t.accountHint}</p>
      </div>
    </header>
    <div class="cards">
      <section class="card who" aria-label=${user.username}>
        <span class="avatar" aria-hidden="true">${[...user.username][0]!.toUpperCase()}</span>
        <h2>${user.username}</h2>
        <dl>
          <dt>${t.id}</dt><dd>${user.id}</dd>
          <dt>${t.memberSince}</dt><dd>${day(user.createdAt)}</dd>
          <dt>${t.scopes}</dt><dd>${user.scopes.length > 0 ? user.scopes.map((scope) => html`<span class="chip">${scope}</span> `) : t.noScopes}</dd>
        </dl>
      </section>
      <form class="card stack" novalidate aria-labelledby="change" @submit=${changePassword}>
        <h2 id="change">${t.changePassword}</h2>
        <p class="muted">${t.changePasswordHint}</p>
        ${problem(password)}
        <input type="text" name="username" autocomplete="username" value=${user.username} hidden />
        ${field(password, { name: "password", label: t.presentPassword, type: "password", autocomplete: "current-password" })}
        ${field(password, { name: "newPassword", label: t.newPassword, type: "password", autocomplete: "new-password", hint: t.passwordHint })}
        <div class="actions">${submit(password, t.changePassword)}</div>
      </form>
      <form class="card row" aria-labelledby="everywhere" @submit=${signOutEverywhere}>
        <div>
          <h2 id="everywhere">${t.everywhere}</h2>
          <p class="muted">${t.everywhereHint}</p>
          ${problem(everywhere)}
        </div>
        <button class="danger" type="submit" aria-busy=${everywhere.busy}>${t.everywhere}</button>
      </form>
    </div>
  `;
}

function changeRefused(error: unknown): Refusal {
  if (isRpcError<UserChangePasswordError>(error)) {
    switch (error.code) {
      case ErrorCode.WrongPassword:
        return at("/password", t.wrongPassword);
      case ErrorCode.PasswordRefused:
        return at("/newPassword", weakness(error));
    }
  }
  return refusal(error);
}
