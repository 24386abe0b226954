// A call as a command for a shell.
import { endpoint, schemeNamed } from "../data";
import type { Method } from "../model";
import { Num, Obj, print, type Value } from "../try/json";

/** curl is a command that makes a call. Its credentials come from the environment. */
export function curl(method: Method, params: Value | undefined): string {
  const members: [string, Value][] = [
    ["jsonrpc", "2.0"],
    ["id", new Num("1")],
    ["method", method.name],
  ];
  if (params !== undefined) members.push(["params", params]);
  const line = print(new Obj(members));
  const body = line.length < 58 ? line : print(new Obj(members), "  ");
  return [`curl -s ${quote(endpoint())}`, "-H 'Content-Type: application/json'", ...credentials(method), `-d ${quote(body)}`].join(" \\\n  ");
}

function credentials(method: Method): string[] {
  const scheme = method.auth === undefined ? undefined : schemeNamed(method.auth.scheme);
  switch (scheme?.kind) {
    case "bearer":
      return ['-H "Authorization: Bearer $TOKEN"'];
    case "basic":
      return ['-u "$USERNAME:$PASSWORD"'];
    case "apiKey":
      return scheme.header === undefined ? [] : [`-H "${scheme.header}: $API_KEY"`];
  }
  return [];
}

/** quote makes one word of a text, for any shell of Unix. */
function quote(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
