// What stands in the document or in an answer reaches the page as text alone.

/** el makes an element: el("p", {class: "quiet"}, "text", child). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null));
  return node;
}

/** inline is a line of Markdown: `code` is set as code, and all else is text. */
function inline(text) {
  return text.split(/(`[^`]+`)/).map((part) =>
    part.length > 2 && part.startsWith("`") && part.endsWith("`") ? el("code", {}, part.slice(1, -1)) : part);
}

/** markdown is the little of Markdown that descriptions need: paragraphs, lists and code. */
export function markdown(text) {
  const blocks = (text ?? "").trim().split(/\n\s*\n/).filter(Boolean);
  return blocks.map((block) => {
    const lines = block.split("\n");
    if (lines.every((line) => /^\s*[-*] /.test(line))) {
      return el("ul", {}, ...lines.map((line) => el("li", {}, ...inline(line.replace(/^\s*[-*] /, "")))));
    }
    if (block.startsWith("```")) return el("pre", {}, lines.filter((line) => !line.startsWith("```")).join("\n"));
    return el("p", {}, ...inline(lines.join(" ")));
  });
}
