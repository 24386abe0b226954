// Calls of the server of the tests: its answers, errors and credentials.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, ErrorCode, InvalidParamsError, isRpcError, keys, Outcome, TransportError } from "./client.js";

const url = process.env.API;

/** A client that notes the bodies that it sends. */
function client(options = {}) {
  const sent = [];
  const fetch = (address, init) => {
    sent.push(JSON.parse(init.body));
    return globalThis.fetch(address, init);
  };
  return { sent, ...{ api: createClient({ url, fetch, ...options }) } };
}

/** What a call is rejected with. */
async function rejection(call) {
  try {
    const result = await call;
    assert.fail(`it was answered with ${JSON.stringify(result)}`);
  } catch (error) {
    return error;
  }
}

test("results of all kinds", async () => {
  const { api } = client({ token: "admin", key: () => "key", door: async () => ({ username: "ali", password: "sesame" }) });
  assert.deepEqual(await api.list.strings({ count: 2 }), ["admin", "admin"]);
  assert.deepEqual(await api.list.matrix(), { row: ["up", "2xx"] });
  assert.equal(await api.root.maybe(), "admin");
  assert.equal(await api.root.keyed(), Outcome.worse);
  assert.equal(await api.door.open(), true);
  assert.equal(await api.door.knock({ times: 2 }), null);
  assert.equal(await api.door.knock(), null);
  assert.equal(await api.scalar.time(), "2026-01-02T02:04:05Z");
  assert.deepEqual(await api.scalar.event(), { kind: "back", host: "h" });
  assert.deepEqual(await api.document.show(), []);
  assert.equal(await api.root.subtract({ minuend: 42, subtrahend: 23 }), 19);
  assert.equal(await api.echo.person({ type: "null" }), null);
});

test("absent, null and a value are three things", async () => {
  const { api } = client();
  assert.equal((await api.echo.person({ type: "a" })).select, "absent");
  assert.equal((await api.echo.person({ type: "a", note: undefined })).select, "absent");
  assert.equal((await api.echo.person({ type: "a", note: null })).select, "null");
  assert.equal((await api.echo.person({ type: "a", note: "b" })).select, "is b");
});

test("defaults are there in an answer", async () => {
  const { api } = client();
  const all = await api.echo.defaults();
  assert.equal(all.int64, "-9223372036854775808");
  assert.equal(all.tag, "t");
  assert.deepEqual(all.person.home, { street: "Main", zip: "0000" });
});

test("declared errors, with their data", async () => {
  const { api } = client();
  const locked = await rejection(api.echo.person({ type: "locked" }));
  assert(isRpcError(locked) && locked instanceof Error);
  assert.equal(locked.code, ErrorCode.AccountLocked);
  assert.deepEqual(locked.data, { retryAfter: 30, hint: "wait" });
  assert.equal(locked.message, "account is locked");
  assert.equal(locked.method, "echo.person");
  const gone = await rejection(api.echo.person({ type: "gone" }));
  assert.equal(gone.code, ErrorCode.Gone);
  assert.equal(gone.data, undefined);
  const busy = await rejection(api.echo.person({ type: "busy" }));
  assert.deepEqual([busy.code, busy.data], [ErrorCode.Busy, ["a"]]);
});

test("standard errors", async () => {
  const { api } = client();
  const invalid = await rejection(api.list.strings({ count: 11 }, {}));
  assert.equal(invalid.code, ErrorCode.Unauthenticated);
  assert.deepEqual(invalid.data, { reason: "missing" });
  const params = await rejection(client({ token: "reader" }).api.list.strings({ count: 11, more: 1 }));
  assert(params instanceof InvalidParamsError && isRpcError(params));
  assert.deepEqual(params.fields, { "/count": "must be at most 10", "/more": "is not known" });
  assert.deepEqual(params.violations[0], { path: "/count", rule: "maximum", message: "must be at most 10", limit: 10 });
  const scope = await rejection(client({ token: "nobody" }).api.list.strings({ count: 1 }));
  assert.deepEqual([scope.code, scope.data], [ErrorCode.PermissionDenied, { scope: "read-only" }]);
  const internal = await rejection(api.fails.undeclared());
  assert.equal(internal.code, ErrorCode.InternalError);
  assert.match(internal.data.requestId, /./);
});

test("credentials go to those who ask for them", async () => {
  const headers = [];
  const fetch = (address, init) => {
    headers.push(init.headers);
    return globalThis.fetch(address, init);
  };
  const api = createClient({ url, fetch, token: "admin", key: "key", headers: async () => ({ "X-Trace": "1", "x-api-key": "none", accept: "text/html" }) });
  await api.root.subtract({ minuend: 1, subtrahend: 1 });
  await api.root.maybe();
  await api.root.keyed();
  assert.deepEqual(headers.map((h) => ["Authorization", "X-API-Key", "X-Trace", "Accept"].map((name) => h.get(name))), [
    [null, "none", "1", "application/json"],
    ["Bearer admin", "none", "1", "application/json"],
    [null, "key", "1", "application/json"],
  ]);
});

