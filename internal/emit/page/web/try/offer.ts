// What a result offers: its token can become the session's.
import { fill, h } from "../dom";
import { schemeNamed } from "../data";
import type { Scheme } from "../model";
import { t, type Word } from "../words_try";
import type { Shown } from "./answer";
import { credentialsOf, signIn } from "./session";
import { type Candidate, candidates } from "./tokens";

/** tokenOffer is a button for the string that looks like a token, and a choice of all others. */
export function tokenOffer(shown: Shown): HTMLElement | undefined {
  const result = shown.outcome.answer?.result;
  const schemes = shown.api.schemes.filter(({ kind }) => kind !== "basic");
  const scheme = schemes.find(({ kind }) => kind === "bearer") ?? schemes[0];
  if (result === undefined || !scheme) return undefined;
  const found = candidates(shown.method, result, scheme);
  if (found.length === 0) return undefined;
  const best = found[0]!.likely > 0 ? found[0] : undefined;
  if (!best && credentialsOf(scheme.name)) return undefined; // whoever is signed in has no need of just any string
  const box = h("div.offer");
  const use = (candidate: Candidate, into: Scheme) => {
    keep(shown, candidate, into);
    fill(box, h("p.offer-done", { role: "status" }, t("signedInWith", "/" + candidate.path.join("/"), into.name)));
  };
  if (best && credentialsOf(scheme.name)?.secret === best.text)
    return h("div.offer", h("p.offer-done", t("signedInWith", "/" + best.path.join("/"), scheme.name)));
  fill(
    box,
    best &&
      h("button.button.primary.small", { type: "button", onclick: () => use(best, scheme) }, t("useToken", "/" + best.path.join("/"))),
    others(found, schemes, use, best ? "otherString" : "anyString"),
  );
  return box;
}

/** others lets a person pick any string, and the scheme where there are several. */
function others(found: Candidate[], schemes: Scheme[], use: (candidate: Candidate, scheme: Scheme) => void, title: Word): HTMLElement {
  const strings = h(
    "select.input.small",
    { "aria-label": t("whichString") },
    found.map(({ path }, i) => h("option", { value: i }, "/" + path.join("/"))),
  );
  const scheme = h(
    "select.input.small",
    { "aria-label": t("whichScheme"), hidden: schemes.length < 2 },
    schemes.map(({ name }) => h("option", { value: name }, name)),
  );
  const pick = () => use(found[Number(strings.value)]!, schemeNamed(scheme.value)!);
  return h(
    "details.offer-others",
    h("summary", t(title)),
    h("div.offer-line", strings, scheme, h("button.button.small", { type: "button", onclick: pick }, t("useIt"))),
  );
}

function keep(shown: Shown, candidate: Candidate, scheme: Scheme): void {
  const place = credentialsOf(scheme.name)?.place ?? (scheme.kind === "apiKey" && !scheme.header ? "param" : "header");
  signIn(scheme.name, { secret: candidate.text, place, source: { method: shown.method.name, params: shown.params, path: candidate.path } });
}
