// Constraints in words.
import type { Type } from "./model";
import { count, t } from "./words";

/** constraintsOf says what holds for values at this use of a type, beside the type itself. */
export function constraintsOf(type: Type): string[] {
  return [
    ...range(type.kind === "bytes" ? "unit.bytes" : "unit.characters", type.minLength, type.maxLength),
    ...(type.formats ?? []).map((name) => t("rule.format", name)),
    ...(type.patterns ?? []).map((pattern) => t("rule.pattern", pattern)),
    ...limits(type),
    ...(type.multipleOf === undefined ? [] : [t("rule.multipleOf", type.multipleOf)]),
    ...range("unit.items", type.minItems, type.maxItems),
    ...(type.uniqueItems ? [t("rule.unique")] : []),
    ...range("unit.entries", type.minProperties, type.maxProperties),
    ...(type.kind === "bytes" ? [t(type.hex ? "rule.hex" : "rule.base64")] : []),
    ...(type.kind === "int64" ? [t("rule.int64")] : []),
  ];
}

/** range says how many of something there may be: "1 to 80 characters". */
function range(unit: string, min: number | undefined, max: number | undefined): string[] {
  if (min === undefined && max === undefined) return [];
  if (max === undefined) return [t("rule.least", count(unit, min ?? 0))];
  if (min === max) return [count(unit, max)];
  return [min === undefined || min === 0 ? t("rule.most", count(unit, max)) : t("rule.range", min, count(unit, max))];
}

/** limits are those of numbers: "1 to 100", "more than 0". */
function limits(type: Type): string[] {
  if (type.minimum !== undefined && type.maximum !== undefined) return [t("rule.range", type.minimum, type.maximum)];
  const all: [string, string | undefined][] = [
    ["rule.min", type.minimum],
    ["rule.above", type.exclusiveMinimum],
    ["rule.max", type.maximum],
    ["rule.below", type.exclusiveMaximum],
  ];
  return all.flatMap(([word, limit]) => (limit === undefined ? [] : [t(word, limit)]));
}
