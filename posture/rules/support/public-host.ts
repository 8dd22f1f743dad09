import { addressOf, within } from "../../iam/ip";
import { readOn } from "../../aws/fact";

/** Blocks of addresses that aren't reached from the internet, and those that are nobody's. */
const NOT_PUBLIC = readOn("2026-11-22")(
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16
  198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 ::/127 ::ffff:0:0/96 64:ff9b:1::/48 100::/64
  2001:db8::/32 fc00::/7 fe80::/10 ff00::/8`.split(/\s+/),
  "IANA: Special-Purpose Address Registries https://www.iana.org/assignments/iana-ipv4-special-registry/ https://www.iana.org/assignments/iana-ipv6-special-registry/",
).value;

/** Names that no public DNS answers: RFC 6761 (localhost, invalid), RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024-07-29 (internal). */
const NOT_IN_DNS = /(^|\.)(localhost|invalid|local|internal|home\.arpa)\.?$/;

/**
 * Why nobody on the internet reaches a host; undefined where somebody may. What a name of public DNS resolves to isn't looked at.
 * @param host as `URL.hostname` has it: lowercase, IPv6 in brackets
 */
export function notPublic(host: string): string | undefined {
  const address = addressOf(host.replace(/^\[(.*)\]$/, "$1"));
  if (address !== undefined)
    return NOT_PUBLIC.some((block) => within(address, block) === true) ? "is no public address" : undefined;
  if (host.includes("*")) return "is a pattern, and no host";
  if (NOT_IN_DNS.test(host)) return "is a name that public DNS doesn't have";
  return host.includes(".") ? undefined : "is a name without a domain, which public DNS doesn't have";
}
