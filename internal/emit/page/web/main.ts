// The page begins here.
import { load } from "./data";
import { h } from "./dom";

void load().then((api) => document.body.append(h("main", h("h1", api.title))));
