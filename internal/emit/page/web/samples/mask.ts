// Values without their secrets: what is shown and shared says ******** in their place.
import { schemeNamed, typeNamed } from "../data";
import type { Field, Method, Type } from "../model";
import { Obj, type Value } from "../try/json";

export const masked = "********";

/** maskParams hides the secrets of params, by name or by position. */
export function maskParams(method: Method, params: Value): Value {
  if (params instanceof Obj) return maskObject(method.params, params, tokenParam(method));
  return Array.isArray(params) ? params.map((value, i) => maskField(method.params[i], value)) : params;
}

function tokenParam(method: Method): string | undefined {
  return method.auth === undefined ? undefined : schemeNamed(method.auth.scheme)?.param;
}

function maskObject(fields: Field[], object: Obj, token?: string): Obj {
  return new Obj(
    object.members.map(([name, value]) => {
      const field = fields.find((f) => f.name === name);
      if (field === undefined) return [name, name === token && typeof value === "string" ? masked : value];
      return [name, maskField(field, value)];
    }),
  );
}

function maskField(field: Field | undefined, value: Value): Value {
  return field === undefined ? value : mask(field.type, value);
}

/** mask hides what a type says is secret. */
export function mask(type: Type, value: Value): Value {
  if (typeof value === "string") return isSecret(type) ? masked : value;
  const named = type.ref === undefined ? undefined : typeNamed(type.ref);
  if (named?.type !== undefined) return mask(named.type, value);
  const elem = type.elem;
  if (Array.isArray(value)) return elem === undefined ? value : value.map((item) => mask(elem, item));
  if (!(value instanceof Obj)) return value;
  if (elem !== undefined) return new Obj(value.members.map(([name, member]) => [name, mask(elem, member)]));
  if (named?.fields !== undefined) return maskObject(named.fields, value);
  const member = named?.members?.find((m) => m.tag === undefined || m.tag === value.get(named.discriminator ?? ""));
  return member === undefined ? value : mask(member.type, value);
}

function isSecret(type: Type): boolean {
  if (type.secret) return true;
  const named = type.ref === undefined ? undefined : typeNamed(type.ref);
  if (named?.type !== undefined) return isSecret(named.type);
  return named?.members?.some((m) => isSecret(m.type)) ?? false;
}
