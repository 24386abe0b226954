// Answers that are none, and servers that do not answer. Nothing may hang, and no call may get the
// answer of another.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { createClient, ErrorCode, isRpcError, TransportError } from "./client.js";

/** A client whose server answers with this. */
function answering(body, status = 200) {
  const fetch = async () => new Response(body === "" ? null : body, { status });
  return createClient({ url: "http://localhost/", fetch });
}

/** In short what came of a call: its result, the kind of failure, or the code of the error. */
const outcome = (call) => call.then((v) => ({ v }), (e) => (e instanceof TransportError ? e.kind : isRpcError(e) ? e.code : e));

test("answers to a single call", async () => {
  const cases = [
    [`{"jsonrpc":"2.0","id":1,"result":5}`, 200, { v: 5 }],
    [`{"jsonrpc":"2.0","id":1,"result":null}`, 200, { v: null }],
    [` {"id":1,"jsonrpc":"2.0","result":5,"error":null} `, 200, { v: 5 }],
    [`[{"jsonrpc":"2.0","id":1,"result":5}]`, 200, { v: 5 }],
    [`{"jsonrpc":"2.0","id":1,"result":5}`, 500, "status"],
    [`{"jsonrpc":"2.0","id":2,"result":5}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":"1","result":5}`, 200, "answer"],
    [`{"jsonrpc":"2.0","result":5}`, 200, "answer"],
    [`{"jsonrpc":"1.0","id":1,"result":5}`, 200, "answer"],
    [`{"id":1,"result":5}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"result":5,"error":{"code":1,"message":"m"}}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"m"}}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":"m"}}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":1}}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"error":"m"}`, 200, "answer"],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"m"}}`, 200, ErrorCode.Timeout],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"m"},"result":null}`, 500, ErrorCode.Timeout],
    [`{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}`, 400, ErrorCode.ParseError],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":4711,"message":"m"}}`, 200, ErrorCode.Unknown],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"m"}}`, 200, ErrorCode.InvalidParams],
    [`{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"m","data":{"errors":[1,{"path":1}]}}}`, 200, ErrorCode.InvalidParams],
    [``, 200, "answer"], [`<html>`, 200, "answer"], [`null`, 200, "answer"], [`5`, 200, "answer"], [`[]`, 200, "answer"],
    [`[null]`, 200, "answer"], [`{"jsonrpc":"2.0","id":1,"result":5`, 200, "answer"], [`{}`, 200, "answer"],
    [`<html>`, 502, "status"], [``, 404, "status"], [`"x"`, 500, "status"], [``, 204, "answer"],
  ];
  for (const [body, status, want] of cases) {
    assert.deepEqual(await outcome(answering(body, status).root.subtract({})), want, `${status} ${body}`);
  }
});

test("what is declared of one method is unknown of another", async () => {
  const error = `{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"m","data":{"retryAfter":1}}}`;
  assert.equal(await outcome(answering(error).echo.person({})), ErrorCode.AccountLocked);
  assert.equal(await outcome(answering(error).root.subtract({})), ErrorCode.Unknown);
  const bare = `{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"m"}}`;
  assert.equal(await outcome(answering(bare).echo.person({})), ErrorCode.Unknown, "its data is missing");
  const [{ reason }] = await Promise.allSettled([answering(bare).echo.person({})]);
  assert.deepEqual(reason.data, { code: 1001, message: "m" });
});

test("answers to a batch", async () => {
  const one = `{"jsonrpc":"2.0","id":1,"result":1}`;
  const two = `{"jsonrpc":"2.0","id":2,"result":2}`;
  const cases = [
    [`[${two},${one}]`, [{ v: 1 }, { v: 2 }]],
    [`[${one}]`, [{ v: 1 }, "answer"]],
    [`[${one},${one},${two}]`, ["answer", { v: 2 }]],
    [`[${one},{"jsonrpc":"2.0","id":3,"result":3}]`, [{ v: 1 }, "answer"]],
    [`[${one},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"m"}}]`, [{ v: 1 }, "answer"]],
    [`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"m"}}`, [-32600, -32600]],
    [one, [{ v: 1 }, "answer"]], [`[]`, ["answer", "answer"]], [``, ["answer", "answer"]], [`[${one},`, ["answer", "answer"]],
  ];
  for (const [body, want] of cases) {
    const calls = answering(body).batch((b) => [b.root.subtract({}), b.root.subtract({})]);
    assert.deepEqual(await Promise.all(calls.map(outcome)), want, body);
  }
});

test("notifications", async () => {
  for (const [body, status, want] of [[``, 204, { v: undefined }], [`<html>`, 200, { v: undefined }], [``, 500, "status"], [`<html>`, 403, "status"]]) {
    assert.deepEqual(await outcome(answering(body, status).notify.root.subtract({})), want, `${status} ${body}`);
  }
  const refused = `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"m"}}`;
  assert.equal(await outcome(answering(refused).notify.root.subtract({})), -32600);
});

test("members that mean something to JavaScript", async () => {
  const answer = `{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"m","data":{"errors":[{"path":"__proto__","rule":"r","message":"m"}]},"__proto__":{"x":1}}}`;
  const [{ reason }] = await Promise.allSettled([answering(answer).root.subtract({})]);
  assert.deepEqual(Object.keys(reason.fields), ["__proto__"]);
  assert.equal({}.x, undefined);
});

