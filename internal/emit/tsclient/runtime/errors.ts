/** An error object of JSON-RPC 2.0, as the server sent it. */
export interface ErrorObject {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** Something that the params of a call are not allowed to be. */
export interface Violation {
  /** Where, as a JSON Pointer: `/items/3/qty`. */
  readonly path: string;
  /** The rule that was broken. The server may have others, of its own. */
  readonly rule:
    | "required" | "unknown" | "duplicate" | "type" | "range" | "enum" | "discriminator" | "format" | "pattern" | "encoding" | "unicode" | "positions"
    | "minLength" | "maxLength" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties"
    | "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf"
    | (string & {});
  /** What is wanted, for people: `must have at least 6 characters`. */
  readonly message: string;
  /** The limit that was broken. */
  readonly limit?: unknown;
}

/** An error that the server answered with. {@link isRpcError} tells which there are. */
export class RpcError<Code extends number | "unknown" = number | "unknown", Data = unknown> extends Error {
  /** The method that was called. */
  readonly method: string;
  /** Which error it is: see `ErrorCode`. */
  readonly code: Code;
  /** What belongs to the error. */
  readonly data: Data;

  constructor(method: string, code: Code, message: string, data: Data) {
    super(message);
    this.name = "RpcError";
    this.method = method;
    this.code = code;
    this.data = data;
  }
}

/** The params break the spec: `fields` says what is wrong, and where. */
export class InvalidParamsError extends RpcError<-32602, { readonly errors: readonly Violation[] }> {
  /** All that is wrong, at most 20. */
  readonly violations: readonly Violation[];
  /** The messages by path, `{"/username": "is required"}`: the first one where a path has several. */
  readonly fields: { readonly [path: string]: string };

  constructor(method: string, message: string, violations: readonly Violation[]) {
    super(method, -32602, message, { errors: violations });
    this.violations = violations;
    this.fields = fieldErrors(violations);
  }
}

/** The body was no JSON. */
export type ParseError = RpcError<-32700, { readonly detail: string } | undefined>;
/** The body was no call. */
export type InvalidRequestError = RpcError<-32600, { readonly detail: string } | undefined>;
/** The server has no such method. */
export type MethodNotFoundError = RpcError<-32601, { readonly method: string } | undefined>;
/** The server failed. Its log has the cause, under the request id. */
export type InternalError = RpcError<-32603, { readonly requestId: string } | undefined>;
/** There were no credentials, or bad ones. The method did not run. */
export type UnauthenticatedError = RpcError<-32001, { readonly reason: "missing" | "invalid" | "expired" } | undefined>;
/** The method took longer than it may. */
export type TimeoutError = RpcError<-32002, undefined>;
/** The caller lacks a scope. */
export type PermissionDeniedError = RpcError<-32003, { readonly scope: string } | undefined>;
/** What the method needs is down. `retryAfter` is in seconds. */
export type UnavailableError = RpcError<-32004, { readonly retryAfter: number } | undefined>;
/** That was too much, or too often. `retryAfter` is in seconds. */
export type LimitExceededError = RpcError<-32005, { readonly retryAfter: number } | undefined>;
/** An error that this client does not know. The server may be newer. */
export type UnknownError = RpcError<"unknown", ErrorObject>;

/** What every method may answer. */
export type StandardError =
  | ParseError
  | InvalidRequestError
  | MethodNotFoundError
  | InvalidParamsError
  | InternalError
  | UnauthenticatedError
  | TimeoutError
  | PermissionDeniedError
  | UnavailableError
  | LimitExceededError
  | UnknownError;

/**
 * There is no answer that can be trusted. Whether the method ran is not known, but for the kinds
 * `credentials` and `request`: then nothing was sent.
 */
export class TransportError extends Error {
  /** The method that was called. */
  readonly method: string;
  /**
   * - `network`: the server was not reached, or the answer broke off.
   * - `status`: the server, or what stands before it, refused the request: see `status`.
   * - `answer`: what came is no answer to the call, or is too large.
   * - `timeout`: it took too long.
   * - `aborted`: the caller's signal said so; `cause` is its reason.
   * - `credentials`: they could not be had; `cause` says why.
   * - `request`: the params cannot be written as JSON; `cause` says why.
   */
  readonly kind: "network" | "status" | "answer" | "timeout" | "aborted" | "credentials" | "request";
  /** The HTTP status, if there was one. */
  readonly status: number | undefined;

  constructor(method: string, failure: RpcFailure) {
    super(`${method}: ${failure.problem}`, "cause" in failure ? { cause: failure.cause } : undefined);
    this.name = "TransportError";
    this.method = method;
    this.kind = failure.kind;
    this.status = failure.status;
  }
}

/** Why there is no answer. */
export interface RpcFailure {
  readonly kind: TransportError["kind"];
  readonly problem: string;
  readonly status?: number;
  readonly cause?: unknown;
}

/** The messages of violations by path: the first one where a path has several. */
export function fieldErrors(violations: readonly Violation[]): { readonly [path: string]: string } {
  const first = violations.filter((v, i) => violations.findIndex((other) => other.path === v.path) === i);
  return Object.fromEntries(first.map((v): [string, string] => [v.path, v.message]));
}

/** The codes that every method may answer. */
const standardCodes = [-32700, -32600, -32601, -32602, -32603, -32001, -32002, -32003, -32004, -32005];

/**
 * Makes the error of an error object. What the spec does not promise of the method is unknown: a code
 * that it does not declare, or a code that comes with data and came without.
 */
export function answeredError(method: string, error: ErrorObject, declared: readonly number[], withData: readonly number[]): RpcError {
  const { code, message, data } = error;
  if (code === -32602 && isObject(data)) {
    return new InvalidParamsError(method, message, violationsOf(data["errors"]));
  }
  if (code === -32602) {
    return new InvalidParamsError(method, message, []);
  }
  if (standardCodes.includes(code) && !declared.includes(code)) {
    return new RpcError(method, code, message, isObject(data) ? data : undefined);
  }
  if (!declared.includes(code) || (withData.includes(code) && data === undefined)) {
    return new RpcError(method, "unknown", message, error);
  }
  return new RpcError(method, code, message, data);
}

function violationsOf(list: unknown): Violation[] {
  return Array.isArray(list) ? list.filter(isViolation) : [];
}

function isViolation(v: unknown): v is Violation {
  return isObject(v) && typeof v["path"] === "string" && typeof v["rule"] === "string" && typeof v["message"] === "string";
}

export function isObject(v: unknown): v is { readonly [name: string]: unknown } {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}
