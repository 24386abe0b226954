// A choice of a few, side by side.
import { h, newID } from "../dom";

export function segmented(
  label: string,
  choices: [value: string, word: string][],
  chosen: string,
  choose: (value: string) => void,
): HTMLElement {
  const name = newID("choice");
  const option = ([value, word]: [string, string]) =>
    h("label", h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => choose(value) }), h("span", word));
  return h("fieldset.segmented", h("legend.visually-hidden", label), choices.map(option));
}
