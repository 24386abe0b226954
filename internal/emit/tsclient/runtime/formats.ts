/** The formats of strings, by the same rules as those of the server. */
export const formats: { readonly [name: string]: { readonly noun: string; readonly matches: (s: string) => boolean } } = {
  email: { noun: "an e-mail address", matches: isEmail },
  uuid: { noun: "a UUID", matches: (s) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(s) },
  uri: { noun: "an absolute URI", matches: isURI },
  hostname: { noun: "a host name", matches: isHostname },
  ipv4: { noun: "an IPv4 address", matches: isIPv4 },
  ipv6: { noun: "an IPv6 address", matches: isIPv6 },
  cidr: { noun: "an address block in CIDR notation", matches: isCIDR },
};

function isEmail(s: string): boolean {
  const at = s.lastIndexOf("@");
  const local = /^[\w!#$%&'*+\-/=?^`{|}~]+(\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
  return s.length <= 254 && at > 0 && at <= 64 && local.test(s.slice(0, at)) && isHostname(s.slice(at + 1));
}

function isHostname(s: string): boolean {
  return s.length <= 253 && s.split(".").every((label) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(label));
}

function isIPv4(s: string): boolean {
  return /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(s);
}

function isIPv6(s: string): boolean {
  const halves = s.split("::");
  const groups = halves.flatMap((half, i) => (half === "" ? [] : fields(half, i === halves.length - 1)));
  const whole = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return whole && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}

/** The fields of a part of an IPv6 address, in which an IPv4 address at the end stands for two. */
function fields(half: string, last: boolean): string[] {
  const groups = half.split(":");
  return last && isIPv4(groups.at(-1)!) ? [...groups.slice(0, -1), "0", "0"] : groups;
}

function isCIDR(s: string): boolean {
  const slash = s.lastIndexOf("/");
  const address = s.slice(0, slash);
  const bits = s.slice(slash + 1);
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return slash >= 0 && /^(0|[1-9]\d*)$/.test(bits) && Number(bits) <= most;
}

function isURI(s: string): boolean {
  const parts = /^([a-z][a-z\d+.-]*):([^#]*)(?:#(.*))?$/i.exec(s);
  if (!parts || !/^[!#-;=?-[\]_a-z~]*$/.test(s)) {
    return false;
  }
  const [, scheme = "", rest = "", fragment = ""] = parts;
  let path = rest.split("?", 1)[0]!;
  if (path.startsWith("//")) {
    const end = (path + "/").indexOf("/", 2);
    if (!isAuthority(path.slice(2, end), /^https?$/i.test(scheme))) {
      return false;
    }
    path = path.slice(end);
  }
  return isEscaped(fragment) && (!path.startsWith("/") || isEscaped(path));
}

function isEscaped(s: string): boolean {
  return !/%(?![\da-f]{2})/i.test(s);
}

function isAuthority(s: string, web: boolean): boolean {
  const at = s.lastIndexOf("@");
  const user = s.slice(0, Math.max(at, 0));
  const host = s.slice(at + 1);
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || !isEscaped(user)) {
    return false;
  }
  if (host.startsWith("[") && host.lastIndexOf("[") === 0) {
    const [, address = "", zone] = /^\[([^%]*)(?:%25(.*))?\](?::\d*)?$/.exec(host) ?? [];
    return isIPv6(address) && (zone === undefined || isZone(zone));
  }
  const colon = web ? host.indexOf(":") : host.lastIndexOf(":");
  const port = colon < 0 ? "" : host.slice(colon);
  return !host.includes("[") && /^(:\d*)?$/.test(port) && !/%(?!25|[89a-f][\da-f])/i.test(host);
}

function isZone(zone: string): boolean {
  return zone !== "" && !/%(?!25|2[01246789a-e]|3[\dabcde]|4[1-9a-f]|5[\dabdf]|6[1-9a-f]|7[\dae])/i.test(zone);
}

/** A number as JSON writes it. */
export function isDecimal(s: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(s);
}

/** A day of the calendar, written as YYYY-MM-DD. */
export function isDate(s: string): boolean {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(s) ?? []).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day > 0 && day <= (days[month - 1] ?? 0);
}

/** A time of RFC 3339, in the years 0 to 9999 of UTC: its milliseconds and what is finer, or undefined. */
export function timeOf(s: string): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)t([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(s);
  if (!parts || !isDate(parts[1]!)) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0] = parts[1]!.split("-").map(Number);
  const [hour, minute, second] = parts.slice(2, 5).map(Number) as [number, number, number];
  const offset = (Number(parts[7] ?? 0) * 60 + Number(parts[8] ?? 0)) * (parts[6] === "-" ? -1 : 1);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute - offset, second);
  const inRange = time.getUTCFullYear() >= 0 && time.getUTCFullYear() <= 9999;
  return inRange ? `${time.getTime()} ${(parts[5] ?? "").slice(0, 9).padEnd(9, "0")}` : undefined;
}

/** How many bytes a text in base64 stands for, or undefined. Bits that no byte needs have to be zero. */
export function base64Length(s: string): number | undefined {
  const sound = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/][AQgw]==|[A-Za-z\d+/]{2}[AEIMQUYcgkosw048]=)?$/;
  return sound.test(s) ? (s.length / 4) * 3 - (s.length - s.replace(/=+$/, "").length) : undefined;
}
