// What must compile, and what must not: each line below @ts-expect-error has to be an error.
import { createClient } from "../e2e/client.js";
import type { Event, Forms, Mode, Nest, Person, PersonInput, Tags } from "../e2e/client.js";

const api = createClient({ url: "/api", token: "t", key: () => "k", door: { username: "ali", password: "sesame" } });
// @ts-expect-error a scheme with a user name and a password
createClient({ url: "/api", door: "sesame" });

export async function defaults(): Promise<Person | null> {
  const sent: PersonInput = { type: "a", select: "b" };
  const answered = await api.echo.person({ type: "a", person: sent });
  // @ts-expect-error what has a default is always there in an answer
  const wrong: Person = { type: "a", select: "b" };
  const range: number = answered?.range ?? wrong.range;
  return range > 0 ? answered : null;
}

export function forms(form: Forms): (string | null | undefined)[] {
  const optional: string | undefined = form.optional;
  const both: string | null | undefined = form.both;
  // @ts-expect-error it may be null, and not absent
  const nullable: string | undefined = form.nullable;
  // @ts-expect-error it may be absent, and not null
  form.optional = null;
  form.both = null;
  // @ts-expect-error it may not be absent
  const made: Forms = { nullList: null, nullObject: null };
  return [optional, both, nullable, made.nullable];
}

export const mode: Mode = "anything";
export const nest: Nest = [[], [[]]];
export const tags: Tags = ["a"];
export const event: Event = { kind: "host-down", host: "h", why: null };
// @ts-expect-error a tag that is none
export const unknown: Event = { kind: "gone", host: "h" };
export const big: Promise<string> = api.echo.everything({} as Parameters<typeof api.echo.everything>[0]).then((all) => all.int64);
