import type { RpcCall } from "./call.js";
import type { RpcFailure } from "./errors.js";
import type { BasicCredentials, Credential, RpcScheme, RpcSpec } from "./options.js";

/** What a scheme adds to a call, or why it cannot. */
export type RpcKey =
  | { readonly headers?: { readonly [name: string]: string }; readonly params?: { readonly [name: string]: string } }
  | { readonly failure: RpcFailure };

/** What came of asking for other credentials: they are there, or they are not, perhaps for a reason. */
export type RpcVerdict = true | { readonly cause?: unknown };

/** The credentials of a client. */
export class RpcSession {
  /** How often other credentials were asked for. */
  generation = 0;
  readonly #schemes: RpcSpec["schemes"];
  readonly #options: { readonly [option: string]: unknown };
  readonly #hook: ((error: unknown) => unknown) | undefined;
  #asking: Promise<RpcVerdict> | undefined;
  #last: RpcVerdict = {};

  constructor(schemes: RpcSpec["schemes"], options: object, hook: ((error: unknown) => unknown) | undefined) {
    this.#schemes = schemes;
    this.#options = options as { readonly [option: string]: unknown };
    this.#hook = hook;
  }

  get renews(): boolean {
    return this.#hook !== undefined;
  }

  /** Asks for the credentials of calls, each scheme once. */
  async keys(calls: readonly RpcCall[]): Promise<Map<RpcCall, RpcKey>> {
    const asked = new Map<string, Promise<RpcKey>>();
    const keys = new Map<RpcCall, RpcKey>();
    for (const call of calls) {
      const option = call.method.auth;
      if (option !== undefined) {
        const key = asked.get(option) ?? this.#key(option);
        asked.set(option, key);
        keys.set(call, await key);
      }
    }
    return keys;
  }

  async #key(option: string): Promise<RpcKey> {
    const scheme = this.#schemes[option]!;
    try {
      const source = this.#options[option] as Credential<string | BasicCredentials>;
      const secret = typeof source === "function" ? await source() : source;
      return secret ? keyOf(scheme, secret) : {};
    } catch (cause) {
      return { failure: { kind: "credentials", problem: `the credentials "${option}" could not be had`, cause } };
    }
  }

  /**
   * Asks for other credentials than those that calls were refused with. Calls that were sent before an
   * answer to the same question share that answer.
   */
  renew(sentIn: number, error: unknown): Promise<RpcVerdict> {
    if (sentIn < this.generation) {
      return Promise.resolve(this.#last);
    }
    return (this.#asking ??= this.#ask(error));
  }

  async #ask(error: unknown): Promise<RpcVerdict> {
    try {
      this.#last = (await this.#hook?.(error)) === false ? {} : true;
    } catch (cause) {
      this.#last = { cause };
    }
    this.generation++;
    this.#asking = undefined;
    return this.#last;
  }
}

function keyOf(scheme: RpcScheme, secret: string | BasicCredentials): RpcKey {
  const text = typeof secret === "string" ? secret : basic(secret);
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new TypeError("they hold what is not visible ASCII");
  }
  if (scheme.type === "apiKey") {
    return scheme.header === undefined ? { params: { [scheme.param!]: text } } : { headers: { [scheme.header.toLowerCase()]: text } };
  }
  return { headers: { authorization: (scheme.type === "basic" ? "Basic " : "Bearer ") + text } };
}

function basic({ username, password }: BasicCredentials): string {
  if (username.includes(":")) {
    throw new TypeError("the user name holds a colon");
  }
  return btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
}
