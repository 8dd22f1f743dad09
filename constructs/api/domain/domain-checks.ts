import { Token } from "cdktf";
import { ConfigurationError, type Place } from "../../errors/configuration-error";
import { HOST_NAME } from "../../props/names";

/** @throws ConfigurationError `api-domain` */
export function checkDomainName(name: string, path: string): void {
  if (Token.isUnresolved(name) || HOST_NAME.test(name.replace(/^\*\./, ""))) return;
  const long = name.length > 253 || name.split(".").some((label) => label.length > 63);
  throw new ConfigurationError(
    "api-domain",
    { path, prop: "domainName" },
    `"${name}" is not a domain`,
    long
      ? "DNS takes 63 characters between two dots, and 253 in all"
      : "Write it in lowercase letters and without a scheme: api.example.com",
  );
}

/** @throws ConfigurationError `api-domain-path` */
export function checkMappingKey(key: string | undefined, place: Place): void {
  if (key === undefined || Token.isUnresolved(key)) return;
  if (/^[A-Za-z0-9_.+!*'()-]+(\/[A-Za-z0-9_.+!*'()-]+)*$/.test(key)) return;
  throw new ConfigurationError(
    "api-domain-path",
    place,
    `"${key}" can't be mapped`,
    'Write it without slashes at its ends, e.g. "v1"',
  );
}
