import { isObject } from "./errors.js";
import type { Violation } from "./errors.js";
import { isSound, pathElement } from "./text.js";

/** How many violations there are at most. */
const maxViolations = 20;

/** Gathers what is wrong with a value. */
export class RpcFindings {
  readonly found: Violation[] = [];

  get stopped(): boolean {
    return this.found.length >= maxViolations;
  }

  fail(path: string, rule: string, message: string, limit?: unknown): void {
    if (!this.stopped) {
      this.found.push(limit === undefined ? { path, rule, message } : { path, rule, message, limit });
    }
  }

  /** Looks into a value that nobody asked for: no string may be broken. */
  skip(value: unknown, path: string): undefined {
    if (typeof value === "string" && !isSound(value)) {
      this.unsound(path);
    } else if (Array.isArray(value)) {
      value.forEach((item, i) => this.skip(item, `${path}/${i}`));
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const at = path + pathElement(name);
        if (!isSound(name)) {
          this.unsound(at);
        }
        this.skip(member, at);
      }
    }
  }

  unsound(path: string): void {
    this.fail(path, "unicode", "must not have U+0000 or half of a surrogate pair");
  }

  size(n: number, path: string, noun: string, [minRule, min]: [string, number | undefined], [maxRule, max]: [string, number | undefined]): void {
    if (min !== undefined && n < min) {
      this.fail(path, minRule, `must have at least ${count(min, noun)}`, min);
    }
    if (max !== undefined && n > max) {
      this.fail(path, maxRule, `must have at most ${count(max, noun)}`, max);
    }
  }

  oneOf(all: readonly (string | number)[] | undefined, value: string | number, path: string, rule: string): void {
    if (!all || all.includes(value)) {
      return;
    }
    const texts = all.map((one) => JSON.stringify(one));
    const more = texts.length > 10 ? ` and ${texts.length - 10} more` : "";
    this.fail(path, rule, `must be ${all.length > 1 ? "one of " : ""}${texts.slice(0, 10).join(", ")}${more}`, all);
  }
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
