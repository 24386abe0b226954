// Credentials that the server refuses, and others in their place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, ErrorCode, TransportError } from "./client.js";

const url = process.env.API;

function client(options) {
  const sent = [];
  let asked = 0;
  const fetch = (address, init) => {
    sent.push(JSON.parse(init.body));
    return globalThis.fetch(address, init);
  };
  const hook = options.onUnauthenticated;
  const counted = hook && ((...args) => (asked++, hook(...args)));
  return { sent, asked: () => asked, api: createClient({ url, fetch, ...options, onUnauthenticated: counted }) };
}

const codes = (outcomes) => outcomes.map((o) => o.reason?.code ?? o.value);

test("refresh once, then repeat", async () => {
  let token = "old";
  const { api, sent, asked } = client({
    token: () => token,
    onUnauthenticated: async (guest, error) => {
      assert.deepEqual([error.code, error.data], [ErrorCode.Unauthenticated, { reason: "expired" }]);
      assert.equal(await guest.root.subtract({ minuend: 2, subtrahend: 1 }), 1);
      token = "admin";
    },
  });
  const all = await Promise.all([api.root.maybe(), api.root.maybe(), api.list.strings({ count: 1 })]);
  assert.deepEqual(all, ["admin", "admin", ["admin"]]);
  assert.equal(asked(), 1, "calls that wait at once share it");
  assert.equal(sent.length, 7);
});

test("of a batch, those that were refused are repeated, and no others", async () => {
  let token = "old";
  const { api, sent, asked } = client({ batch: true, token: () => token, onUnauthenticated: () => void (token = "admin") });
  assert.deepEqual(await Promise.all([api.root.maybe(), api.root.subtract({ minuend: 2, subtrahend: 1 }), api.root.maybe()]), ["admin", 1, "admin"]);
  assert.deepEqual(sent.map((body) => body.map((call) => call.method)), [["maybe", "subtract", "maybe"], ["maybe", "maybe"]]);
  assert.equal(asked(), 1);
});

test("a call that was sent before the refresh repeats without another one", async () => {
  let token = "old";
  let hold;
  const held = new Promise((resolve) => (hold = resolve));
  let first = true;
  let asked = 0;
  const api = createClient({
    url,
    token: () => token,
    onUnauthenticated: () => { asked++; token = "admin"; },
    fetch: async (address, init) => {
      const wait = first;
      first = false;
      const response = await fetch(address, init);
      if (wait) await held;
      return response;
    },
  });
  const slow = api.root.maybe();
  assert.equal(await api.root.maybe(), "admin");
  hold();
  assert.equal(await slow, "admin");
  assert.equal(asked, 1);
});

test("it is repeated once, not for ever", async () => {
  const { api, sent, asked } = client({ token: "old", onUnauthenticated: () => true });
  assert.deepEqual(codes(await Promise.allSettled([api.root.maybe()])), [ErrorCode.Unauthenticated]);
  assert.deepEqual([sent.length, asked()], [2, 1]);
});

test("there are no others", async () => {
  const refused = client({ token: "old", onUnauthenticated: () => false });
  assert.deepEqual(codes(await Promise.allSettled([refused.api.root.maybe(), refused.api.root.maybe()])), [-32001, -32001]);
  assert.deepEqual([refused.sent.length, refused.asked()], [2, 1]);
  const cause = new Error("signed out");
  const failing = client({ token: "old", onUnauthenticated: () => Promise.reject(cause) });
  const [{ reason }] = await Promise.allSettled([failing.api.root.maybe()]);
  assert.deepEqual([reason.code, reason.cause], [-32001, cause]);
  const later = await Promise.allSettled([failing.api.root.maybe()]);
  assert.deepEqual([codes(later), failing.asked()], [[-32001], 2], "a later call asks again");
});

test("without the hook nothing is repeated, nor is what asks for no credentials", async () => {
  const { api, sent } = client({ token: "old" });
  assert.deepEqual(codes(await Promise.allSettled([api.root.maybe()])), [-32001]);
  assert.equal(sent.length, 1);
});

test("a call of the hook does not come to it again", async () => {
  const { api, asked } = client({ token: "old", onUnauthenticated: (guest) => guest.root.maybe() });
  const [{ reason }] = await Promise.allSettled([api.root.maybe()]);
  assert.deepEqual([reason.code, reason.cause.code, asked()], [-32001, -32001, 1]);
});

test("a bare 401, of what stands before the server", async () => {
  let status = 401;
  const api = createClient({
    url,
    token: "admin",
    onUnauthenticated: (_, error) => { assert(error instanceof TransportError); status = 0; },
    fetch: (address, init) => (status ? Promise.resolve(new Response("who are you?", { status })) : fetch(address, init)),
  });
  assert.equal(await api.root.maybe(), "admin");
});

test("the clock stands still while others are got, and the repeat has all of the time", async () => {
  let token = "old";
  const api = createClient({
    url,
    timeout: 1000,
    token: () => token,
    fetch: async (address, init) => {
      await sleep(600);
      return fetch(address, init);
    },
    onUnauthenticated: async () => {
      await sleep(1200);
      token = "admin";
    },
  });
  assert.deepEqual(await Promise.all([api.root.maybe(), api.root.maybe({ timeout: 900 })]), ["admin", "admin"]);
});

test("the repeat has no more time than that", async () => {
  let sent = 0;
  const { api } = client({
    token: "old",
    timeout: 300,
    fetch: (address, init) => (sent++ === 0 ? fetch(address, init) : new Promise(() => {})),
    onUnauthenticated: () => true,
  });
  const [{ reason }] = await Promise.allSettled([api.root.maybe()]);
  assert.deepEqual([reason.kind, sent], ["timeout", 2]);
});

test("a call can be given up meanwhile", async () => {
  const stop = new AbortController();
  const { api, sent } = client({ token: "old", onUnauthenticated: () => new Promise((resolve) => { stop.abort(); setTimeout(resolve, 20); }) });
  const [{ reason }] = await Promise.allSettled([api.root.maybe({ signal: stop.signal })]);
  assert.equal(reason.kind, "aborted");
  await sleep(60);
  assert.equal(sent.length, 1, "it is not sent again");
});
