import { el } from "./dom.js";
import { headers, rememberToken } from "./session.js";

const endpoint = document.querySelector('meta[name="endpoint"]').content;
let nextID = 1;

/** starter are params to begin with: those of the first example, or the required ones, empty. */
function starter(method) {
  const example = method.examples?.[0];
  if (example) return Object.fromEntries(example.params.map((param) => [param.name, param.value]));
  return Object.fromEntries(method.params.filter((param) => param.required).map((param) => [param.name, null]));
}

/** tryPanel is where a method is called. */
export function tryPanel(method) {
  const params = el("textarea", { id: "params", spellcheck: "false", rows: 8, "aria-describedby": "answer" });
  const show = (value) => { params.value = JSON.stringify(value, null, 2); };
  show(starter(method));
  const notify = el("input", { type: "checkbox", id: "notify" });
  const answer = el("div", { id: "answer", "aria-live": "polite" });
  const send = async (event) => {
    event?.preventDefault();
    answer.replaceChildren(el("p", { class: "quiet" }, "Sending…"));
    answer.replaceChildren(...await call(method, params.value, notify.checked));
  };
  params.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  });
  return el("form", { class: "try", submit: send },
    el("h3", {}, "Try it"),
    examples(method, show),
    el("label", { for: "params" }, "params"), params,
    el("p", {}, el("button", { type: "submit" }, "Send"), " ",
      el("span", { class: "quiet" }, "Ctrl-Enter"), " ", notify, el("label", { for: "notify" }, " as a notification")),
    answer);
}

function examples(method, show) {
  const all = method.examples ?? [];
  if (all.length < 2) return undefined;
  return el("p", {}, ...all.map((example) => el("button", {
    type: "button", class: "example",
    click: () => show(Object.fromEntries(example.params.map((param) => [param.name, param.value]))),
  }, example.name)));
}

/** call sends a call, and returns what to show of the answer. */
async function call(method, params, notification) {
  let given;
  try {
    given = params.trim() === "" ? undefined : JSON.parse(params);
  } catch (error) {
    return [el("p", { class: "bad", role: "alert" }, "The params are not JSON: " + error.message)];
  }
  const request = { jsonrpc: "2.0", method: method.name, params: given, ...(notification ? {} : { id: nextID++ }) };
  const started = performance.now();
  try {
    const response = await fetch(endpoint, { method: "POST", headers: headers(method), body: JSON.stringify(request), credentials: "omit" });
    const text = await response.text();
    return outcome(response, text, Math.round(performance.now() - started));
  } catch (error) {
    return [el("p", { class: "bad", role: "alert" }, "The server was not reached: " + error.message)];
  }
}

function outcome(response, text, took) {
  const line = el("p", { class: "quiet" }, `${response.status} ${response.statusText}, ${took} ms`);
  if (text === "") return [line, el("p", {}, "No answer, as to every notification.")];
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return [line, el("pre", {}, text)];
  }
  const token = typeof answer.result?.token === "string" ? answer.result.token : undefined;
  return [
    line,
    ...(answer.error?.data?.errors ?? []).map((field) => el("p", { class: "bad", role: "alert" }, el("code", {}, field.path || "/"), " " + field.message)),
    el("pre", { class: answer.error ? "bad" : "good" }, JSON.stringify(answer, null, 2)),
    token && el("button", { type: "button", id: "use-token", click: () => rememberToken(token) }, "Use this token for the calls that follow"),
  ].filter(Boolean);
}
