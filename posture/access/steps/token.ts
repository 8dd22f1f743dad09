import type { Issued } from "./types";

/** A token as far as it is looked at. Kept in memory only; nothing but single claims is ever shown. */
export interface Token {
  readonly header: Claims;
  readonly claims: Claims;
  /** What the signature signs: `HEADER.CLAIMS`. */
  readonly signed: string;
  readonly signature: Buffer;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Why a text is no token; never holds any of it. */
export interface NoToken {
  readonly problem: string;
}

/** A token in its compact form, or what a genuine one says and whose it is. */
export type PresentedToken = string | { readonly claims: Claims; readonly of?: Issued };

/** What is known of whose it is, beside what it says. */
export function issuedOf(presented: PresentedToken): Issued {
  return typeof presented === "string" ? {} : (presented.of ?? {});
}

/** Decodes what was presented, without verifying anything. */
export function presentedToken(presented: PresentedToken): Token | NoToken {
  if (typeof presented === "string") return decodeToken(trimToken(presented));
  const header = { alg: "RS256", kid: "genuine", typ: "JWT" };
  return { header, claims: presented.claims, signed: "", signature: Buffer.from("") };
}

/** Takes off what a person copies along: `Authorization:`, `Bearer `, quotes, white space. */
export function trimToken(text: string): string {
  return text
    .trim()
    .replace(/^authorization:\s*/i, "")
    .replace(/^["']|["']$/g, "")
    .replace(/^bearer\s+/i, "")
    .trim();
}

/** Decodes a JWT in its compact form, without verifying anything. */
export function decodeToken(text: string): Token | NoToken {
  if (/\s/.test(text)) return { problem: "It has blanks or line breaks inside, which no token has." };
  const parts = text.split(".");
  const [head = "", body = "", sign = ""] = parts;
  if (parts.length === 5)
    return {
      problem:
        "It has five parts: an encrypted token (JWE), as Cognito's refresh tokens are. No JWT authorizer reads one.",
    };
  if (parts.length !== 3)
    return {
      problem: `It has ${String(parts.length)} part${parts.length === 1 ? "" : "s"} between dots; a signed JWT has three. An opaque token, or one that was cut while copying, looks like that.`,
    };
  const [header, claims] = [jsonOf(head), jsonOf(body)];
  if (!header) return { problem: "Its first part is not base64url-encoded JSON." };
  if (!claims) return { problem: "Its second part is not base64url-encoded JSON." };
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(sign, "base64url") };
}

function jsonOf(part: string): Claims | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined;
  try {
    const json: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** A claim that is there: own, and not null (API Gateway drops nulls). */
export function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? (claims[name] ?? undefined) : undefined;
}

export function textClaim(claims: Claims, name: string): string | undefined {
  const value = claim(claims, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A list of words: a text with spaces, or an array. */
export function wordsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(" ").filter((word) => word !== "");
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === "string") : [];
}
