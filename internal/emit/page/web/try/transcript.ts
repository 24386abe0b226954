// The request and the response as they went over the wire; credentials are masked.
import { h } from "../dom";
import { t } from "../words_try";
import { type Exchange, jsonOf, type Request, type Response } from "./exchange";
import { type Value, parse, print } from "./json";
import { jsonView, textView } from "./jsonview";
import { heldSecrets, masked } from "./session";

/** transcript shows both sides of an exchange, folded; of the answer, some strings are hidden. */
export function transcript(exchange: Exchange, body: string, hidden: ReadonlySet<string>): HTMLElement {
  const { response } = exchange;
  return h(
    "div.transcript",
    fold(t("request"), () => requestView(exchange.request, body)),
    response && fold(t("response"), () => responseView(response, hidden)),
  );
}

/** fold makes what it holds when it is opened. */
function fold(title: string, make: () => HTMLElement): HTMLElement {
  const details = h("details", h("summary", title));
  details.addEventListener("toggle", () => details.childElementCount === 1 && details.append(make()));
  return details;
}

function requestView(request: Request, body: string): HTMLElement {
  const { pathname, search, host } = new URL(request.url);
  const lines: [string, string][] = [["Host", host], ...request.headers];
  return h(
    "div",
    h("pre.wrap", { tabindex: 0 }, `POST ${pathname}${search}\n`, headerLines(lines.map(maskHeader))),
    h("pre.wrap", { tabindex: 0 }, pretty(body)),
  );
}

function responseView(response: Response, hidden: ReadonlySet<string>): HTMLElement {
  const head = h("pre.wrap", { tabindex: 0 }, `${response.status} ${response.statusText}\n`, headerLines(response.headers));
  const value = jsonOf(response);
  const body = value === undefined ? textView(response.text, t("response")) : jsonView(value, t("response"), hidden);
  return h("div", head, response.text !== "" && body);
}

function headerLines(headers: [string, string][]): Node[] {
  return headers.flatMap(([name, value]) => [h("span.code-name", name), document.createTextNode(`: ${value}\n`)]);
}

/** maskHeader hides credentials. */
function maskHeader([name, value]: [string, string]): [string, string] {
  const [kind, secret] = value.split(" ", 2);
  if (name === "Authorization" && secret !== undefined) return [name, `${kind} ${masked(secret)}`];
  return heldSecrets().includes(value) ? [name, masked(value)] : [name, value];
}

function pretty(body: string): string {
  let value: Value;
  try {
    value = parse(body);
  } catch {
    return body;
  }
  return print(value, "  ");
}
