import { answersTo } from "./answers.js";
import type { RpcAnswer, RpcReply } from "./answers.js";
import { textOfBody } from "./body.js";
import { RpcCall } from "./call.js";
import type { RpcFailure, RpcError } from "./errors.js";
import { TransportError } from "./errors.js";
import type { RpcKey, RpcSession } from "./session.js";
import type { CallOptions, RpcMethod, RpcOptions, RpcSpec } from "./options.js";

/** A call that is ready to be sent. */
interface RpcReady {
  readonly call: RpcCall;
  readonly text: string;
  readonly headers: { readonly [name: string]: string };
}

/** Sends calls, and hands each of them its answer. */
export class RpcSender {
  readonly #spec: RpcSpec;
  readonly #options: RpcOptions;
  readonly #session: RpcSession;
  #lastID = 0;
  #queue: RpcCall[] = [];

  constructor(spec: RpcSpec, options: RpcOptions, session: RpcSession) {
    this.#spec = spec;
    this.#options = options;
    this.#session = session;
  }

  /** Makes a call, which is not sent yet. */
  make(method: RpcMethod, params: unknown, options: CallOptions, notify: boolean): RpcCall {
    const timeout = options.timeout ?? this.#options.timeout ?? 30_000;
    return new RpcCall(method, params, notify ? undefined : ++this.#lastID, { signal: options.signal, timeout });
  }

  /** Sends a call: at once, or with all others of this tick. */
  send(call: RpcCall): void {
    if (!this.#options.batch) {
      void this.exchange([call]);
    } else if (this.#queue.push(call) === 1) {
      queueMicrotask(() => {
        const calls = this.#queue;
        this.#queue = [];
        void this.exchange(calls);
      });
    }
  }

  /** Sends calls in as few requests as their number, size and credentials allow. */
  async exchange(calls: readonly RpcCall[]): Promise<void> {
    const sentIn = this.#session.generation;
    const keys = await this.#session.keys(calls);
    const ready = calls.flatMap((call) => this.#prepare(call, keys.get(call)));
    for (const part of this.#split(ready)) {
      void this.#request(part, sentIn);
    }
  }

  /** The call as it is sent, or nothing where it is settled without. */
  #prepare(call: RpcCall, key: RpcKey = {}): RpcReady[] {
    if (call.settled) {
      return [];
    }
    if ("failure" in key) {
      call.fail(key.failure);
      return [];
    }
    try {
      return [{ call, text: call.encode(key.params), headers: key.headers ?? {} }];
    } catch (cause) {
      call.fail({ kind: "request", problem: "the params cannot be written as JSON", cause });
      return [];
    }
  }

  #split(ready: readonly RpcReady[]): RpcReady[][] {
    const limits = typeof this.#options.batch === "object" ? this.#options.batch : {};
    const { maxCalls = 100, maxBytes = 1_000_000 } = limits;
    const parts: { calls: RpcReady[]; bytes: number; headers: { [name: string]: string } }[] = [];
    for (const one of ready) {
      const bytes = ready.length > 1 ? new TextEncoder().encode(one.text).length + 1 : 0;
      let part = parts.find((p) => p.calls.length < maxCalls && p.bytes + bytes < maxBytes && agree(p.headers, one.headers));
      if (!part) {
        part = { calls: [], bytes: 1, headers: {} };
        parts.push(part);
      }
      part.calls.push(one);
      part.bytes += bytes;
      Object.assign(part.headers, one.headers);
    }
    return parts.map((part) => part.calls);
  }

