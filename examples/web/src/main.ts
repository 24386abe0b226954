import { html, nothing, type TemplateResult } from "lit-html";
import type { User } from "smartops-api-client";
import { api, connection, session } from "./client";
import { leave, logo, person, rack } from "./icons";
import { languageButton } from "./language";
import { accountPage } from "./pages/account";
import { everything, listParams } from "./pages/host_list";
import { hostsPage } from "./pages/hosts";
import { signInPage } from "./pages/sign_in";
import { focusHeading, redraw, show } from "./screen";
import { forget, keep } from "./session";
import { askAgain, signInAgain } from "./sign_in_again";
import { toast } from "./toast";
import { t } from "./words";

/** The page that the address names. The one of hosts is made when somebody has signed in. */
let page: () => TemplateResult;
let hosts: () => TemplateResult;

session.ended = signInAgain;

/** Somebody has a token: one request asks who it is, when the token ends, and what there is to see. */
async function enter(token: string): Promise<void> {
  session.token = token;
  const [user, renewed, first] = api.batch((calls) => [calls.user.me(), calls.user.refresh(), calls.host.list(listParams(everything))]);
  hosts = hostsPage(first);
  const [me, next] = await Promise.all([user, renewed]);
  session.user = me;
  keep(next);
  turn();
}

/** Turns to the page that the address names. */
function turn(): void {
  if (session.user) {
    page = isAccount() ? accountPage(session.user, start) : hosts;
    show(frame);
    document.title = `${isAccount() ? t.account : t.hosts} · SmartOps`;
    focusHeading();
  }
}

function isAccount(): boolean {
  return location.hash === "#/account";
}

/** Begins, and begins anew when somebody has signed out. */
function start(): void {
  forget();
  document.title = "SmartOps";
  const page = signInPage(enter);
  show(() => html`${offline()} ${page()}`);
}

/** What stands around every page. */
function frame(): TemplateResult {
  const { username } = session.user as User;
  return html`
    <a class="skip" href="#content" @click=${skip}>${t.skip}</a>
    <header class="top">
      <p class="brand">${logo()} <span>SmartOps</span></p>
      <nav aria-label=${t.mainMenu}>
        <a href="#/hosts" aria-current=${isAccount() ? nothing : "page"}>${rack} ${t.hosts}</a>
        <a href="#/account" aria-current=${isAccount() ? "page" : nothing}>${person} ${t.account}</a>
      </nav>
      <span class="me">${username}</span>
      ${languageButton()}
      <button class="quiet out" @click=${start}>${leave} <span>${t.signOut}</span></button>
    </header>
    ${offline()}
    <main id="content">${page()}</main>
    ${askAgain(start)} ${toast()}
  `;
}

function skip(event: Event): void {
  event.preventDefault(); // the hash is the address of the page
  focusHeading();
}

function offline(): TemplateResult {
  return html`<div class="banner" role="alert">${connection.lost
    ? html`<div class="offline"><p>${t.offline}</p> <button @click=${reach}>${t.tryAgain}</button></div>`
    : nothing}</div>`;
}

/** Looks whether the server is there again. Any answer will do. */
function reach(): void {
  api.app.index().catch(redraw);
}

addEventListener("hashchange", turn);
addEventListener("online", reach);
start();
