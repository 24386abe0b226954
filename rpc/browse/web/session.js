// The token of the session is in memory alone: it is gone when the page is.

const field = document.getElementById("token");
const status = document.getElementById("countdown");
let expires;

/** headers are those of a call: with the token where the method takes one. */
export function headers(method) {
  const all = { "Content-Type": "application/json" };
  const scheme = method["x-auth"]?.scheme;
  if (scheme && scheme !== "none" && field.value) all.Authorization = "Bearer " + field.value;
  return all;
}

/** rememberToken makes a token that of the session. */
export function rememberToken(token) {
  field.value = token;
  read();
}

function read() {
  expires = undefined;
  try {
    const claims = JSON.parse(atob(field.value.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    expires = claims.exp * 1000;
  } catch {
    // It is a token of another kind, which does not say when it ends.
  }
  tick();
}

function tick() {
  const left = Math.round((expires - Date.now()) / 1000);
  if (!field.value) status.textContent = "Kept in this page's memory alone.";
  else if (Number.isNaN(left)) status.textContent = "In use.";
  else if (left <= 0) status.textContent = "It has ended.";
  else status.textContent = `Ends in ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

field.addEventListener("input", read);
document.getElementById("session").addEventListener("submit", (event) => event.preventDefault());
setInterval(tick, 1000);
