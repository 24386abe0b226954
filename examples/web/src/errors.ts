import { ErrorCode, isRpcError, TransportError, type Violation } from "smartops-api-client";
import { t } from "./words";

/** What to tell a person about a call that failed. */
export interface Refusal {
  /** What is wrong with what was typed, by path: `{"/name": "Is required."}`. */
  fields: { readonly [path: string]: string };
  /** What is wrong with the whole. */
  problem: string;
  /** The language of the problem, when it is not that of the interface. */
  language: string | undefined;
}

/** What to tell about errors that any call may have. Those that a method declares come before this. */
export function refusal(error: unknown): Refusal {
  if (error instanceof TransportError) {
    return unanswered(error);
  }
  if (!isRpcError(error)) {
    throw error; // a bug of ours
  }
  switch (error.code) {
    case ErrorCode.InvalidParams:
      return violated(error.violations);
    case ErrorCode.Unauthenticated:
      return about(t.signedOut);
    case ErrorCode.PermissionDenied:
      return about(t.notAllowed(error.data?.scope ?? ""));
    case ErrorCode.LimitExceeded:
      return about(t.tooOften(error.data?.retryAfter ?? 1));
    case ErrorCode.Unavailable:
    case ErrorCode.Timeout:
      return about(t.busy);
    case ErrorCode.InternalError:
      return about(t.failed(error.data?.requestId ?? ""));
    default:
      return about(error.message);
  }
}

/** What to tell when there is no answer. What was asked for may have been done all the same. */
function unanswered({ kind }: TransportError): Refusal {
  switch (kind) {
    case "network":
    case "status":
      return about(t.notReached);
    case "timeout":
      return about(t.tookTooLong);
    default:
      return about(t.notUnderstood);
  }
}

/** What is wrong with the whole. */
export function about(problem: string): Refusal {
  return { fields: {}, problem, language: undefined };
}

/** What is wrong with one field. */
export function at(path: string, text: string): Refusal {
  return { ...about(""), fields: { [path]: text } };
}

/** What the server has to say to people. It speaks Chinese. */
export function said(message: string): Refusal {
  return { ...about(message), language: "zh" };
}

/** The violations that the server, or a function such as `validateUserVerify`, has found: the first one of each field. */
export function violated(violations: readonly Violation[]): Refusal {
  const fields: { [path: string]: string } = {};
  for (const violation of violations) {
    fields[violation.path] ??= t.violation(violation);
  }
  return { ...about(""), fields };
}