test("credentials that cannot be had", async () => {
  const cause = new Error("no network");
  const { api, sent } = client({
    token: () => Promise.reject(cause),
    key: "a\nb: c",
    door: { username: "a:b", password: "c" },
  });
  const error = await rejection(api.root.maybe());
  assert(error instanceof TransportError && !isRpcError(error));
  assert.deepEqual([error.kind, error.cause], ["credentials", cause]);
  assert.equal((await rejection(api.root.keyed())).kind, "credentials");
  assert.equal((await rejection(api.door.open())).kind, "credentials");
  assert.doesNotMatch((await rejection(api.root.keyed())).message, /b: c/);
  assert.deepEqual(sent, []);
  const headers = createClient({ url, headers: () => { throw cause; } });
  assert.deepEqual((await rejection(headers.root.getData())).cause, cause);
});

test("a notification", async () => {
  const { api, sent } = client();
  assert.equal(await api.notify.root.update({ a: 1, b: 2, c: 3, d: 4, e: 5 }), undefined);
  assert.deepEqual(sent, [{ jsonrpc: "2.0", method: "update", params: { a: 1, b: 2, c: 3, d: 4, e: 5 } }]);
});

test("calls of one tick travel together", async () => {
  const { api, sent } = client({ batch: true, token: "reader" });
  const failing = rejection(api.echo.person({ type: "gone" }));
  const calls = [api.root.subtract({ minuend: 3, subtrahend: 1 }), api.list.strings({ count: 1 }), api.notify.root.notifyHello({ to: 1 })];
  assert.deepEqual(await Promise.all(calls), [2, ["reader"], undefined]);
  assert.equal((await failing).code, ErrorCode.Gone);
  assert.equal(sent.length, 1);
  assert.deepEqual(sent[0].map((call) => call.method), ["echo.person", "subtract", "list.strings", "notify_hello"]);
  assert.equal(new Set(sent[0].map((call) => call.id)).size, 4);
  await api.root.subtract({ minuend: 3, subtrahend: 1 });
  assert(!Array.isArray(sent[1]), "a single call is no batch");
});

test("without it they travel alone", async () => {
  const { api, sent } = client();
  await Promise.all([api.root.getData(), api.root.getData()].map((call) => call.catch(() => {})));
  assert.equal(sent.length, 2);
  assert.notEqual(sent[0].id, sent[1].id);
});

test("a batch of one's own", async () => {
  const { api, sent } = client({ token: "reader" });
  const [two, error] = await Promise.allSettled(
    api.batch((calls) => [calls.root.subtract({ minuend: 3, subtrahend: 1 }), calls.echo.person({ type: "gone" }), calls.notify.root.notifyHello({ to: 1 })]),
  );
  assert.equal(two.value, 2);
  assert.equal(error.reason.code, ErrorCode.Gone);
  assert.equal(sent.length, 1);
  const { late } = api.batch((calls) => ({ late: Promise.resolve().then(() => calls.root.subtract({ minuend: 2, subtrahend: 1 })) }));
  assert.equal(await late, 1, "a call that is made later is sent all the same");
  const before = sent.length;
  assert.throws(() => api.batch((calls) => { calls.root.getData(); throw new Error("no"); }), /no/);
  await Promise.resolve();
  assert.equal(sent.length, before, "what could not be filled is not sent");
});

test("a batch larger than the server takes is split", async () => {
  const { api, sent } = client();
  const calls = Array.from({ length: 250 }, (_, i) => i);
  const answers = await Promise.all(api.batch((b) => calls.map((i) => b.root.subtract({ minuend: i, subtrahend: 0 }))));
  assert.deepEqual(answers, calls);
  assert.deepEqual(sent.map((body) => body.length).sort(), [100, 100, 50]);
  const small = client({ batch: { maxCalls: 2, maxBytes: 200 } });
  await Promise.all(calls.slice(0, 5).map((i) => small.api.root.subtract({ minuend: i, subtrahend: 0 })));
  assert.equal(small.sent.length, 3);
  const bytes = client({ batch: { maxBytes: 200 } });
  await Promise.all(calls.slice(0, 4).map((i) => bytes.api.root.subtract({ minuend: i, subtrahend: 0 })));
  assert.equal(bytes.sent.length, 2);
});

test("schemes that need the same header do not share a request", async () => {
  const { api, sent } = client({ batch: true, token: "admin", door: { username: "ali", password: "sesame" } });
  assert.deepEqual(await Promise.all([api.root.maybe(), api.door.open(), api.root.maybe()]), ["admin", true, "admin"]);
  assert.equal(sent.length, 2);
});

test("keys for caches", () => {
  assert.deepEqual(keys.listStrings({ count: 1 }), ["list", "list.strings", { count: 1 }]);
  assert.deepEqual(keys.listStrings(), ["list", "list.strings"]);
  assert.deepEqual(keys.maybe(), ["Root", "maybe"]);
});

test("params that are no JSON", async () => {
  const { api, sent } = client();
  const error = await rejection(api.root.subtract({ minuend: 1n, subtrahend: 1 }));
  assert.deepEqual([error.kind, error.cause instanceof TypeError, sent.length], ["request", true, 0]);
});
