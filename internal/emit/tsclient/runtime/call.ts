import { TransportError, answeredError } from "./errors.js";
import type { ErrorObject, RpcFailure, RpcError } from "./errors.js";
import type { CallOptions, RpcMethod } from "./options.js";

/** A call on its way. Whatever happens first settles it: the answer, its timeout, or the caller's signal. */
export class RpcCall {
  readonly method: RpcMethod;
  readonly params: unknown;
  /** Undefined: a notification. */
  readonly id: number | undefined;
  readonly promise: Promise<unknown>;
  settled = false;
  /** Whether it was sent once more, with other credentials. */
  repeated = false;
  /** What ends the request that carries the call, if no other call needs it. */
  onSettled: () => void = () => {};
  #resolve!: (result: unknown) => void;
  #reject!: (error: unknown) => void;
  #release: () => void = () => {};
  readonly #timeout: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(method: RpcMethod, params: unknown, id: number | undefined, options: CallOptions) {
    this.method = method;
    this.params = params;
    this.id = id;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timeout = options.timeout;
    this.#watch(options.signal);
    this.startClock();
  }

  /** Gives the call its time, all of it. */
  startClock(): void {
    const timeout = this.#timeout;
    if (!this.settled && timeout && timeout < 2 ** 31) { // longer ones would end at once
      this.#timer = setTimeout(() => this.fail({ kind: "timeout", problem: `no answer came within ${timeout} ms` }), timeout);
    }
  }

  /** Stops the clock: what the call waits for is not the server. */
  stopClock(): void {
    clearTimeout(this.#timer);
  }

  #watch(signal: AbortSignal | undefined): void {
    const abort = (): void => this.fail({ kind: "aborted", problem: "the call was aborted", cause: signal?.reason });
    if (signal?.aborted) {
      return abort();
    }
    signal?.addEventListener("abort", abort);
    this.#release = () => signal?.removeEventListener("abort", abort);
  }

  /** The request object, with what a scheme wants among the params. */
  encode(extra: { readonly [param: string]: string } | undefined): string {
    const params = extra ? { ...extra, ...(this.params as object | undefined) } : this.params;
    return JSON.stringify({ jsonrpc: "2.0", id: this.id, method: this.method.name, params });
  }

  succeed(result: unknown): void {
    this.#settle(() => this.#resolve(result));
  }

  fail(failure: RpcFailure): void {
    this.failWith(new TransportError(this.method.name, failure));
  }

  failWith(error: RpcError | TransportError): void {
    this.#settle(() => this.#reject(error));
  }

  /** The error for an error object that the server answered with. */
  refused(error: ErrorObject, withData: readonly number[]): RpcError {
    return answeredError(this.method.name, error, this.method.errors ?? [], withData);
  }

  #settle(how: () => void): void {
    if (this.settled) {
      return;
    }
    this.settled = true;
    this.stopClock();
    this.#release();
    how();
    this.onSettled();
  }
}
