import type { Labels } from "smartops-api-client";

/** Labels as people write them: `role=web`, with whatever stands between two of them. */
export function readLabels(text: string, between: RegExp): Labels {
  const labels: Labels = {};
  for (const part of text.split(between)) {
    const [key = "", ...value] = part.split("=");
    if (part.trim()) {
      labels[key.trim()] = value.join("=").trim();
    }
  }
  return labels;
}

export function writeLabels(labels: Labels, between: string): string {
  return sortedLabels(labels).map(([key, value]) => `${key}=${value}`).join(between);
}

/** Labels by key. The server sends them in any order. */
export function sortedLabels(labels: Labels): [key: string, value: string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}
