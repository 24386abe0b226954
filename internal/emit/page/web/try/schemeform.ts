// The inputs for the credentials of a scheme.
import { h, newID } from "../dom";
import type { Scheme } from "../model";
import { t } from "../words_try";
import { credentialsOf, signIn } from "./session";

export function schemeForm(scheme: Scheme): HTMLElement {
  const held = credentialsOf(scheme.name);
  const user = scheme.kind === "basic" ? field(t("userName"), "text") : undefined;
  const secret = field(t(`secret.${scheme.kind}`), "password");
  const place = places(scheme);
  if (user) user.input.value = held?.user ?? "";
  if (place && held) place.input.value = held.place;
  const use = () => {
    const value = secret.input.value || (credentialsOf(scheme.name)?.secret ?? "");
    if (value === "" && !user) return secret.input.focus();
    const chosen = place ? (place.input.value as "header" | "param") : scheme.kind === "apiKey" && !scheme.header ? "param" : "header";
    const before = credentialsOf(scheme.name);
    const source = before?.secret === value && before.source;
    signIn(scheme.name, { secret: value, place: chosen, ...(user && { user: user.input.value }), ...(source && { source }) });
    secret.input.value = "";
  };
  const box = h(
    "div.scheme-form",
    user?.el,
    secret.el,
    place?.el,
    h("button.button.primary.small", { type: "button", onclick: use }, t("useIt")),
  );
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    use();
  });
  return box;
}

function field(label: string, type: string): { el: HTMLElement; input: HTMLInputElement } {
  const id = newID("credential");
  const input = h("input.input", { id, type, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  return { el: h("div.scheme-field", h("label", { for: id }, label), input), input };
}

/** places are where a token may go, if there is a choice. */
function places(scheme: Scheme): { el: HTMLElement; input: HTMLSelectElement } | undefined {
  const header = scheme.kind === "bearer" ? "Authorization" : scheme.header;
  if (scheme.kind === "basic" || !header || !scheme.param) return undefined;
  const id = newID("place");
  const input = h(
    "select.input",
    { id },
    h("option", { value: "header" }, t("inHeader", header)),
    h("option", { value: "param" }, t("inParam", scheme.param)),
  );
  return { el: h("div.scheme-field", h("label", { for: id }, t("sentAs")), input), input };
}
