// Every page has a link of its own: #/method/user.verify, #/type/Host, #/error/HostExists, #/batch, #/.

export interface Route {
  page: "overview" | "method" | "type" | "error" | "batch";
  /** Of a method, a type or an error. */
  name: string;
  /** What follows a question mark, such as a call that was shared. */
  query: URLSearchParams;
}

/** parse reads the hash of an address. What it does not know is the overview. */
export function parse(hash: string): Route {
  const [path = "", query = ""] = split(hash.replace(/^#\/?/, ""), "?");
  const [page = "", name = ""] = split(path, "/");
  const route = { name: decode(name), query: new URLSearchParams(query) };
  switch (page) {
    case "method":
    case "type":
    case "error":
    case "batch":
      return { page, ...route };
  }
  return { page: "overview", name: "", query: route.query };
}

/** link is the address of a page. */
export function link(page: Route["page"], name = ""): string {
  if (page === "overview") return "#/";
  return name === "" ? `#/${page}` : `#/${page}/${encodeURIComponent(name)}`;
}

export const current = (): Route => parse(location.hash);

function split(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // somebody wrote a lone %
  }
}

/**
 * follow calls show for the page of the address, now and whenever it changes, and then settle, which says where
 * the focus goes. A page that is reached by a link begins at its top; one that is reached by going back, where
 * it was left.
 */
export function follow(show: (route: Route) => void, settle: (route: Route, first: boolean) => void): void {
  const left = new Map<string, number>();
  let here = location.hash;
  let clicked = false;
  history.scrollRestoration = "manual";
  addEventListener("click", (event) => (clicked = event.target instanceof Element && event.target.closest('a[href^="#"]') !== null), true);
  addEventListener("hashchange", () => {
    left.set(here, scrollY);
    const top = clicked ? 0 : (left.get(location.hash) ?? 0);
    here = location.hash;
    clicked = false;
    show(current());
    scrollTo(0, top);
    settle(current(), false);
  });
  show(current());
  settle(current(), true);
}
