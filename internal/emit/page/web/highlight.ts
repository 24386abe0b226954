// A little colour for code: strings, numbers, keywords, comments, names of members.
import { h } from "./dom";

export type Code = "json" | "ts" | "go" | "sh" | "text";

const keywords: Record<Code, RegExp | undefined> = {
  json: /^(true|false|null)$/,
  ts: /^(import|from|const|await|new|async|true|false|null|undefined|as)$/,
  go: /^(package|import|func|var|if|return|nil|true|false|new|err|map)$/,
  sh: /^(curl|export)$/,
  text: undefined,
};

const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\/[^\n]*|-?\b\d[\w.+-]*|[A-Za-z_$][\w$]*|[^"'`/\w$-]+|[^]/g;

const shellToken = /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z_$][\w$]*|[^"'\w$]+|[^]/g;

/** colour splits a text into nodes. What they hold is the text, character by character. */
export function colour(text: string, code: Code): Node[] {
  if (code === "text" || text.length > 200_000) return [document.createTextNode(text)];
  const nodes: Node[] = [];
  const keyword = keywords[code];
  for (const match of text.matchAll(code === "sh" ? shellToken : token)) {
    const word = match[0];
    const kind = kindOf(word, code, keyword, text.slice(match.index + word.length, match.index + word.length + 2));
    nodes.push(kind === "" ? document.createTextNode(word) : h(`span.code-${kind}`, word));
  }
  return nodes;
}

function kindOf(word: string, code: Code, keyword: RegExp | undefined, after: string): string {
  const first = word[0] ?? "";
  if (first === '"' || first === "'" || first === "`") return code === "json" && after.startsWith(":") ? "name" : word.length > 1 ? "string" : "";
  if (word.startsWith("//")) return "comment";
  if (/^-?\d/.test(word)) return "number";
  if (keyword?.test(word)) return "keyword";
  if ((code === "ts" || code === "go") && /^[A-Za-z_]/.test(word) && after.startsWith(":")) return "name";
  return "";
}