  async #request(part: readonly RpcReady[], sentIn: number): Promise<void> {
    const answers = await this.#answers(part);
    const refused: RpcCall[] = [];
    for (const [call, answer] of answers) {
      if (this.#renewable(call, answer)) {
        refused.push(call);
      } else {
        this.#deliver(call, answer);
      }
    }
    if (refused.length > 0) {
      await this.#again(refused, answers, sentIn);
    }
  }

  async #answers(part: readonly RpcReady[]): Promise<Map<RpcCall, RpcAnswer>> {
    const failed = (failure: RpcFailure): Map<RpcCall, RpcAnswer> => new Map(part.map(({ call }) => [call, { failure }]));
    let headers: Headers;
    try {
      headers = await this.#headers(part);
    } catch (cause) {
      return failed({ kind: "credentials", problem: "the headers could not be had", cause });
    }
    const live = part.filter(({ call }) => !call.settled);
    if (live.length === 0) {
      return new Map();
    }
    const reply = await this.#reply(live, headers);
    return "kind" in reply ? failed(reply) : answersTo(live.map(({ call }) => call), reply);
  }

  /** What came over HTTP, or why nothing did. */
  async #reply(live: readonly RpcReady[], headers: Headers): Promise<RpcReply | RpcFailure> {
    const most = this.#options.maxResponse ?? 16 * 1024 * 1024;
    try {
      const response = await this.#post(live, headers);
      const body = await textOfBody(response, most);
      if (body === undefined) {
        return { kind: "answer", problem: `the answer has more than ${most} bytes`, status: response.status };
      }
      return { status: response.status, body };
    } catch (cause) {
      return { kind: "network", problem: "the server was not reached, or its answer broke off", cause };
    }
  }

  #post(live: readonly RpcReady[], headers: Headers): Promise<Response> {
    const ending = new AbortController();
    for (const { call } of live) {
      call.onSettled = () => {
        if (live.every((one) => one.call.settled)) {
          ending.abort();
        }
      };
    }
    const texts = live.map(({ text }) => text);
    const send = this.#options.fetch ?? globalThis.fetch;
    return send(this.#options.url, {
      method: "POST",
      headers,
      body: texts.length === 1 ? texts.join() : `[${texts.join(",")}]`,
      redirect: "error", // what is sent is not for another server
      signal: ending.signal,
    });
  }

  async #headers(part: readonly RpcReady[]): Promise<Headers> {
    const own = this.#options.headers;
    const headers = new Headers(typeof own === "function" ? await own() : own);
    const needed = Object.assign({}, ...part.map((one) => one.headers), { "content-type": "application/json", accept: "application/json" });
    for (const [name, value] of Object.entries<string>(needed)) {
      headers.set(name, value);
    }
    return headers;
  }

  #deliver(call: RpcCall, answer: RpcAnswer): void {
    if ("result" in answer) {
      call.succeed(answer.result);
    } else {
      call.failWith(this.#errorOf(call, answer));
    }
  }

  #errorOf(call: RpcCall, answer: Exclude<RpcAnswer, { readonly result: unknown }>): RpcError | TransportError {
    if ("error" in answer) {
      return call.refused(answer.error, this.#spec.errorsWithData);
    }
    return new TransportError(call.method.name, answer.failure);
  }

  /** Whether the call was refused for its credentials, and there may be others. The server did not run it. */
  #renewable(call: RpcCall, answer: RpcAnswer): boolean {
    if ("result" in answer || call.settled || call.repeated || call.id === undefined) {
      return false;
    }
    const refused = "error" in answer ? answer.error.code === -32001 : answer.failure.status === 401;
    return refused && this.#session.renews && call.method.auth !== undefined;
  }

  /** Sends calls once more when there are other credentials. */
  async #again(refused: readonly RpcCall[], answers: ReadonlyMap<RpcCall, RpcAnswer>, sentIn: number): Promise<void> {
    const errors = new Map<RpcCall, RpcError | TransportError>();
    for (const call of refused) {
      errors.set(call, this.#errorOf(call, answers.get(call) as Exclude<RpcAnswer, { readonly result: unknown }>));
      call.repeated = true;
      call.stopClock(); // a person may sign in meanwhile
    }
    const renewed = await this.#session.renew(sentIn, errors.get(refused[0]!));
    if (renewed === true) {
      refused.forEach((call) => call.startClock());
      return this.exchange(refused);
    }
    for (const [call, error] of errors) {
      if ("cause" in renewed) {
        error.cause = renewed.cause;
      }
      call.failWith(error);
    }
  }
}

function agree(a: { readonly [name: string]: string }, b: { readonly [name: string]: string }): boolean {
  return Object.entries(b).every(([name, value]) => a[name] === undefined || a[name] === value);
}
