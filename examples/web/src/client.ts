import { createClient, type ApiClient, type User } from "smartops-api-client";
import { redraw } from "./screen";

/**
 * Who is signed in. It is kept in memory alone, where nothing else finds it: a reload asks for the
 * password again.
 */
export const session: {
  token: string | undefined;
  user: User | undefined;
  /** Gets another token when this one has ended, through the client that it is given. Says whether there is one. */
  ended: (guest: ApiClient) => Promise<boolean>;
} = { token: undefined, user: undefined, ended: async () => false };

/** Whether the server was reached when it was last tried. */
export const connection = { lost: false };

/** The client that everything here calls with. */
export const api = createClient({
  url: "/api",
  token: () => session.token,
  // The token has ended, for example because the computer slept: the call that was refused waits until
  // the person has signed in again, and is then sent once more. Nothing that was typed is lost.
  onUnauthenticated: (guest) => session.ended(guest),
  fetch: request,
});

/** Sends a request, and notes whether the server was reached. */
async function request(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    found(isAnswer(response));
    return response;
  } catch (error) {
    if (!init?.signal?.aborted) {
      found(false);
    }
    throw error;
  }
}

/** A proxy that finds no server behind it answers as well, but not as the server does. */
function isAnswer(response: Response): boolean {
  return response.status < 500 || (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}

function found(server: boolean): void {
  if (connection.lost === server) {
    connection.lost = !server;
    redraw();
  }
}
