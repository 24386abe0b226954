/** Whether a string has neither U+0000 nor half of a surrogate pair, which the server refuses. */
export function isSound(s: string): boolean {
  return !/[\0\ud800-\udfff]/u.test(s); // by the flag u, a pair is one character
}

/** The string with U+FFFD for each half of a surrogate pair. */
export function sound(s: string): string {
  return s.replace(/[\ud800-\udfff]/gu, "\ufffd");
}

function bytesOf(s: string): Uint8Array {
  return new TextEncoder().encode(s);
}

/** A name as a part of a path. Names over 200 bytes are cut. */
export function pathElement(name: string): string {
  let text = sound(name);
  if (bytesOf(text).length > 200) {
    let length = 0;
    const kept = [...text].filter((c) => (length += bytesOf(c).length) <= 200);
    text = kept.join("") + "…";
  }
  return "/" + text.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The longest name that likely ones are looked for. */
const suggestBytes = 40;

/** What is said of a member that is not known, with the name that was likely meant. */
export function unknownMessage(name: string, names: readonly string[]): string {
  const likely = closest(name, names);
  return likely === undefined ? "is not known" : `is not known (did you mean ${JSON.stringify(likely)}?)`;
}

function closest(name: string, names: readonly string[]): string | undefined {
  const length = bytesOf(name).length;
  if (length > suggestBytes) {
    return undefined;
  }
  let best = 1 + Math.max(1, Math.min(Math.floor(length / 3), 3));
  let found: string | undefined;
  for (const candidate of names) {
    if (candidate.length > suggestBytes || Math.abs(candidate.length - length) >= best) {
      continue;
    }
    const n = editDistance(bytesOf(lower(name)), bytesOf(lower(candidate)));
    if (n < best) {
      best = n;
      found = candidate;
    }
  }
  return found;
}

/** Each character by itself in lower case. */
function lower(s: string): string {
  return [...s].map((c) => [...c.toLowerCase()][0]).join("");
}

/** How many bytes have to be inserted, deleted, replaced or exchanged with their neighbours. */
function editDistance(a: Uint8Array, b: Uint8Array): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
