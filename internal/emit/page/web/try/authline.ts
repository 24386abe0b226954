// Whom a method wants to know, and who is signed in.
import { fill, h } from "../dom";
import type { API, Method } from "../model";
import { link } from "../route";
import { t } from "../words_try";
import { credentialsOf, lacks, onSession, schemeOf } from "./session";
import { openSession } from "./sessionbar";
import { givers } from "./tokens";

export function authLine(method: Method, api: API): HTMLElement | false {
  const scheme = schemeOf(method);
  if (!scheme) return false;
  const line = h("p.auth-line");
  onSession(line, () => {
    line.classList.toggle("auth-lacking", lacks(method));
    const there = credentialsOf(scheme.name) !== undefined;
    const button = h("button.link", { type: "button", onclick: () => openSession(api) }, t(there ? "change" : "signIn"));
    const giver = there ? undefined : givers(api, scheme).find((each) => each.name !== method.name);
    const way = giver && [" ", t("orCall"), " ", h("a.type-link", { href: link("method", giver.name) }, giver.name)];
    fill(
      line,
      h("span.auth-state", there ? t("signedIn", scheme.name) : t(method.auth?.optional ? "mayAuth" : "needsAuth", scheme.name)),
      " ",
      button,
      way,
    );
  });
  return line;
}
