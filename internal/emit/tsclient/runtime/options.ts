/** How requests are sent. */
export interface TransportOptions {
  /** The address of the API: `/api`, or `https://example.com/api`. */
  url: string;
  /** Headers for every request, or a function that is asked for them before each. */
  headers?: { readonly [name: string]: string } | (() => { readonly [name: string]: string } | Promise<{ readonly [name: string]: string }>) | undefined;
  /** What sends requests; by default the `fetch` of the platform. */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * How many milliseconds a call may take; by default 30,000. 0 sets no limit. While `onUnauthenticated`
   * runs, the clock stands still, and a call that is sent once more has all of its time again.
   */
  timeout?: number | undefined;
  /** Whether calls that are made in the same tick travel in one request; by default they do not. */
  batch?: boolean | BatchLimits | undefined;
  /** How many bytes a response may have, unpacked where it was compressed; by default 16 MiB. */
  maxResponse?: number | undefined;
}

/** How much one request may hold. What is more goes out in another one. */
export interface BatchLimits {
  /** By default 100 calls. */
  maxCalls?: number | undefined;
  /** By default 1,000,000 bytes. */
  maxBytes?: number | undefined;
}

/** What can be said of a single call. */
export interface CallOptions {
  /** Ends the call: it is rejected at once, with a `TransportError` of kind `aborted`. */
  signal?: AbortSignal | undefined;
  /** How many milliseconds the call may take, in place of the client's `timeout`. */
  timeout?: number | undefined;
}

/**
 * Credentials, or a function that is asked for them before each request. Without any, calls go out
 * without, and the server says whether it minds.
 */
export type Credential<T = string> = T | null | undefined | (() => T | null | undefined | Promise<T | null | undefined>);

/** A user name and a password. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * A key for caching libraries: the service, the method, and the params. Without the params it is the
 * beginning of the keys of all calls of the method, and its first item that of the whole service.
 */
export type QueryKey<Params = never> = readonly [service: string, method: string, params?: Params];

export function queryKey<Params = never>(service: string, method: string, params?: Params): QueryKey<Params> {
  return params === undefined ? [service, method] : [service, method, params];
}

/** What the client knows of the API. */
export interface RpcSpec {
  readonly schemes: RpcSchemes;
  readonly methods: RpcMethods;
  /** The codes of the errors that come with data. */
  readonly errorsWithData: readonly number[];
}

/** The schemes, by the options that hold their credentials. */
export interface RpcSchemes {
  readonly [option: string]: RpcScheme;
}

export interface RpcScheme {
  /** What stands before the credentials in the header Authorization, or in the one named here. */
  readonly type: "bearer" | "basic" | "apiKey";
  readonly header?: string;
  /** The param that holds the key, where no header does. */
  readonly param?: string;
}

/** The methods by service. */
export interface RpcMethods {
  readonly [service: string]: { readonly [method: string]: RpcMethod };
}

export interface RpcMethod {
  readonly name: string;
  /** Whether it has params. */
  readonly params?: true;
  /** The scheme by which it asks for credentials. */
  readonly auth?: string;
  /** The codes of the errors that it declares. */
  readonly errors?: readonly number[];
}

/** What a client is made with; credentials stand beside, by the names of their schemes. */
export interface RpcOptions extends TransportOptions {
  readonly onUnauthenticated?: ((api: never, error: never) => unknown) | undefined;
}
