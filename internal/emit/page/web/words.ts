// The words of the interface, in two languages. What stands in a spec is shown as it was written.
import { readWords } from "./words_read";

export type Language = "en" | "zh";

/** A word in both languages. "{0}" and "{1}" are replaced by what is passed to t. */
export type Words = Record<string, readonly [en: string, zh: string]>;

const stored = "trunkline-language";
const tables: Words[] = [readWords];
let language: Language = preferred();

/** addWords adds a table, such as that of the console. */
export function addWords(words: Words): void {
  tables.push(words);
}

/** t is a word of the interface in the language of the person. */
export function t(word: string, ...values: (string | number)[]): string {
  const pair = tables.find((table) => word in table)?.[word];
  const text = pair === undefined ? word : pair[language === "zh" ? 1 : 0];
  return text.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ""));
}

/** count is a word with a number. Where there is one of the kind, it is the word that ends with ".one". */
export function count(word: string, n: number): string {
  return t(n === 1 ? `${word}.one` : word, n);
}

export function currentLanguage(): Language {
  return language;
}

/** setLanguage remembers a choice for the next time. */
export function setLanguage(chosen: Language): void {
  language = chosen;
  remember(stored, chosen);
}

function preferred(): Language {
  const chosen = recall(stored);
  if (chosen === "en" || chosen === "zh") return chosen;
  for (const tag of navigator.languages) {
    if (/^zh\b/i.test(tag)) return "zh";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

/** remember keeps a choice of the person in this browser, where that is allowed. Secrets never go here. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The browser keeps nothing: the choice holds until the page is left.
  }
}

/** recall is what was remembered. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
