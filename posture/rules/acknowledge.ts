import { InputError } from "../terraform/input";
import { nearestOf } from "../nearest";
import type { Finding } from "./rule";

/** A finding that someone has looked at and accepts: kept in a reviewed file, or on the construct. */
export interface Acknowledgement {
  readonly code: string;
  /** The finding's address, or its construct path. */
  readonly address: string;
  readonly reason: string;
  /** Last day it holds, `YYYY-MM-DD` (UTC). */
  readonly expires?: string;
  /** Set where the synthesized stack itself holds it: see stackAcknowledgements. */
  readonly by?: "stack";
}

/** Where a synthesized stack keeps what its author acknowledged: a list in its top-level comment, which Terraform ignores. */
const IN_COMMENT = "acknowledgements";

/** A stack's JSON with what its author acknowledged, sorted; without any, the stack itself. */
export function withAcknowledgements(
  stack: Readonly<Record<string, unknown>>,
  list: readonly Acknowledgement[],
): Record<string, unknown> {
  const told = list.map(({ code, address, reason, expires }) => ({
    code,
    address,
    reason,
    ...(expires !== undefined && { expires }),
  }));
  const unique = new Map(told.map((one) => [JSON.stringify(one), one]));
  if (unique.size === 0) return stack;
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { ...stack, "//": { ...(stack["//"] as object | undefined), [IN_COMMENT]: sorted } };
}

/**
 * What a synthesized stack says was acknowledged in its source. Other JSON holds none.
 * Throws an InputError that names the entry that is wrong.
 */
export function stackAcknowledgements(json: unknown): readonly Acknowledgement[] {
  type Commented = Readonly<Record<"//", Readonly<Record<string, unknown>> | null | undefined>>;
  const list = (json as Commented | null)?.["//"]?.[IN_COMMENT];
  if (list === undefined) return [];
  return acknowledgementsFrom(list).map((one) => ({ ...one, by: "stack" }));
}

/**
 * Reads a reviewed file: `[{ code, address, reason, expires? }]`, or an object with that list as `acknowledgements`.
 * Throws an InputError that names the entry that is wrong.
 */
export function acknowledgementsFrom(json: unknown): readonly Acknowledgement[] {
  const list = Array.isArray(json) ? json : (json as { acknowledgements?: unknown } | null)?.acknowledgements;
  if (!Array.isArray(list))
    throw new InputError(
      "acknowledgements",
      'Acknowledgements are a list: [{ "code": "route-open", "address": "…", "reason": "…", "expires": "2027-01-31" }].',
    );
  return list.map((entry: unknown, i) => one(entry, `Acknowledgement ${i + 1}`));
}

function one(entry: unknown, where: string): Acknowledgement {
  if (typeof entry !== "object" || entry === null)
    throw new InputError("acknowledgements", `${where} is not an object.`);
  const { code, address, reason, expires, ...rest } = entry as Record<string, unknown>;
  const required = { code, address, reason };
  for (const [name, value] of Object.entries(required)) {
    if (typeof value !== "string" || value.trim() === "")
      throw new InputError("acknowledgements", `${where} has no ${name}: write a text for it.`);
  }
  if (!isReason(String(reason)))
    throw new InputError("acknowledgements", `${where} has the reason ${JSON.stringify(reason)}: say why it is right.`);
  if (expires !== undefined && (typeof expires !== "string" || !isDay(expires)))
    throw new InputError(
      "acknowledgements",
      `${where} expires ${JSON.stringify(expires)}: write a day that exists as YYYY-MM-DD.`,
    );
  const [extra] = Object.keys(rest);
  if (extra !== undefined)
    throw new InputError(
      "acknowledgements",
      `${where} has "${extra}", which means nothing here: code, address, reason, expires.`,
    );
  return entry as Acknowledgement;
}

/** False for what only fills the place of a reason: signs alone, `true`, or a word that leaves it for later. */
export const isReason = (text: string): boolean =>
  /\p{L}/u.test(text) && !/^\s*((todo|tbd|tba|fixme|xxx)\b.*|(n\/?a|none|reason|public|true|false)\W*)$/is.test(text);

/** `2026-02-30` becomes another day, what is none `null`. */
export const isDay = (text: string): boolean =>
  text.length === 10 && JSON.stringify(new Date(`${text}T00:00:00Z`)).startsWith(`"${text}T`);

/**
 * Marks the findings that are acknowledged. Adds findings of its own: an acknowledgement that has expired, and one that
 * matches nothing any more, unless its code is one of `elsewhere`. A crash can't be acknowledged.
 */
export function acknowledge(
  findings: readonly Finding[],
  list: readonly Acknowledgement[],
  today: string,
  elsewhere: ReadonlySet<string> = new Set(),
): Finding[] {
  const used = new Set<Acknowledgement>();
  const result = findings.map((finding): Finding => {
    if (finding.kind === "crash") return finding;
    const matches = list.filter(
      (a) => a.code === finding.code && (a.address === finding.address || a.address === finding.constructPath),
    );
    for (const match of matches) used.add(match);
    // A file and the stack itself may both accept it; one that still holds is enough.
    const [match = matches[0]] = matches.filter((a) => a.expires === undefined || a.expires >= today);
    if (!match) return finding;
    const { reason, expires, by } = match;
    if (expires !== undefined && expires < today)
      return { ...finding, message: `${finding.message} (Its acknowledgement expired on ${expires}.)` };
    return {
      ...finding,
      acknowledged: { reason, ...(expires !== undefined && { expires }), ...(by !== undefined && { by }) },
    };
  });
  for (const one of list) {
    if (!used.has(one)) {
      if (!elsewhere.has(one.code)) result.push(unmatched(one, findings));
    } else if (one.expires !== undefined && one.expires < today) result.push(expired(one));
  }
  return result;
}

function unmatched({ code, address, by }: Acknowledgement, findings: readonly Finding[]): Finding {
  const sameCode = findings.filter((f) => f.code === code).map((f) => f.address);
  const nearest = nearestOf(address, sameCode);
  return {
    code: "acknowledgement-unmatched",
    severity: "warning",
    kind: "mistake",
    address,
    message: `The acknowledgement of ${code} at ${address} matches no finding.`,
    remedy:
      by === "stack"
        ? "Remove it where the stack is written, or correct its code or construct."
        : "Remove it, or correct its code or address.",
    ...(nearest !== undefined && { nearest }),
  };
}

function expired({ code, address, expires }: Acknowledgement): Finding {
  return {
    code: "acknowledgement-expired",
    severity: "warning",
    kind: "mistake",
    address,
    message: `The acknowledgement of ${code} expired on ${String(expires)}.`,
    remedy: "Fix what it accepts, or review it and extend its last day.",
  };
}
