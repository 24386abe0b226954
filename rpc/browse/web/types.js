import { el, markdown } from "./dom.js";

const nameOf = (ref) => decodeURIComponent(ref.split("/").pop()).replaceAll("~1", "/").replaceAll("~0", "~");

/** typeText is a schema in a few words, in which the names of types are links. */
export function typeText(schema = {}) {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return el("a", { href: "#type/" + encodeURIComponent(name) }, name);
  }
  const several = schema.anyOf ?? schema.oneOf ?? (schema.allOf && schema.allOf.slice(0, 1));
  if (several) return join(several.map(typeText), " | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum && !schema.properties) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return join(["list of ", typeText(schema.items)], "");
  if (schema.type === "object" && schema.properties) return "object";
  if (schema.type === "object") return join(["map of ", typeText(schema.additionalProperties)], "");
  if (Array.isArray(schema.type)) return schema["x-format"] ?? schema.type.join(" | ");
  return schema.format ?? schema.type ?? "any JSON";
}

function join(parts, between) {
  const span = el("span");
  parts.forEach((part, i) => span.append(...(i > 0 ? [between] : []), part));
  return span;
}

const limits = {
  minLength: "at least $ characters", maxLength: "at most $ characters", pattern: "matches $",
  minimum: "at least $", maximum: "at most $", exclusiveMinimum: "more than $", exclusiveMaximum: "less than $",
  multipleOf: "a multiple of $", minItems: "at least $ items", maxItems: "at most $ items",
  minProperties: "at least $ members", maxProperties: "at most $ members",
};

/** constraints are the limits of a schema in words; those that any number of the type has are left out. */
export function constraints(schema = {}, schemas = {}) {
  const own = schema.$ref ? constraints(schemas[nameOf(schema.$ref)], {}) : [];
  for (const part of schema.allOf ?? []) own.push(...constraints(part, schemas));
  for (const [name, words] of Object.entries(limits)) {
    const value = schema[name];
    if (value !== undefined && Math.abs(value) !== 2 ** 53 - 1) own.push(words.replace("$", value));
  }
  if (schema.format && schema.title) own.push("format " + schema.format);
  if (schema.uniqueItems) own.push("no item twice");
  if (schema["x-secret"]) own.push("secret");
  if (schema.default !== undefined) own.push("default " + JSON.stringify(schema.default));
  return [...new Set(own)];
}

/** fields is a table of params or of the fields of an object. */
export function fields(rows, schemas) {
  return el("table", {},
    el("thead", {}, el("tr", {}, ...["Name", "Type", ""].map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {},
      el("th", { scope: "row" }, el("code", {}, row.name), row.required ? "" : el("span", { class: "quiet" }, " may be absent")),
      el("td", {}, typeText(row.schema)),
      el("td", {}, ...markdown(row.description ?? row.schema.description),
        el("span", { class: "quiet" }, constraints(row.schema, schemas).join(", "))),
    ))));
}

/** properties are the rows of an object's schema. */
const properties = (schema) => Object.entries(schema.properties ?? {}).map(([name, of]) =>
  ({ name, schema: of, required: (schema.required ?? []).includes(name) }));

/** typePage is the page of a named type. */
export function typePage(name, api) {
  const schemas = api.components.schemas;
  const schema = schemas[name];
  if (!schema) return [el("h2", {}, "There is no type " + name)];
  const variants = schema.oneOf?.every((variant) => variant.properties) ? schema.oneOf : [];
  const page = [el("h2", {}, name), ...markdown(schema.description)];
  if (schema.properties) page.push(fields(properties(schema), schemas));
  else if (variants.length > 0) page.push(...variants.map((variant) => fields(properties(variant), schemas)));
  else page.push(el("p", {}, typeText({ ...schema, description: undefined })),
    el("p", { class: "quiet" }, constraints(schema, schemas).join(", ")));
  const users = usedBy(name, api);
  if (users.length > 0) page.push(el("h3", {}, "Used by"), el("ul", {}, ...users));
  return page;
}

function usedBy(name, api) {
  const ref = JSON.stringify("#/components/schemas/" + name);
  const link = (kind, other) => el("li", {}, el("a", { href: `#${kind}/${encodeURIComponent(other)}` }, other));
  return [
    ...api.methods.filter((m) => JSON.stringify(m).includes(ref)).map((m) => link("method", m.name)),
    ...Object.keys(api.components.schemas).filter((other) => JSON.stringify(api.components.schemas[other]).includes(ref)).map((other) => link("type", other)),
  ];
}
