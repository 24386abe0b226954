import { redraw } from "./screen";
import { english } from "./words_en";
import { chinese } from "./words_zh";

/** What the interface says. A text with parts that differ is a function. */
export type Words = typeof english;

const languages = { en: english, zh: chinese };
export type Language = keyof typeof languages;

/** The language of the interface. */
export let language: Language = navigator.language.startsWith("zh") ? "zh" : "en";
/** The words of that language. */
export let t: Words = languages[language];
document.documentElement.lang = language;

export function speak(next: Language): void {
  language = next;
  t = languages[next];
  document.documentElement.lang = next;
  redraw();
}

export function day(time: string): string {
  return new Date(time).toLocaleDateString(language, { dateStyle: "medium" });
}

