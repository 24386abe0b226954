// A call by the Go client.
import { endpoint, schemeNamed } from "../data";
import type { Method } from "../model";
import type { Obj } from "../try/json";
import { fieldLiteral, members, Misfit, quote } from "./goliteral";
import { lay, type Style } from "./layout";

const style: Style = { indent: "\t", width: 84, aligned: true };

/** golang is a call with params by name, or undefined where the values fit no Go type. */
export function golang(method: Method, params: Obj | undefined): string | undefined {
  try {
    return [`c := client.New(${quote(endpoint())}, client.Options{${credentials(method)}})`, ...callLines(method, params)].join("\n");
  } catch (error) {
    if (error instanceof Misfit) return undefined;
    throw error;
  }
}

function credentials(method: Method): string {
  const scheme = method.auth === undefined ? undefined : schemeNamed(method.auth.scheme);
  if (scheme?.go === undefined) return "";
  if (scheme.kind === "basic") return `${scheme.go}: &rpc.BasicCredentials{Username: username, Password: password}`;
  return `${scheme.go}: rpc.StaticToken(token)`;
}

function callLines(method: Method, params: Obj | undefined): string[] {
  const [before, argument] = argumentOf(method, params);
  const head = method.result === undefined ? "if err := " : "result, err := ";
  const begin = `${head}c.${method.go}(ctx${argument === undefined ? "" : ", "}`;
  const tail = method.result === undefined ? "; err != nil {" : "\nif err != nil {";
  return [...before, `${begin}${argument === undefined ? "" : argument(begin.length)})${tail}`, "\treturn err", "}"];
}

type Argument = (before: number) => string;

/** argumentOf makes params with defaults by rpc.Defaults, and others at once. */
function argumentOf(method: Method, params: Obj | undefined): [string[], Argument | undefined] {
  if (method.goParams === undefined) return [[], undefined];
  if (method.params.some((p) => p.default !== undefined)) return [assignments(method, params), () => "params"];
  if ((params === undefined || params.members.length === 0) && method.params.every((p) => p.optional)) return [[], () => "nil"];
  const literal = { open: `&api.${method.goParams}{`, items: params === undefined ? [] : members(method.params, params), close: "}", spaced: false };
  return [[], (before) => lay(literal, style, "", before)];
}

function assignments(method: Method, params: Obj | undefined): string[] {
  const lines = [`params := rpc.Defaults[api.${method.goParams}]()`];
  for (const [name, value] of params?.members ?? []) {
    const field = method.params.find((p) => p.name === name);
    if (field === undefined) throw new Misfit();
    const begin = `params.${field.go} = `;
    lines.push(begin + lay(fieldLiteral(field, value), style, "", begin.length));
  }
  return lines;
}
