import type { Answer } from "../model";
import type { Severity, Subject } from "../rules/rule";

/** What kind of difference there is between the declared and the found. Each is a code of `posture check`. */
export const DIFFERENCES = {
  "access-route-missing": "A declared route that isn't there: nobody gets in",
  "access-route-undeclared": "A route that the access list doesn't declare",
  "access-authorization": "A route whose authorization is of another kind than declared",
  "access-issuer": "A route that accepts tokens of another issuer than declared",
  "access-clients": "A route that accepts the tokens of other clients than declared",
  "access-scopes": "A route that requires other scopes than declared",
  "access-principals": "A route that other principals may call than declared",
  "access-authorizer": "A route whose Lambda authorizer isn't the declared one, or decides otherwise",
  "access-target": "A route that another function or backend answers than declared",
  "access-trigger": "A user pool whose token trigger is another function than declared",
  "access-client": "A client whose tokens, or the ways to get them, aren't the declared ones",
  "access-origins": "An API that pages of other origins may call than declared",
  "access-address": "An API that answers at another address than declared",
  "access-accounts": "A user pool with other groups than declared, or another way to sign up",
  "access-safeguard": "An access log, throttling or deletion protection that is declared but missing",
} as const;

/** What constructs declare by their props, and an override changes: found where both are known, at synth. */
export const OVERRIDE = {
  code: "access-override",
  severity: "error",
  title: "An override that changes who gets in, or how, beside what the construct's props declare",
  source: "Escape hatches: docs/escape-hatches.md",
} as const;

/** What is written and yet has no effect: its author meant something else. */
export const IDLE_OVERRIDE = {
  code: "override-without-effect",
  severity: "error",
  title: "An override of a list that changes nothing, because cdktf adds to the list that is there",
  source: "Escape hatches: docs/escape-hatches.md",
} as const;

export type DifferenceCode = keyof typeof DIFFERENCES;

/** One difference: what was declared, what was found, and where. */
export interface Difference {
  readonly code: DifferenceCode;
  readonly at: Subject;
  /** `GET /items`, where it is about a route. */
  readonly route?: string;
  /** Undefined: it can't be said; `found` says why. */
  readonly certain: boolean;
  readonly declared: string;
  readonly found: string;
  /** What it means for callers. */
  readonly effect: string;
}

export function differenceText({ declared, found, effect, route }: Difference): string {
  return `${route === undefined ? "" : `${route}: `}declared ${declared}; found ${found}. ${effect}`.trim();
}

/** Undeclared routes have an authorization of their own, which the other rules judge. */
export function severityOf(code: DifferenceCode): Severity {
  return code === "access-route-undeclared" ? "warning" : "error";
}

/** A difference, unless what was found is what was declared; where that can't be said, it isn't certain. */
export function unless<T extends object>(same: Answer, difference: T): readonly (T & { readonly certain: boolean })[] {
  return same === true ? [] : [{ ...difference, certain: same === false }];
}

/** A declared resource that isn't there. */
export function missingResource(code: DifferenceCode, address: string, what: string): Difference {
  return {
    code,
    at: { address },
    certain: true,
    declared: `the ${what} ${address}`,
    found: "no such resource",
    effect: "Nothing that is declared for it applies.",
  };
}

/** Something that shall be on, whether it is, and what it means where it isn't. */
export type Safeguard = readonly [what: string, wanted: boolean, there: Answer, effect: string];

/** A difference for each safeguard that was declared and isn't there. */
export function missingSafeguards(at: Difference["at"], safeguards: readonly Safeguard[]): readonly Difference[] {
  return safeguards.flatMap(([what, wanted, there, effect]): readonly Difference[] =>
    unless(!wanted || there, {
      code: "access-safeguard",
      at,
      declared: what,
      found: there === false ? `no ${what.replace(/^an? /, "")}` : "what isn't known yet",
      effect,
    }),
  );
}
