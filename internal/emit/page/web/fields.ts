// Fields and params with their types, whose insides open in place.
import { constraintsOf } from "./constraints";
import { namedOf } from "./data";
import { h, type Child } from "./dom";
import type { EnumValue, Field, Member, Named, Type } from "./model";
import { prose } from "./prose";
import { typeLink, typeName, typeText } from "./typename";
import { count, t } from "./words";

/**
 * Who sends the values. Where the caller does, what must be there stands out; where the server does, what may
 * be missing.
 */
export type Sender = "caller" | "server";

/** fieldList lists the fields of an object, or the params of a method. */
export function fieldList(fields: Field[], sender: Sender): HTMLElement {
  return h("ul.fields", fields.map((field) => fieldRow(field, sender)));
}

function fieldRow(field: Field, sender: Sender): HTMLElement {
  return h(
    "li.field-row",
    h("div.field-head", h("code.field-name", { class: field.deprecated === undefined ? "field-name" : "field-name deprecated-name" }, field.name), typeName(field.type), presence(field, sender), origin(field)),
    deprecation(field.deprecated),
    prose(field.description ?? ownDescription(field.type)),
    facts(field.type, field),
    inside(field.type, sender),
  );
}

/** presence says whether a field may be absent; whether it may be null is said by its type. */
function presence(field: Field, sender: Sender): Child[] {
  const optional = field.optional === true || (field.default !== undefined && sender === "caller");
  return [
    optional ? h("span.presence", t(sender === "caller" ? "optional" : "optional.result")) : sender === "caller" ? h("span.presence.required", t("required")) : null,
    field.type.secret ? h("span.presence", t("secret")) : null,
  ];
}

function origin(field: Field): Child {
  return field.from === undefined ? null : h("span.origin", t("from"), " ", typeLink(field.from));
}

export function deprecation(reason: string | undefined): HTMLElement | null {
  return reason === undefined ? null : h("p.note.warn", h("strong", t("deprecated"), t("colon")), reason);
}

/** ownDescription is that of a simple type by a name, which says what no field of it need say again. */
function ownDescription(type: Type): string | undefined {
  const named = namedOf(type);
  return named !== undefined && (named.shape === "alias" || named.shape === "enum") ? named.description : undefined;
}

/** facts are the constraints of a type, of what is in it, and the default of a field. */
export function facts(type: Type, field?: Field): HTMLElement | null {
  const all: Child[] = constraintsOf(type).map((rule) => h("li.fact", rule));
  const inner: [string, Type | undefined][] = [
    ["eachKey", type.key],
    [type.kind === "map" ? "eachValue" : "eachItem", type.elem],
  ];
  for (const [word, part] of inner) {
    for (const rule of part === undefined ? [] : constraintsOf(part)) all.push(h("li.fact", t(word), " ", rule));
  }
  if (field?.default !== undefined) all.push(h("li.fact", t("default"), " ", h("code", JSON.stringify(field.default))));
  return all.length === 0 ? null : h("ul.facts", all);
}

/** inside shows the values of an enumeration, and what opens of everything else. */
export function inside(type: Type, sender: Sender, open = false): Child[] {
  if (type.enum !== undefined) return [valueList(type.enum, false)];
  const named = namedOf(type);
  if (named === undefined) return [type.key, type.elem].flatMap((part) => (part === undefined ? [] : inside(part, sender, open)));
  if (named.shape === "enum") return [valueList(named.values ?? [], named.open === true)];
  if (isSimple(type)) return named.type === undefined ? [] : inside(named.type, sender);
  return [disclosure(named, sender, open)];
}

/** spread shows what is inside without anything to open, where a type has a section for itself. */
export function spread(type: Type, sender: Sender): Child[] {
  const named = namedOf(type);
  if (named === undefined || named.shape === "enum" || isSimple(type)) return inside(type, sender, true);
  return [prose(named.description, "prose.soft"), definition(named, sender)];
}

function isSimple(type: Type): boolean {
  const named = namedOf(type);
  if (named === undefined) return type.kind !== "list" && type.kind !== "map";
  return named.shape === "enum" || (named.shape === "alias" && named.type !== undefined && isSimple(named.type));
}

/** disclosure opens a type in place. What is in it is made when it opens first: types may hold themselves. */
function disclosure(named: Named, sender: Sender, open: boolean): HTMLElement {
  const body = h("div.nested-body");
  const element = h("details.nested", h("summary", h("span.visually-hidden", named.name, " "), summaryOf(named)), body);
  const build = (): void => {
    if (body.childElementCount > 0) return;
    body.append(h("div", prose(named.description), definition(named, sender)));
  };
  element.addEventListener("toggle", build);
  if (open) {
    element.open = true;
    build();
  }
  return element;
}

function summaryOf(named: Named): string {
  switch (named.shape) {
    case "object":
      return count("count.fields", named.fields?.length ?? 0);
    case "union":
      return count("count.members", named.members?.length ?? 0);
  }
  return named.type === undefined ? "" : typeText(named.type);
}

/** definition is what a named type consists of. */
export function definition(named: Named, sender: Sender): HTMLElement {
  switch (named.shape) {
    case "object":
      return named.fields?.length ? fieldList(named.fields, sender) : h("p.muted", t("noFields"));
    case "enum":
      return valueList(named.values ?? [], named.open === true);
    case "union":
      return h("div", h("p.muted", named.discriminator === undefined ? t("union.one") : [t("union.tagged"), " ", h("code", named.discriminator), t("union.tagged.then")]), h("ul.fields", (named.members ?? []).map((m) => memberRow(named, m, sender))));
    case "alias":
      return named.type === undefined ? h("div") : h("div.alias", h("div.field-head", typeName(named.type)), facts(named.type), inside(named.type, sender));
  }
}

function memberRow(union: Named, member: Member, sender: Sender): HTMLElement {
  const tag = member.tag === undefined ? null : h("code.field-name", `${union.discriminator}: ${JSON.stringify(member.tag)}`);
  return h("li.field-row", h("div.field-head", tag, typeName(member.type)), facts(member.type), inside(member.type, sender));
}

function valueList(values: EnumValue[], open: boolean): HTMLElement {
  return h(
    "ul.values",
    { "aria-label": t("values") },
    values.map((v) => h("li", h("code", JSON.stringify(v.value)), v.key === undefined ? null : h("span.muted", " ", v.key))),
    open ? h("li.muted", t("openEnum")) : null,
  );
}
