// Makes a call: with the credentials of its method, and with what follows from its answer.
import { endpoint } from "../data";
import type { Method } from "../model";
import { bodyOf, exchange, type Call, type Exchange, nextID } from "./exchange";
import type { Value } from "./json";
import { type Outcome, outcomeOf } from "./outcome";
import { hide, valueAt } from "./secrets";
import { authorize, heldSecrets, renew } from "./session";

export interface Done {
  exchange: Exchange;
  outcome: Outcome;
  id: number | undefined;
  /** The request's body, secrets hidden. */
  body: string;
  /** The schemes whose token the answer has renewed. */
  renewed: string[];
}

export async function perform(method: Method, params: Value | undefined, notify: boolean, signal: AbortSignal): Promise<Done> {
  const call: Call = { ...(!notify && { id: nextID() }), method: method.name, params };
  const { call: authorized, headers } = authorize(method, call);
  const body = shownBody([{ method, call }], false);
  const done = await exchange({ url: endpoint(), headers: [...standard, ...headers], body: bodyOf([authorized], false) }, signal);
  const outcome = outcomeOf(done, call.id);
  const result = outcome.answer?.result;
  return { exchange: done, outcome, id: call.id, body, renewed: result === undefined ? [] : renew(method.name, result, params, valueAt) };
}

export const standard: [string, string][] = [
  ["Content-Type", "application/json"],
  ["Accept", "application/json"],
];

/** shownBody is the body of a request with dots in place of secrets. */
export function shownBody(calls: { method: Method; call: Call }[], batch: boolean): string {
  const hidden = calls.map(({ method, call }) => authorize(method, { ...call, params: hide(method.params, call.params) }).call);
  return heldSecrets().reduce((text, secret) => text.replaceAll(JSON.stringify(secret), '"…"'), bodyOf(hidden, batch));
}
