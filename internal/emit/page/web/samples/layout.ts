// Literals, on one line where they fit and on several where they do not.

/** A literal: words, or something in brackets. */
export type Literal = string | Group;

export interface Group {
  /** "{", "[]api.Host{" */
  open: string;
  items: Item[];
  close: string;
  /** Whether a space stands inside of the brackets on one line. */
  spaced: boolean;
}

export interface Item {
  /** "name: ", or nothing. */
  key: string;
  value: Literal;
}

export interface Style {
  indent: string;
  width: number;
  /** Whether values of lines that follow each other are aligned, as gofmt does. */
  aligned: boolean;
}

/** lay writes a literal that begins behind so many characters of a line with that margin. */
export function lay(literal: Literal, style: Style, margin: string, before: number): string {
  const line = flat(literal);
  if (typeof literal === "string" || before + line.length <= style.width || literal.items.length === 0) return line;
  const deeper = margin + style.indent;
  const values = literal.items.map((item) => lay(item.value, style, deeper, deeper.length + item.key.length));
  const keys = literal.items.map((item) => item.key);
  const padded = style.aligned ? align(keys, values) : keys;
  const lines = values.map((value, i) => `${deeper}${padded[i]}${value},\n`);
  return `${literal.open}\n${lines.join("")}${margin}${literal.close}`;
}

/** align pads the keys of values of one line that follow each other. */
function align(keys: string[], values: string[]): string[] {
  const padded = [...keys];
  for (let from = 0; from < keys.length; from++) {
    let to = from;
    while (to < keys.length && !values[to]?.includes("\n")) to++;
    const width = Math.max(0, ...keys.slice(from, to).map((key) => key.length));
    for (let i = from; i < to; i++) padded[i] = keys[i]?.padEnd(width) ?? "";
    from = to;
  }
  return padded;
}

/** flat writes a literal on one line. */
export function flat(literal: Literal): string {
  if (typeof literal === "string") return literal;
  const inner = literal.items.map((item) => item.key + flat(item.value)).join(", ");
  const space = literal.spaced && inner !== "" ? " " : "";
  return literal.open + space + inner + space + literal.close;
}
