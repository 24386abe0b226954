import type { Session } from "smartops-api-client";
import { api, session } from "./client";

let renewal: ReturnType<typeof setTimeout> | undefined;

/** Goes on with a new token, and gets the next one when four fifths of its life are over. */
export function keep({ token, expiresAt }: Session): void {
  session.token = token;
  clearTimeout(renewal);
  const left = Date.parse(expiresAt) - Date.now();
  // A second at least, so that a clock that is wrong does not flood the server.
  renewal = setTimeout(renew, Math.max(left * 0.8, 1000));
}

async function renew(): Promise<void> {
  try {
    keep(await api.user.refresh());
  } catch {
    // No matter: the next call that is refused asks for the password.
  }
}

/** Forgets everything about the person. */
export function forget(): void {
  clearTimeout(renewal);
  session.token = undefined;
  session.user = undefined;
}

/** Whether the person may change the inventory. The server has the last word. */
export function isOperator(): boolean {
  return session.user?.scopes.includes("operator") ?? false;
}
