import { TransportError, validateHostList, type Host, type HostListParams, type HostPage, type HostState } from "smartops-api-client";
import { api } from "../client";
import { refusal, violated, type Refusal } from "../errors";
import { redraw } from "../screen";

/** What the person looks for. */
export interface Query {
  state: HostState | "";
  labels: { readonly [key: string]: string };
  sort: "newest" | "oldest" | "name";
}

export const everything: Query = { state: "", labels: {}, sort: "newest" };

/** A query as the server takes it. What is not asked for is absent. */
export function listParams(query: Query, after?: string): HostListParams {
  return {
    limit: 20,
    sort: query.sort === "name" ? "name" : "createdAt",
    descending: query.sort === "newest",
    ...(query.state && { state: query.state }),
    ...(Object.keys(query.labels).length > 0 && { labels: query.labels }),
    ...(after !== undefined && { after }),
  };
}

/** The hosts that a query has found so far. */
export class HostList {
  query = everything;
  hosts: Host[] = [];
  next: string | undefined;
  loading = true;
  wrong: Refusal | undefined;
  #running = new AbortController();

  /** Begins with an answer that is on its way already. */
  constructor(first: Promise<HostPage>) {
    void this.#take(first, false, this.#running.signal);
  }

  /** Starts over, with another query perhaps. What still runs of the one before is given up. */
  find(change: Partial<Query> = {}): Promise<void> {
    this.query = { ...this.query, ...change };
    return this.#load(undefined);
  }

  more(): Promise<void> {
    return this.#load(this.next);
  }

  /** Puts a host in the place of what was known of it. */
  replace(host: Host): void {
    this.hosts = this.hosts.map((old) => (old.id === host.id ? host : old));
  }

  remove(host: Host): void {
    this.hosts = this.hosts.filter((other) => other.id !== host.id);
  }

  async #load(after: string | undefined): Promise<void> {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const params = listParams(this.query, after);
    const violations = validateHostList(params);
    if (violations.length > 0) {
      this.wrong = violated(violations);
      this.loading = false;
      return redraw();
    }
    this.loading = true;
    redraw();
    await this.#take(api.host.list(params, { signal }), after !== undefined, signal);
  }

  async #take(page: Promise<HostPage>, add: boolean, signal: AbortSignal): Promise<void> {
    try {
      const { hosts, next } = await page;
      if (signal.aborted) {
        return;
      }
      this.hosts = add ? [...this.hosts, ...hosts] : hosts;
      this.next = next;
      this.wrong = undefined;
    } catch (error) {
      if (error instanceof TransportError && error.kind === "aborted") {
        return;
      }
      this.wrong = refusal(error);
    }
    this.loading = false;
    redraw();
  }
}