/** A server that behaves as it is told. */
async function serve(t, handle) {
  const server = createServer(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}/`;
}

test("a server that does not answer", async (t) => {
  let [opened, closed] = [0, 0];
  const url = await serve(t, (request) => (opened++, request.on("close", () => closed++)));
  const api = createClient({ url, timeout: 300, batch: true });
  assert.equal(await outcome(api.root.getData()), "timeout");
  assert.deepEqual(await Promise.all([api.root.getData(), api.root.getData({ timeout: 500 })].map(outcome)), ["timeout", "timeout"]);
  const stop = new AbortController();
  const both = [api.root.getData({ signal: stop.signal, timeout: 0 }), api.root.getData({ timeout: 500 })];
  setTimeout(() => stop.abort("enough"), 5);
  assert.deepEqual(await Promise.all(both.map(outcome)), ["aborted", "timeout"]);
  for (let i = 0; closed < opened && i < 500; i++) await sleep(10);
  assert(opened > 0);
  assert.equal(closed, opened, "requests that nobody waits for are ended");
});

test("what is aborted before is not sent", async () => {
  let sent = 0;
  const api = createClient({ url: "http://localhost/", fetch: async () => (sent++, new Response("")), token: () => sleep(20) });
  const [{ reason }] = await Promise.allSettled([api.root.getData({ signal: AbortSignal.abort("why") })]);
  assert.deepEqual([reason.kind, reason.cause], ["aborted", "why"]);
  const stop = new AbortController();
  const waiting = outcome(api.root.maybe({ signal: stop.signal }));
  stop.abort();
  assert.equal(await waiting, "aborted");
  await sleep(40);
  assert.equal(sent, 0);
});

test("a signal is let go of", async () => {
  const stop = new AbortController();
  let held = 0;
  const { addEventListener, removeEventListener } = stop.signal;
  stop.signal.addEventListener = function (...args) { held++; addEventListener.apply(this, args); };
  stop.signal.removeEventListener = function (...args) { held--; removeEventListener.apply(this, args); };
  await outcome(answering("").root.getData({ signal: stop.signal }));
  assert.equal(held, 0);
});

test("a server that is not there, or breaks off", async (t) => {
  assert.equal(await outcome(createClient({ url: "http://127.0.0.1:1/" }).root.getData()), "network");
  const url = await serve(t, (_, response) => { response.writeHead(200, { "Content-Length": "99" }); response.write("{"); setTimeout(() => response.destroy(), 5); });
  assert.equal(await outcome(createClient({ url }).root.getData()), "network");
});

test("an answer that does not end", async (t) => {
  let closed = false;
  const url = await serve(t, (request, response) => {
    request.on("close", () => (closed = true));
    response.write('{"jsonrpc":"2.0","id":1,"result":"');
    const more = () => response.destroyed || (response.write("x".repeat(100_000)) ? setImmediate(more) : response.once("drain", more));
    more();
  });
  for (const maxResponse of [undefined, 1_000_000]) {
    const both = createClient({ url, maxResponse, timeout: 60_000 }).batch((calls) => [calls.root.getData(), calls.root.getData()]);
    for (const { reason } of await Promise.allSettled(both)) {
      assert(reason instanceof TransportError);
      assert.deepEqual([reason.kind, reason.status], ["answer", 200]);
      assert.match(reason.message, new RegExp(`more than ${maxResponse ?? 16 * 2 ** 20} bytes`));
    }
    for (let i = 0; !closed && i < 500; i++) await sleep(10);
    assert(closed, "the rest is not read");
    closed = false;
  }
});

test("an answer that unpacks to a large one", async (t) => {
  const body = gzipSync(`{"jsonrpc":"2.0","id":1,"result":"${"x".repeat(20_000_000)}"}`);
  assert(body.length < 100_000);
  const url = await serve(t, (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(body));
  assert.equal(await outcome(createClient({ url }).root.getData()), "answer");
  assert.equal((await outcome(createClient({ url, maxResponse: 30_000_000 }).root.getData())).v.length, 20_000_000);
});

test("the limit is a number of bytes", async () => {
  const body = `{"jsonrpc":"2.0","id":1,"result":"é"}`;
  const bytes = new TextEncoder().encode(body).length;
  const chunked = () => new Response(new ReadableStream({ start(to) { for (const byte of new TextEncoder().encode(body)) to.enqueue(Uint8Array.of(byte)); to.close(); } }));
  const whole = () => ({ status: 200, text: async () => body }); // of a platform without streams
  for (const answer of [chunked, whole]) {
    const limited = (maxResponse) => outcome(createClient({ url: "http://localhost/", maxResponse, fetch: async () => answer() }).root.getData());
    assert.deepEqual([await limited(bytes), await limited(bytes - 1)], [{ v: "é" }, "answer"]);
  }
});

test("no redirect is followed", async (t) => {
  let reached = false;
  const other = await serve(t, (_, response) => { reached = true; response.end("{}"); });
  const url = await serve(t, (_, response) => { response.writeHead(307, { Location: other }); response.end(); });
  assert.equal(await outcome(createClient({ url, token: "t" }).root.maybe()), "network");
  assert.equal(reached, false);
});
