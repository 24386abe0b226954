// Which control a type gets.
import type { Type } from "../model";
import type { Context, Control } from "./control";
import { ListControl } from "./list";
import { MapControl } from "./map";
import { ObjectControl } from "./object";
import {
  boolControl,
  bytesControl,
  dateControl,
  enumControl,
  jsonControl,
  numberControl,
  secretControl,
  textControl,
  timeControl,
} from "./scalars";
import { formOf } from "./types";
import { taggedControl, unionControl } from "./union";

export function controlOf(context: Context, type: Type): Control {
  const form = formOf(type);
  const changed = () => context.changed();
  switch (form.kind) {
    case "object":
      return new ObjectControl(context, form.fields);
    case "tagged":
      return taggedControl(context, form.discriminator, form.members);
    case "union":
      return unionControl(context, form.members);
    case "list":
      return new ListControl(context, form.elem);
    case "map":
      return new MapControl(context, form.elem, form.key);
    case "enum":
      return enumControl(changed, form.values, form.open);
    case "number":
      return numberControl(changed, form.integer, form.quoted);
    case "string":
      return form.secret ? secretControl(changed) : textControl(changed, form.long);
    case "bytes":
      return bytesControl(changed, form.hex);
    case "bool":
      return boolControl(changed);
    case "time":
      return timeControl(changed);
    case "date":
      return dateControl(changed);
    case "json":
      return jsonControl(changed);
  }
}
