import { isObject } from "./errors.js";
import type { Violation } from "./errors.js";
import { RpcFindings } from "./findings.js";
import { base64Length, formats, isDate, isDecimal, timeOf } from "./formats.js";
import { numberRules, textOf } from "./numbers.js";
import type { RpcShape } from "./shape.js";
import { isSound, pathElement, sound, unknownMessage } from "./text.js";

/** What a value counts as where it is compared with others. Of a wrong one it is what stands for none. */
type RpcValue = string | number | bigint | boolean | undefined;

/** Holds values to shapes, as the server does, in the order in which the server reads them. */
export class RpcChecker extends RpcFindings {
  readonly #lenient: boolean;

  constructor(lenient: boolean) {
    super();
    this.#lenient = lenient;
  }

  /** Checks a value, which is as JSON reads it. */
  check(shape: RpcShape, value: unknown, path: string): RpcValue {
    if (this.stopped || (shape.nullable && value === null)) {
      return undefined;
    }
    switch (shape.is) {
      case "ref":
        return this.check(shape.ref!(), value, path);
      case "object":
        return this.#object(shape, value, path);
      case "tagged":
        return this.#tagged(shape, value, path);
      case "union":
        return this.#union(shape, value, path);
      case "list":
        return this.#list(shape, value, path);
      case "map":
        return this.#map(shape, value, path);
      case "json":
        return this.skip(value, path);
      case "boolean":
        return typeof value === "boolean" ? value : this.#wrong("a boolean", value, path, false);
      case "int":
      case "int32":
      case "int64":
      case "float":
        return this.#number(shape, value, path);
    }
    return this.#string(shape, value, path);
  }

