import { html, type TemplateResult } from "lit-html";
import {
  ErrorCode,
  isRpcError,
  Outcome,
  validateUserRegister,
  validateUserVerify,
  type PasswordRefusedError,
  type UserRegisterError,
  type UserRegisterParams,
  type UserVerifyError,
  type UserVerifyParams,
} from "smartops-api-client";
import { api } from "../client";
import { about, at, refusal, said, type Refusal } from "../errors";
import { field, newForm, problem, send, submit, typed, type Field } from "../form";
import { logo } from "../icons";
import { languageButton } from "../language";
import { focusHeading, redraw } from "../screen";
import { t } from "../words";

/** The page on which people sign in or up. It hands on the token that they get. */
export function signInPage(enter: (token: string) => Promise<void>): () => TemplateResult {
  let form = newForm("sign-in");
  let registers = false;

  function swap(event: Event): void {
    event.preventDefault();
    registers = !registers;
    form = newForm("sign-in");
    redraw();
    focusHeading();
  }

  async function register(params: UserRegisterParams): Promise<void> {
    const { status, message } = await api.user.register(params);
    if (status === Outcome.succeeded) {
      return verify(params);
    }
    Object.assign(form, said(message));
  }

  async function verify(params: UserVerifyParams): Promise<void> {
    const { status, message, token } = await api.user.verify(params);
    if (status === Outcome.succeeded && token) {
      return enter(token);
    }
    Object.assign(form, said(message));
  }

  function sendForm(event: Event): void {
    const read = typed(event);
    const params = { username: read("username"), password: read("password") };
    void send(form, event, {
      check: () => (registers ? validateUserRegister(params) : validateUserVerify(params)),
      call: () => (registers ? register(params) : verify(params)),
      refused: registerRefused,
    });
  }

  return () => html`
    <div class="welcome">
      <aside>
        <p class="brand">${logo()} SmartOps</p>
        <div>
          <p class="slogan">${t.slogan}</p>
          <p>${t.pitch}</p>
        </div>
      </aside>
      <main>
        ${languageButton()}
        <form class="stack" novalidate @submit=${sendForm}>
          <h1 tabindex="-1">${registers ? t.signUpTitle : t.signInTitle}</h1>
          ${problem(form)}
          ${field(form, { name: "username", label: t.username, autocomplete: "username" })}
          ${field(form, { name: "password", label: t.password, type: "password", ...(registers ? newPassword() : presentPassword) })}
          ${submit(form, registers ? t.signUp : t.signIn)}
          <p class="muted">
            ${registers ? t.haveAccount : t.noAccountYet}
            <button type="button" class="link" @click=${swap}>${registers ? t.signIn : t.signUp}</button>
          </p>
        </form>
      </main>
    </div>
  `;
}

const presentPassword: Partial<Field> = { autocomplete: "current-password" };
const newPassword = (): Partial<Field> => ({ autocomplete: "new-password", hint: t.passwordHint });

/** What to tell when a name and a password are refused. */
export function verifyRefused(error: unknown): Refusal {
  if (isRpcError<UserVerifyError>(error) && error.code === ErrorCode.AccountLocked) {
    return about(t.locked);
  }
  return refusal(error);
}

function registerRefused(error: unknown): Refusal {
  if (isRpcError<UserRegisterError>(error) && error.code === ErrorCode.PasswordRefused) {
    return at("/password", weakness(error));
  }
  return verifyRefused(error);
}

/** Why a password is refused. There may be more reasons one day. */
export function weakness(error: PasswordRefusedError): string {
  switch (error.data.reason) {
    case "common":
      return t.commonPassword;
    case "username":
      return t.ownName;
    default:
      return t.otherPassword;
  }
}
