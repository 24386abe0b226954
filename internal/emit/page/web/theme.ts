// Light, dark, or what the system says.
import { recall, remember } from "./words";

export type Scheme = "auto" | "light" | "dark";

const stored = "trunkline-scheme";

export function currentScheme(): Scheme {
  const chosen = document.documentElement.dataset["scheme"];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

/** setScheme remembers a choice for the next time. */
export function setScheme(scheme: Scheme): void {
  if (scheme === "auto") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
  remember(stored, scheme === "auto" ? null : scheme);
}

/** restoreScheme brings back what was chosen before. */
export function restoreScheme(): void {
  const chosen = recall(stored);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset["scheme"] = chosen;
}
