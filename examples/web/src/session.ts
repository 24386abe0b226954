import { TransportError, type Session } from "smartops-api-client";
import { api, session } from "./client";

let renewal: ReturnType<typeof setTimeout> | undefined;
let present = new AbortController();

/** Goes on with a new token, and gets the next one when four fifths of its life are over. */
export function keep({ token, expiresAt }: Session): void {
  session.token = token;
  const left = Date.parse(expiresAt) - Date.now();
  // A second at least, so that a clock that is wrong does not flood the server.
  renewIn(Math.max(left * 0.8, 1000));
}

function renewIn(ms: number): void {
  clearTimeout(renewal);
  renewal = setTimeout(renew, ms);
}

async function renew(): Promise<void> {
  const { signal } = present;
  try {
    keep(await api.user.refresh({ signal }));
  } catch (error) {
    if (error instanceof TransportError && !signal.aborted) {
      renewIn(10_000); // a lost connection comes back
    }
    // Otherwise the next call that is refused asks for the password.
  }
}

/** Forgets everything about the person. */
export function forget(): void {
  clearTimeout(renewal);
  present.abort(); // a token that is on its way is for nobody any more
  present = new AbortController();
  session.token = undefined;
  session.user = undefined;
}

/** Whether the person may change the inventory. The server has the last word. */
export function isOperator(): boolean {
  return session.user?.scopes.includes("operator") ?? false;
}
