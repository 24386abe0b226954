// validate and the server say the same of the same params.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldErrors, validate } from "./client.js";

/** What the server finds in params of a method, in batches: null where it has answered. */
async function serverFinds(method, all) {
  const found = [];
  for (let from = 0; from < all.length; from += 50) {
    const calls = all.slice(from, from + 50).map((params, id) => ({ jsonrpc: "2.0", id, method, params }));
    const response = await fetch(process.env.API, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(calls) });
    const answers = await response.json();
    assert.equal(answers.length, calls.length, JSON.stringify(answers));
    for (const { result, error } of answers) {
      assert(result !== undefined || error.code === -32602, JSON.stringify(error));
      found.push(error ? error.data.errors : []);
    }
  }
  return found;
}

/** Compares what the two find, whatever the order. */
async function compare(method, check, all) {
  const found = await serverFinds(method, all);
  let refused = 0;
  for (const [i, params] of all.entries()) {
    const order = (v) => JSON.stringify(v.map(({ path, rule, message, limit }) => ({ path, rule, message, limit })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
    assert.equal(order(check(params)), order(found[i]), `${method} ${JSON.stringify(params)}`);
    refused += found[i].length > 0 ? 1 : 0;
  }
  return refused;
}

const good = {
  string: "abc", bool: true, int: 4, int32: 5, int64: "6", float: 0.5, decimal: "1.50", bytes: "aGk=", hex: "00ff",
  time: "2026-01-02T03:04:05Z", date: "2026-01-02", json: { a: [1, null] }, list: [1, 2], matrix: [[1.5, null], []],
  map: { a: "b", c: null }, deep: { a: [{ b: "t" }] }, tags: ["a", "b"], fewTags: ["a"], counts: { a: 1 }, trees: { a: { name: "t" } },
  forest: [{ name: "t", children: [], parent: null }], nest: [[], [[]]], pin: "1234", score: 0.5, level: 1, stamp: "2026-01-02T03:04:05+01:00",
  blob: "aGk=", nickname: null, shortTag: "ab", choice: "b-c", number: 3, state: "2xx", upOrDown: "up", mode: "any", outcome: -2,
  event: { kind: "host-down", host: "h", why: null }, ids: ["a"], any: [true, 1, "up", [{ kind: "back", host: "h" }], { kind: "hostUp", host: "h", load: 1 }],
  "cache-hits": 1,
};

const values = [
  null, true, false, 0, -0, 1, -1, 2, 3, 4, -10, -9, 1.5, 1.4999, 0.1, 0.3, 1e21, 1e20, -1e300, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 - 1, -(2 ** 53) + 1, 1e-9,
  "", "a", "ab", "abcdefgh", "abcdefghi", "😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀", "A", "a`\"\\", "a".repeat(20), "a".repeat(21), "\0", "\ud800", "\udc00a", "😀", "é", "\n", "12", "-12", "-0", "012", "1e3", "1.0", "-", "+1",
  "9000000000000000000", "9000000000000000001", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1".repeat(40),
  "aGk", "aGk=", "aGl=", "aQ==", "aR==", "aGkK", "aGkKCgo=", "aG k=", "aGk=\n", "00", "0", "0g", "FF", "", "2026-02-29", "2024-02-29", "2026-13-01", "2026-01-02T03:04:05", "2026-01-02t03:04:05.123456789123z",
  "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-01-02T24:00:00Z", "up", "down", "2xx", "gone", "a@b", "a b@c", "b-c", "x", "quickfix",
  [], {}, [null], ["a"], ["a", "a"], ["a", "b", "a", "b"], ["a", 1, 2], [1, 1], [1.5], [[]], [[[]]], [[null, 1, "a"]], ["abcdefghi"], [{}], [{ kind: "hostUp" }], ["\ud800", "\ud800"],
  { a: 1 }, { a: "b" }, { a: null }, { abcdefghi: 1 }, { "\ud800": 1 }, { "\0": "a" }, { "a/b~c": 1.5, "": "x" }, { ["a".repeat(300)]: 0.5 }, { ["é".repeat(150)]: 0.5 }, { a: [{ b: 1 }] }, { a: [{ abcdefghi: "" }] }, { a: { name: 1 } },
  { name: "t", children: [{ name: "t", children: [{}] }], parent: { name: "abcdefghi" } }, [{ name: "t", chldren: [], parent: null }],
  { kind: "hostUp", host: "h", load: "x", more: 1 }, { kind: "hostdown", host: 1 }, { kind: 1, a: "\0" }, { host: "h" }, { kind: "back" }, { kind: "host-down", host: "h" }, { kind: null }, { kind: "\ud800" },
  { up: 1, "2xx": 2 }, { up: 1, down: 2 }, { fast: 1, other: 2 }, { fast: 1, slow: 2 }, "fast", "medium",
  JSON.parse('{"__proto__": 1, "constructor": 2, "kind": "toString"}'),
];

test("one wrong member at a time", async () => {
  const all = Object.keys(good).flatMap((name) => [...values.map((value) => ({ ...good, [name]: value })), omit(good, name)]);
  all.push(...values.map((email) => ({ ...good, email })), good);
  const refused = await compare("echo.everything", validate.echoEverything, all);
  assert(refused > all.length / 2 && refused < all.length - 500, `${refused} of ${all.length} are refused`);
});

function omit(object, name) {
  const { [name]: _, ...rest } = object;
  return rest;
}

test("members that are not known, and what was meant", async () => {
  const names = ["strin", "STRING", "sting", "Strings", "hexx", "he", "x", "", "in32", "int23", "cachehits", "emial", "a/b", "~", "\0", "\ud800", "é", "İnt", "ſtate", "a".repeat(41), "a".repeat(300), "é".repeat(101), "toString", "constructor"];
  await compare("echo.everything", validate.echoEverything, names.map((name) => ({ ...good, [name]: { a: "\0", "b\ud800": [1] } })));
  await compare("echo.everything", validate.echoEverything, [JSON.parse(`{"__proto__": 1}`)]);
});

test("no more than 20 are told", async () => {
  await compare("echo.everything", validate.echoEverything, [{}, { matrix: [Array(30).fill("a")] }]);
  assert.equal(validate.echoEverything({}).length, 20);
});

test("absent and null", async () => {
  const base = { nullable: null, nullList: null, nullObject: null };
  const names = ["optional", "nullable", "both", "optList", "nullList", "bothList", "optMap", "optBytes", "bothBlob", "optJSON", "optObject", "nullObject", "bothObject",
    "optUnion", "bothUnion", "optEnum", "bothEnum", "optTags", "bothTags", "optStamp", "optTag", "bothTag", "onlyKnown", "byState", "byUpDown", "bySpeed", "byKnown", "old"];
  const all = names.flatMap((name) => [...values.map((value) => ({ forms: { ...base, [name]: value } })), { forms: omit(base, name) }]);
  await compare("echo.forms", validate.echoForms, [...all, {}, { forms: null }, { forms: [] }]);
});

test("defaults may be left out, and have their rules all the same", async () => {
  const names = ["string", "tag", "bool", "int", "int64", "float", "decimal", "bytes", "hex", "date", "json", "list", "map", "state", "mode", "outcome", "nothing", "something", "person", "event", "ids"];
  await compare("echo.defaults", validate.echoDefaults, [{}, ...names.flatMap((name) => values.map((value) => ({ [name]: value })))]);
  const persons = ["type", "range", "func", "select", "home", "createdAt"];
  const base = { type: "a", select: "b" };
  await compare("echo.person", validate.echoPerson, persons.flatMap((name) => values.map((value) => ({ type: "a", person: { ...base, [name]: value } }))));
});

test("anything anywhere", async () => {
  let seed = Number(process.env.SEED ?? 1);
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const pick = (list) => list[random(list.length)];
  const any = (depth) => {
    const kind = random(depth > 3 ? 2 : 6);
    if (kind < 3) return pick(values);
    if (kind === 3) return Array.from({ length: random(4) }, () => any(depth + 1));
    return Object.fromEntries(Array.from({ length: random(4) }, () => [pick(["a", "ab", "name", "children", "parent", "kind", "host", "why", "load", "\ud800"]), any(depth + 1)]));
  };
  const all = Array.from({ length: Number(process.env.CASES ?? 500) }, () => {
    const params = { ...good };
    for (let i = random(8); i >= 0; i--) params[pick(Object.keys(good))] = any(0);
    return params;
  });
  await compare("echo.everything", validate.echoEverything, all);
});

test("values that JSON has no word for", () => {
  assert.deepEqual(validate.subtract({ minuend: NaN, subtrahend: undefined }).map((v) => [v.path, v.rule]), [["/minuend", "type"], ["/subtrahend", "required"]]);
  assert.deepEqual(validate.echoPerson(undefined), validate.echoPerson({}));
  assert.deepEqual(validate.echoPerson(null), validate.echoPerson({}));
  assert.deepEqual(validate.echoPerson({ type: new String("a") }), []);
});

test("messages by path", () => {
  assert.deepEqual(fieldErrors(validate.echoPerson({ range: "a", x: 1 })), { "/range": "must be an integer", "/x": "is not known", "/type": "is required" });
  assert.deepEqual(fieldErrors([{ path: "/a", rule: "r", message: "first" }, { path: "/a", rule: "s", message: "second" }]), { "/a": "first" });
});
