// JSON without loss: numbers keep their digits, objects keep the order of their members and those
// given twice. What a person writes is what is sent, and what came is what is shown.

/** A number, as written. */
export class Num {
  constructor(readonly text: string) {}
}

/** An object: its members in order. */
export class Obj {
  constructor(readonly members: [string, Value][] = []) {}

  get(name: string): Value | undefined {
    return this.members.find(([key]) => key === name)?.[1];
  }
}

export type Value = null | boolean | string | Num | Value[] | Obj;

/** Where a text stops being JSON. */
export class NotJSON extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
  ) {
    super(`line ${line}, column ${column}`);
  }
}

const numeral = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** Whether a text is a number of JSON. */
export function isNumeral(text: string): boolean {
  return numeral.test(text);
}

const wordly = /[^\s,:[\]{}"]*/y;
const deepest = 500; // beyond it the browser's stack would end first

/** Parses a text that holds one value. */
export function parse(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Value {
    this.space();
    if (depth > deepest) this.fail();
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.list(depth);
      case '"':
        return this.string();
      case undefined:
        return this.fail();
    }
    return this.word();
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail();
  }

  private object(depth: number): Obj {
    const members: [string, Value][] = [];
    this.at++;
    if (this.take("}")) return new Obj(members);
    do {
      this.space();
      const name = this.text[this.at] === '"' ? this.string() : this.fail();
      this.need(":");
      members.push([name, this.value(depth + 1)]);
    } while (this.take(","));
    this.need("}");
    return new Obj(members);
  }

  private list(depth: number): Value[] {
    const items: Value[] = [];
    this.at++;
    if (this.take("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.take(","));
    this.need("]");
    return items;
  }

  private string(): string {
    const start = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      this.at += this.text[this.at] === "\\" ? 2 : 1;
    }
    const token = this.text.slice(start, ++this.at);
    try {
      return JSON.parse(token) as string;
    } catch {
      this.at = start;
      return this.fail();
    }
  }

  private word(): Value {
    wordly.lastIndex = this.at;
    const word = wordly.exec(this.text)![0];
    const value = word === "null" ? null : word === "true" ? true : word === "false" ? false : isNumeral(word) ? new Num(word) : undefined;
    if (value === undefined) return this.fail();
    this.at += word.length;
    return value;
  }

  private space(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
  }

  private take(mark: string): boolean {
    this.space();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private need(mark: string): void {
    if (!this.take(mark)) this.fail();
  }

  private fail(): never {
    const before = this.text.slice(0, this.at).split("\n");
    throw new NotJSON(before.length, before.at(-1)!.length + 1);
  }
}

/** Prints a value; with an indent it takes a line a member, and short lists of scalars one in all. */
export function print(value: Value | undefined, indent = "", margin = ""): string {
  if (value === undefined) return "";
  if (value instanceof Num) return value.text;
  if (Array.isArray(value)) return printList(value, indent, margin);
  if (value instanceof Obj) {
    const members = value.members.map(([name, v]) => JSON.stringify(name) + (indent ? ": " : ":") + print(v, indent, margin + indent));
    return block("{", members, "}", indent, margin);
  }
  return JSON.stringify(value);
}

function printList(items: Value[], indent: string, margin: string): string {
  const inner = items.map((item) => print(item, indent, margin + indent));
  const line = `[${inner.join(indent ? ", " : ",")}]`;
  if (items.every(isScalar) && line.length < 72) return line;
  return block("[", inner, "]", indent, margin);
}

function block(open: string, lines: string[], close: string, indent: string, margin: string): string {
  if (lines.length === 0 || !indent) return open + lines.join(",") + close;
  return `${open}\n${lines.map((line) => margin + indent + line).join(",\n")}\n${margin}${close}`;
}

export function isScalar(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof Obj);
}

/** The value of a literal of the spec, which holds no numbers that JavaScript could not. */
export function fromPlain(plain: unknown): Value {
  return parse(JSON.stringify(plain ?? null));
}

/** The value as JavaScript has it: code samples take it, requests do not. */
export function toPlain(value: Value | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(print(value));
}

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return print(a) === print(b) && (a === undefined) === (b === undefined);
}

/** The parts of a JSON Pointer. */
export function pointer(path: string): string[] {
  return path
    .split("/")
    .slice(1)
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** The JSON Pointer of its parts. */
export function pointerOf(parts: string[]): string {
  return parts.map((part) => "/" + part.replace(/~/g, "~0").replace(/\//g, "~1")).join("");
}
