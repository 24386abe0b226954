// What must compile, and what must not: each line below @ts-expect-error has to be an error.
import { createClient, ErrorCode, isRpcError, keys, Outcome, TransportError, validate, validateUserRegister } from "../smartops/client.js";
import type { AccountState, ApiClient, ApiError, Check, Host, HostUpdateParams, UserChangePasswordError, Violation } from "../smartops/client.js";

export const api: ApiClient = createClient({ url: "/api", token: () => undefined });
createClient({ url: "/api", token: async () => "t", headers: { a: "b" }, batch: { maxCalls: 3 }, timeout: 1, fetch: globalThis.fetch });
// @ts-expect-error the address is missing
createClient({ token: "t" });
// @ts-expect-error an option that is none
createClient({ url: "/api", tokens: "t" });
// @ts-expect-error a token is a text
createClient({ url: "/api", token: 1 });

export async function params(): Promise<void> {
  await api.user.register({ username: "test", password: "123456" });
  await api.host.list();
  await api.host.list({}, { timeout: 5 });
  await api.user.me({ signal: AbortSignal.timeout(5) });
  // @ts-expect-error a param is missing
  await api.user.register({ username: "test" });
  // @ts-expect-error all params are missing
  await api.user.register();
  // @ts-expect-error a name that is none
  await api.user.register({ username: "test", password: "123456", pasword: "x" });
  // @ts-expect-error a number is wanted
  await api.host.get({ id: "1" });
  // @ts-expect-error null is not allowed
  await api.host.create({ name: "a", ipv4: null });
  // @ts-expect-error undefined is not absent
  await api.host.create({ name: "a", ipv4: undefined });
  // @ts-expect-error not a value of the enum
  await api.host.list({ state: "gone" });
  // @ts-expect-error the enum is open, but here it is narrowed
  await api.account.grant({ id: 1, scope: "other" });
  await api.account.list({ scope: "other" });
  // @ts-expect-error a method without params has none
  await api.user.me({ id: 1 });
  // @ts-expect-error a service that is none
  await api.users.me();
  // @ts-expect-error a method that is none
  await api.user.you();
}

export const update: HostUpdateParams = { id: 1, note: null };

export async function results(): Promise<string> {
  const host: Host = await api.host.get({ id: 1 });
  const ipv4: string | null = host.ipv4;
  // @ts-expect-error it may be null
  const address: string = host.ipv4;
  // @ts-expect-error a label may be missing
  const label: string = host.labels["role"];
  const session = await api.user.verify({ username: "a", password: "123456" });
  // @ts-expect-error it may be absent
  const token: string = session.token;
  const failed: boolean = session.status === Outcome.failed;
  // @ts-expect-error no such status
  const never: boolean = session.status === 2;
  const nothing: void = await api.account.delete({ id: 1 });
  return [ipv4, address, label, token, failed, never, nothing, ...host.checks.map(told)].join();
}

/** Tells a check by its kind: the compiler knows the members of each, and that there is no other. */
function told(check: Check): string {
  switch (check.kind) {
    case "ping":
      return String(check.roundTripMs);
    case "http":
      return check.url;
    case "disk":
      // @ts-expect-error a member of another kind
      return check.url;
  }
}
// @ts-expect-error the kind is missing
export const check: Check = { at: "2026-01-02T15:04:05Z", mount: "/", used: 1 };

export async function errors(): Promise<string | number> {
  try {
    await api.user.changePassword({ password: "123456", newPassword: "654321" });
  } catch (error) {
    // @ts-expect-error what is caught may be anything
    error.code;
    if (error instanceof TransportError) {
      return error.kind === "status" ? (error.status ?? 0) : error.kind;
    }
    if (isRpcError(error)) {
      // @ts-expect-error the data depends on the code
      error.data.reason;
      return all(error);
    }
    if (isRpcError<UserChangePasswordError>(error)) {
      return "";
    }
  }
  return "";
}

function all(error: ApiError): string | number {
  switch (error.code) {
    case ErrorCode.AccountNotFound:
      return error.data.id;
    case ErrorCode.PasswordRefused:
      // @ts-expect-error the data of another error
      error.data.id;
      return error.data.reason;
    case ErrorCode.InvalidParams:
      return error.fields["/username"] ?? error.violations.length;
    case ErrorCode.Unauthenticated:
      return error.data?.reason ?? "";
    case ErrorCode.LimitExceeded:
      // @ts-expect-error there may be no data
      error.data.retryAfter;
      return error.data?.retryAfter ?? 0;
    case ErrorCode.Unknown:
      return error.data.code;
    // @ts-expect-error no such code
    case 4711:
      return "";
  }
  return error.message;
}

/** All errors of a method: the compiler complains where one is forgotten. */
export function exhaustive(error: UserChangePasswordError): string {
  switch (error.code) {
    case ErrorCode.WrongPassword:
      return error.message;
    case ErrorCode.PasswordRefused:
      return error.data.reason;
    case ErrorCode.ParseError:
    case ErrorCode.InvalidRequest:
    case ErrorCode.MethodNotFound:
    case ErrorCode.InvalidParams:
    case ErrorCode.InternalError:
    case ErrorCode.Unauthenticated:
    case ErrorCode.Timeout:
    case ErrorCode.PermissionDenied:
    case ErrorCode.Unavailable:
    case ErrorCode.LimitExceeded:
    case ErrorCode.Unknown:
      return "";
  }
}

// @ts-expect-error one is forgotten: not every way returns
export function forgotten(error: UserChangePasswordError): string {
  switch (error.code) {
    case ErrorCode.WrongPassword:
      return "";
  }
}

export async function batches(): Promise<[string, number]> {
  const [me, text] = await Promise.all(api.batch((calls) => [calls.user.me(), calls.app.hello({ name: "jack" })]));
  const { hosts } = api.batch((calls) => ({ hosts: calls.host.list() }));
  // @ts-expect-error the results are in order
  const wrong: string = me;
  const none: void = await api.notify.user.me();
  // @ts-expect-error the params are those of the method
  await api.notify.user.register({ username: "a" });
  // @ts-expect-error a batch holds no batches
  api.batch((calls) => calls.batch(() => 1));
  return [text + me.username + wrong + none, (await hosts).hosts.length];
}

export const state: AccountState = "active";
export const violations: Violation[] = validate.userRegister({ anything: 1 });
export const key: readonly unknown[] = keys.hostGet({ id: 1 });
// @ts-expect-error the params are those of the method
keys.hostGet({ ID: 1 });
// @ts-expect-error a method without params
validate.userMe();
export const alone: Violation[] = validateUserRegister({ anything: 1 });
export const short: boolean = alone.some((v) => v.rule === "minLength" || v.rule === "of the server's own");
// @ts-expect-error a secret is in no key
keys.userVerify({ username: "a", password: "123456" })[2]?.password;
