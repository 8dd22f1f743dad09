import { Token } from "cdktf";
import { ConfigurationError, type Place } from "../../errors/configuration-error";

/** A header that a distribution in front of the API adds to each request. */
export interface OriginHeader {
  /** In lowercase: `x-origin-verify`. */
  readonly name: string;
  /** The SHA-256 in hexadecimal of each value that is welcome: two while the value is changed. */
  readonly sha256: readonly string[];
}

/** @throws ConfigurationError `origin-header` */
export function checkHeaderName(name: string, place: Place): void {
  if (Token.isUnresolved(name) || (/^[a-z0-9-]+$/.test(name) && name !== "authorization")) return;
  const found =
    name === "authorization"
      ? "authorization is the token's header"
      : `"${name}" is not the name of a header in lowercase`;
  throw new ConfigurationError("origin-header", place, found, 'Write e.g. "x-origin-verify"');
}

/** @throws ConfigurationError `origin-header` */
export function checkOriginHeader({ name, sha256 }: OriginHeader, path: string): void {
  const refuse = (prop: string, found: string, instead: string): never => {
    throw new ConfigurationError("origin-header", { path, prop: `originHeader.${prop}` }, found, instead);
  };
  checkHeaderName(name, { path, prop: "originHeader.name" });
  if (Token.isUnresolved(sha256)) return;
  if (sha256.length === 0) refuse("sha256", "no value is welcome: nobody would be let in", "Write the hash of one");
  // Never quoted: what was given in its place may be the value itself.
  const wrong = sha256.findIndex((hash) => !Token.isUnresolved(hash) && !/^[0-9a-f]{64}$/.test(hash));
  if (wrong >= 0)
    refuse(
      `sha256[${String(wrong)}]`,
      "it is not a SHA-256",
      'Write 64 of 0-9 and a-f: printf %s "$VALUE" | sha256sum',
    );
}
