import { isIP } from "node:net";
import { Token } from "cdktf";
import { ConfigurationError } from "../../errors/configuration-error";

const MOST = 200;

/** What is wrong with a range in CIDR notation; undefined when nothing is. */
function problem(range: string): string | undefined {
  const [address = "", bits = "", ...rest] = range.split("/");
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  if (family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most) return undefined;
  return `"${range}" is not an IP range in CIDR notation`;
}

/** @throws ConfigurationError `threat-addresses` for what isn't CIDR notation, for too many, for one on both lists, and for everybody */
export function checkAddressRanges(allow: readonly string[], block: readonly string[], where: string): void {
  const refuse = (list: string, found: string, instead: string): never => {
    throw new ConfigurationError("threat-addresses", `${where}/${list}`, found, instead);
  };
  for (const [list, ranges] of [
    ["skippedIpRanges", allow],
    ["blockedIpRanges", block],
  ] as const) {
    if (Token.isUnresolved(ranges)) continue;
    if (ranges.length > MOST) refuse(list, `${ranges.length} ranges`, `AWS accepts ${MOST}; join neighbours`);
    for (const range of ranges) {
      if (Token.isUnresolved(range)) continue;
      const found = problem(range);
      if (found !== undefined)
        refuse(list, found, "Write an address and its prefix, e.g. 192.0.2.0/24 or 2001:db8::/32");
      if (range.endsWith("/0"))
        refuse(
          list,
          `${range} is everybody`,
          list === "skippedIpRanges" ? 'Write threatProtection: "audit" to act on nothing' : "Name the ranges",
        );
      if (list === "blockedIpRanges" && !Token.isUnresolved(allow) && allow.includes(range))
        refuse(list, `${range} is on both lists`, "Keep it on one");
    }
  }
}
