// One exchange with the server: what is sent, what comes, and what went wrong on the way.
import { isScalar, Obj, parse, print, type Value } from "./json";

/** One call of a request. */
export interface Call {
  id?: number; // none: a notification
  method: string;
  params: Value | undefined;
}

export interface Request {
  url: string;
  headers: [string, string][];
  body: string;
}

export interface Response {
  status: number;
  statusText: string;
  headers: [string, string][];
  text: string;
  size: number; // in bytes
  whole: boolean; // otherwise the answer was longer than the page reads
}

export interface Exchange {
  request: Request;
  at: Date;
  ms: number;
  response?: Response;
  /** Why there is no response. */
  failure?: { kind: "network" | "aborted" | "header"; detail: string };
}

export interface Violation {
  path: string;
  rule: string;
  message: string;
}

const most = 16 << 20; // bytes of an answer that are read

/** bodyOf is the JSON of a call, or of several. */
export function bodyOf(calls: Call[], batch: boolean): string {
  const texts = calls.map((call) => print(requestOf(call)));
  return batch ? `[${texts.join(",")}]` : (texts[0] ?? "");
}

/** requestOf is the message of a call. */
export function requestOf(call: Call): Obj {
  const message: [string, Value][] = [["jsonrpc", "2.0"]];
  if (call.id !== undefined) message.push(["id", parse(String(call.id))]);
  message.push(["method", call.method]);
  if (call.params !== undefined) message.push(["params", call.params]);
  return new Obj(message);
}

let ids = 0;

/** nextID is an id that no other call of the page has. */
export function nextID(): number {
  return ++ids;
}

/** exchange posts a request and reads the answer. It never fails: what went wrong is part of it. */
export async function exchange(request: Request, signal: AbortSignal): Promise<Exchange> {
  const at = new Date();
  const start = performance.now();
  const done = (rest: Partial<Exchange>): Exchange => ({ request, at, ms: performance.now() - start, ...rest });
  let headers: Headers;
  try {
    headers = new Headers(request.headers);
  } catch (e) {
    return done({ failure: { kind: "header", detail: String(e) } });
  }
  try {
    const response = await fetch(request.url, {
      method: "POST",
      headers,
      body: request.body,
      signal,
      credentials: "same-origin",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    });
    const read = await readAll(response);
    return done({ response: { status: response.status, statusText: response.statusText, headers: [...response.headers], ...read } });
  } catch (e) {
    const kind = signal.aborted ? "aborted" : "network";
    return done({ failure: { kind, detail: e instanceof Error ? e.message : String(e) } });
  }
}

async function readAll(response: globalThis.Response): Promise<{ text: string; size: number; whole: boolean }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return { text: text + decoder.decode(), size, whole: true };
    size += part.value.length;
    text += decoder.decode(part.value, { stream: true });
    if (size > most) {
      void reader?.cancel();
      return { text, size, whole: false };
    }
  }
}

/** What a body says, if it is JSON. */
export function jsonOf(response: Response | undefined): Value | undefined {
  if (!response || response.text === "" || !response.whole) return undefined;
  try {
    return parse(response.text);
  } catch {
    return undefined;
  }
}

/** An answer to one call. */
export interface Answer {
  id: Value | undefined;
  result?: Value;
  error?: ErrorObject;
}

export interface ErrorObject {
  code: number;
  message: string;
  data: Value | undefined;
  violations: Violation[];
}

/** answerOf reads a value as an answer; undefined: it is none. */
export function answerOf(value: Value | undefined): Answer | undefined {
  if (!(value instanceof Obj)) return undefined;
  const result = value.get("result");
  const error = value.get("error");
  if (error instanceof Obj) return { id: value.get("id"), error: errorOf(error) };
  return result === undefined ? undefined : { id: value.get("id"), result };
}

function errorOf(error: Obj): ErrorObject {
  const data = error.get("data");
  const list = data instanceof Obj ? data.get("errors") : undefined;
  const violations = Array.isArray(list) ? list.flatMap(violationOf) : [];
  return { code: Number(print(error.get("code"))), message: textOf(error.get("message")), data, violations };
}

function violationOf(value: Value): Violation[] {
  if (!(value instanceof Obj) || typeof value.get("path") !== "string") return [];
  return [{ path: textOf(value.get("path")), rule: textOf(value.get("rule")), message: textOf(value.get("message")) }];
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : value === undefined || !isScalar(value) ? "" : print(value);
}

/** Whether an answer is that to a call. */
export function answers(answer: Answer, id: number): boolean {
  return print(answer.id) === String(id);
}
