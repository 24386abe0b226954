import { isObject } from "./errors.js";
import type { ErrorObject, RpcFailure } from "./errors.js";
import type { RpcCall } from "./call.js";

/** What came of a call. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: ErrorObject } | { readonly failure: RpcFailure };

/** What came over HTTP. */
export interface RpcReply {
  readonly status: number;
  readonly body: string;
}

/**
 * Finds the answers to calls in the body of a response. Every call gets one: an answer that is missing,
 * that is there twice or that is none is a failure of its call, and of no other.
 */
export function answersTo(calls: readonly RpcCall[], reply: RpcReply): Map<RpcCall, RpcAnswer> {
  const answers = new Map<RpcCall, RpcAnswer>();
  const read = parse(reply);
  for (const call of calls) {
    answers.set(call, answerTo(call, read, reply.status));
  }
  return answers;
}

/** A body: the answers by id, an error for the request as a whole, or nothing that can be read. */
interface RpcBody {
  readonly byID: Map<unknown, unknown[]>;
  readonly refusal?: ErrorObject;
  readonly failure?: RpcFailure;
}

function parse({ status, body }: RpcReply): RpcBody {
  const byID = new Map<unknown, unknown[]>();
  const json = parseJSON(body);
  if (!isObject(json) && !Array.isArray(json)) {
    return { byID, failure: unreadable(status, body) };
  }
  for (const answer of Array.isArray(json) ? json : [json]) {
    const id = isObject(answer) ? answer["id"] : undefined;
    byID.set(id, [...(byID.get(id) ?? []), answer]);
  }
  const error = isObject(json) && json["id"] === null ? errorOf(json) : undefined;
  if (error) {
    return { byID, refusal: error };
  }
  return status < 300 || byID.size > 1 || isObject(json) ? { byID } : { byID, failure: unreadable(status, body) };
}

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(status: number, body: string): RpcFailure {
  if (status >= 300) {
    return { kind: "status", problem: `the server answered with status ${status}`, status };
  }
  return { kind: "answer", problem: body.trim() === "" ? "the answer is empty" : "the answer is not of JSON-RPC 2.0", status };
}

function answerTo(call: RpcCall, read: RpcBody, status: number): RpcAnswer {
  if (read.refusal) {
    return { error: read.refusal };
  }
  if (call.id === undefined) {
    return status < 300 ? { result: undefined } : { failure: read.failure ?? unreadable(status, "") };
  }
  if (read.failure) {
    return { failure: read.failure };
  }
  const all = read.byID.get(call.id) ?? [];
  if (all.length !== 1) {
    return noAnswer(status, all.length === 0 ? "there is no answer to the call" : "the call was answered twice");
  }
  return answerOf(all[0], status);
}

function answerOf(answer: unknown, status: number): RpcAnswer {
  if (!isObject(answer) || answer["jsonrpc"] !== "2.0") {
    return noAnswer(status, "the answer is not of JSON-RPC 2.0");
  }
  const error = errorOf(answer);
  const hasResult = "result" in answer && (answer["error"] == null || answer["result"] !== null);
  if (error && !hasResult) {
    return { error };
  }
  if (answer["error"] != null || !hasResult) {
    return noAnswer(status, "the answer holds neither a result nor an error, or both");
  }
  if (status >= 300) {
    return { failure: { kind: "status", problem: `the status ${status} denies the result`, status } };
  }
  return { result: answer["result"] };
}

/** The error object of an answer. Some servers send a result as well, which is null. */
function errorOf(answer: { readonly [name: string]: unknown }): ErrorObject | undefined {
  const error = answer["error"];
  if (isObject(error) && Number.isInteger(error["code"]) && typeof error["message"] === "string") {
    return error as unknown as ErrorObject;
  }
  return undefined;
}

function noAnswer(status: number, problem: string): RpcAnswer {
  return { failure: { kind: "answer", problem, status } };
}
