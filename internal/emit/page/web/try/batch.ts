// The calls that are to go out as one request, and what came back for each.
import { endpoint } from "../data";
import type { Method } from "../model";
import { answerOf, type Call, type Answer, bodyOf, exchange, type Exchange, jsonOf, nextID } from "./exchange";
import { print, type Value } from "./json";
import { type Outcome, troubleOf } from "./outcome";
import { shownBody, standard } from "./perform";
import { authorize } from "./session";

/** Item is a call of the batch. */
export interface Item {
  method: Method;
  params: Value | undefined;
  notify: boolean;
  /** The JSON, while it is broken. */
  broken?: string | undefined;
  reply?: Reply;
}

/** Reply is what came back for a call. */
export type Reply =
  | { kind: "answer"; answer: Answer; place: number } // place: the how-manieth answer it was
  | { kind: "silent" } // a notification
  | { kind: "missing" };

/** Sent is a batch that went out. */
export interface Sent {
  exchange: Exchange;
  trouble: Outcome | undefined;
  /** An answer to the request as a whole. */
  whole: Answer | undefined;
  /** Answers that match no call. */
  strays: Value[];
  body: string;
  /** Headers of which two calls want different ones. */
  conflicts: string[];
}

export let items: Item[] = [];
export let sent: Sent | undefined;

export function addToBatch(method: Method, params: Value | undefined, notify: boolean): void {
  items.push({ method, params, notify });
}

export function batchSize(): number {
  return items.length;
}

/** setBatch replaces all calls, and what came back. */
export function setBatch(next: Item[], last?: Sent): void {
  items = next;
  sent = last;
}

export function moveItem(from: number, to: number): void {
  items.splice(to, 0, ...items.splice(from, 1));
}

export function removeItem(at: number): void {
  items.splice(at, 1);
}

/** sendBatch posts all calls as one request, and gives each its answer by its id. */
export async function sendBatch(signal: AbortSignal): Promise<Sent> {
  const going = items.map((item) => ({ item, method: item.method, call: callOf(item) }));
  const authorized = going.map(({ method, call }) => authorize(method, call));
  const { headers, conflicts } = merge(authorized.flatMap((each) => each.headers));
  const body = bodyOf(
    authorized.map(({ call }) => call),
    true,
  );
  const done = await exchange({ url: endpoint(), headers: [...standard, ...headers], body }, signal);
  const answer = jsonOf(done.response);
  const all = Array.isArray(answer) ? answer : [];
  for (const { item, call } of going) item.reply = replyTo(call, all);
  const ids = new Set(going.map(({ call }) => String(call.id)));
  const strays = all.filter((each) => !ids.has(print(answerOf(each)?.id)));
  sent = { exchange: done, trouble: troubleOf(done), whole: answerOf(answer), strays, body: shownBody(going, true), conflicts };
  return sent;
}

function callOf(item: Item): Call {
  return { ...(!item.notify && { id: nextID() }), method: item.method.name, params: item.params };
}

function replyTo(call: Call, all: Value[]): Reply {
  if (call.id === undefined) return { kind: "silent" };
  for (const [i, each] of all.entries()) {
    const answer = answerOf(each);
    if (answer && print(answer.id) === String(call.id)) return { kind: "answer", answer, place: i + 1 };
  }
  return { kind: "missing" };
}

/** merge joins the headers of the calls: a request has each but once. */
function merge(all: [string, string][]): { headers: [string, string][]; conflicts: string[] } {
  const headers = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const [name, value] of all) {
    const before = headers.get(name);
    if (before === undefined) headers.set(name, value);
    else if (before !== value) conflicts.add(name);
  }
  return { headers: [...headers], conflicts: [...conflicts] };
}
