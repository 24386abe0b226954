import type { RpcShape } from "./shape.js";

/** The text of a number as it is sent, or undefined where the value is of another kind. */
export function textOf(is: RpcShape["is"], value: unknown): string | undefined {
  const text = typeof value === "number" || (is === "int64" && typeof value === "string") ? String(value) : undefined;
  if (text === undefined || is === "float") {
    return text;
  }
  const digits = /^-?(0|[1-9]\d*)$/; // so that 1e21, which is sent as it stands here, is none
  return digits.test(text) ? text : undefined;
}

/** The least and the greatest value of a type. */
const ranges: { readonly [kind: string]: readonly [bigint, bigint] } = {
  int: [-(2n ** 53n) + 1n, 2n ** 53n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

interface RpcBroken {
  readonly rule: string;
  readonly message: string;
  readonly limit: number;
}

/** What a number breaks: the range of its type, or rules; and what it counts as. */
export function numberRules(shape: RpcShape, text: string): { range?: string; rules: RpcBroken[]; counts: number | bigint } {
  const range = ranges[shape.is];
  if (!range) {
    return { rules: broken(shape, Number(text)), counts: Number(text) };
  }
  const n = BigInt(text);
  if (n < range[0] || n > range[1]) {
    return { range: `must be an integer from ${range[0]} to ${range[1]}`, rules: [], counts: 0n };
  }
  return { rules: broken(shape, n), counts: n };
}

function broken(shape: RpcShape, n: number | bigint): RpcBroken[] {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = shape;
  const all: RpcBroken[] = [];
  const add = (rule: string, words: string, limit: number | bigint | undefined, holds: (limit: number | bigint) => boolean): void => {
    if (limit !== undefined && !holds(limit)) {
      all.push({ rule, message: `must be ${words} ${limit}`, limit: Number(limit) });
    }
  };
  add("minimum", "at least", minimum, (limit) => n >= limit);
  add("exclusiveMinimum", "greater than", exclusiveMinimum, (limit) => n > limit);
  add("maximum", "at most", maximum, (limit) => n <= limit);
  add("exclusiveMaximum", "less than", exclusiveMaximum, (limit) => n < limit);
  add("multipleOf", "a multiple of", multipleOf, (limit) => isMultiple(n, limit));
  return all;
}

/** Divides decimals: as binary fractions, 0.3 is no multiple of 0.1. */
function isMultiple(n: number | bigint, of: number | bigint): boolean {
  if (typeof n === "bigint") {
    return n % BigInt(of) === 0n;
  }
  const [digits, exponent] = decimalOf(n);
  const [divisor, divisorExponent] = decimalOf(Number(of));
  const unit = Math.min(exponent, divisorExponent);
  return (digits * 10n ** BigInt(exponent - unit)) % (divisor * 10n ** BigInt(divisorExponent - unit)) === 0n;
}

/** The shortest decimal for a number, as digits and a power of ten. */
function decimalOf(n: number): [digits: bigint, exponent: number] {
  const [mantissa = "", exponent = ""] = n.toExponential().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