  #wrong<Zero extends RpcValue>(want: string, value: unknown, path: string, zero: Zero): Zero {
    this.fail(path, "type", `must be ${want}`);
    this.skip(value, path);
    return zero;
  }

  #string(shape: RpcShape, value: unknown, path: string): RpcValue {
    if (typeof value !== "string") {
      return this.#wrong(wanted[shape.is] ?? "a string", value, path, "");
    }
    if (!isSound(value)) {
      this.unsound(path);
      return "";
    }
    switch (shape.is) {
      case "decimal":
        return this.#require(isDecimal(value), value, path, "format", "must be the text of a number", "decimal");
      case "date":
        return this.#require(isDate(value), value, path, "format", "must be a day written as YYYY-MM-DD", "date");
      case "time":
        return this.#require(timeOf(value) !== undefined, timeOf(value) ?? "", path, "format", "must be an RFC 3339 time with an offset", "date-time");
      case "base64":
        return this.#bytes(shape, base64Length(value), path, "must be base64 with padding");
      case "hex":
        return this.#bytes(shape, /^([\da-f]{2})*$/i.test(value) ? value.length / 2 : undefined, path, "must be pairs of hexadecimal digits");
    }
    this.#text(shape, value, path);
    return value;
  }

  #require(holds: boolean, value: RpcValue, path: string, rule: string, message: string, limit: string): RpcValue {
    if (!holds) {
      this.fail(path, rule, message, limit);
    }
    return value;
  }

  #bytes(shape: RpcShape, length: number | undefined, path: string, message: string): undefined {
    if (length === undefined) {
      this.fail(path, "encoding", message, shape.is);
    } else {
      this.size(length, path, "byte", ["minLength", shape.minLength], ["maxLength", shape.maxLength]);
    }
  }

  /** The rules of a string. */
  #text(shape: RpcShape, value: string, path: string): void {
    this.size([...value].length, path, "character", ["minLength", shape.minLength], ["maxLength", shape.maxLength]);
    for (const [expression, pattern] of Object.entries(shape.patterns ?? {})) {
      if (!pattern.test(value)) {
        this.fail(path, "pattern", `must match the pattern ${expression}`, expression);
      }
    }
    for (const name of shape.formats ?? []) {
      if (!formats[name]!.matches(value)) {
        this.fail(path, "format", `must be ${formats[name]!.noun}`, name);
      }
    }
    this.oneOf(shape.enum, value, path, "enum");
  }

  #number(shape: RpcShape, value: unknown, path: string): RpcValue {
    if (shape.is === "int64" && typeof value === "string" && !isSound(value)) {
      this.unsound(path);
      return 0n;
    }
    const text = textOf(shape.is, value);
    if (text === undefined) {
      return this.#wrong(wanted[shape.is]!, value, path, 0);
    }
    const { range, rules, counts } = numberRules(shape, text);
    if (range) {
      this.fail(path, "range", range);
      return counts;
    }
    for (const { rule, message, limit } of rules) {
      this.fail(path, rule, message, limit);
    }
    this.oneOf(shape.enum, Number(text), path, "enum");
    return counts;
  }

  #list(shape: RpcShape, value: unknown, path: string): undefined {
    if (!Array.isArray(value)) {
      return this.#wrong("an array", value, path, undefined);
    }
    const seen: RpcValue[] = [];
    for (const item of value.slice(0, shape.maxItems)) {
      const at = `${path}/${seen.length}`;
      const counts = this.check(shape.of!, item, at);
      const first = seen.indexOf(counts);
      if (shape.uniqueItems && first >= 0) {
        this.fail(at, "uniqueItems", `must not be the same as item ${first}`);
      }
      seen.push(counts);
    }
    this.size(value.length, path, "item", ["minItems", shape.minItems], ["maxItems", shape.maxItems]);
  }

  #map(shape: RpcShape, value: unknown, path: string): undefined {
    if (!isObject(value)) {
      return this.#wrong("an object", value, path, undefined);
    }
    const entries = Object.entries(value);
    for (const [key, member] of entries.slice(0, shape.maxProperties)) {
      const at = path + pathElement(key);
      if (!isSound(key)) {
        this.unsound(at);
      }
      if (shape.keys) {
        this.#text(shape.keys, sound(key), at);
      }
      this.check(shape.of!, member, at);
    }
    this.size(entries.length, path, "member", ["minProperties", shape.minProperties], ["maxProperties", shape.maxProperties]);
  }

  #object(shape: RpcShape, value: unknown, path: string, tag?: string): undefined {
    if (!isObject(value)) {
      return this.#wrong("an object", value, path, undefined);
    }
    const fields = shape.fields!;
    for (const [name, member] of Object.entries(value)) {
      const at = path + pathElement(name);
      if (Object.hasOwn(fields, name)) {
        this.check(fields[name]!, member, at);
      } else if (name !== tag) {
        this.#unknown(name, Object.keys(fields), at);
        this.skip(member, at);
      }
    }
    for (const [name, field] of Object.entries(fields)) {
      if (!field.optional && !Object.hasOwn(value, name)) {
        this.fail(path + pathElement(name), "required", "is required");
      }
    }
  }

  #unknown(name: string, names: readonly string[], path: string): void {
    if (!isSound(name)) {
      this.unsound(path);
    } else if (!this.#lenient) {
      this.fail(path, "unknown", unknownMessage(name, names));
    }
  }

  #tagged(shape: RpcShape, value: unknown, path: string): undefined {
    if (!isObject(value)) {
      return this.#wrong("an object", value, path, undefined);
    }
    const name = shape.tag!;
    const tags = shape.tags!;
    const tag = Object.hasOwn(value, name) ? value[name] : undefined;
    const at = path + pathElement(name);
    if (typeof tag === "string" && Object.hasOwn(tags, tag)) {
      return this.#object(this.#resolve(tags[tag]!), value, path, name);
    }
    if (tag === undefined) {
      this.fail(at, "required", "is required");
    } else if (typeof tag === "string") {
      this.oneOf(Object.keys(tags), tag, at, "discriminator");
    } else {
      this.fail(at, "type", "must be a string");
    }
    this.skip(value, path);
  }

  #union(shape: RpcShape, value: unknown, path: string): RpcValue {
    const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    const member = shape.kinds![kind];
    return member ? this.check(member, value, path) : this.#wrong(shape.want!, value, path, undefined);
  }

  #resolve(shape: RpcShape): RpcShape {
    return shape.is === "ref" ? this.#resolve(shape.ref!()) : shape;
  }
}

/** What is wanted where the value is of another kind. */
const wanted: { readonly [kind: string]: string } = {
  int: "an integer",
  int32: "an integer",
  int64: "a string of digits or an integer",
  float: "a number",
  decimal: "a string with a number",
  time: "a string with a time",
  date: "a string with a date",
  base64: "a string in base64",
  hex: "a string in hex",
};

/** What the server would refuse in params, which are sent as JSON. */
export function violationsIn(params: unknown, shape: RpcShape, lenient: boolean): Violation[] {
  const checker = new RpcChecker(lenient);
  checker.check(shape, JSON.parse(JSON.stringify(params ?? {}) ?? "{}"), "");
  return checker.found;
}
