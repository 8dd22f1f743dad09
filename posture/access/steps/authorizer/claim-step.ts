import { groupsOf, requiredByRoute, scopesOf } from "../../../claims/index";
import type { CheckName, CheckOutcome, Denial, Subject } from "../../../claims/index";
import { quote, quoteAll } from "../../../redact/quote";
import { timeSteps } from "../times";
import { claim, wordsOf } from "../token";
import type { Check, Step } from "../types";
import { denial, denied, type NamesText } from "./denial";

/** Where the steps of a decision speak of each check of the claims. */
const CHECKS: Readonly<Record<Exclude<CheckName, "times">, Check>> = {
  audience: "audience",
  "token-use": "token-type",
  client: "audience",
  scopes: "scopes",
  groups: "groups",
  "route-scopes": "scopes",
  "route-groups": "groups",
  context: "decode",
};

/** One check of the claims in words. Whether it passed is what the function's own code said. */
export function claimStep(
  subject: Subject,
  { check: name, denial: why }: CheckOutcome,
  said: NamesText,
): readonly Step[] {
  if (name === "times") return times(subject, why);
  const check = CHECKS[name];
  if (why?.reason === "route_key")
    return [
      {
        check,
        result: "unknown",
        text: "What it requires on this route isn't known, since the route key isn't.",
      },
    ];
  if (why?.reason === "claim_type")
    return [
      denial(
        check,
        why.reason,
        `Its claim ${[why.claim, why.detail].join(" ")}.`,
        "Check what the issuer or a trigger puts into the token.",
      ),
    ];
  const told = WORDS[name](subject, said);
  if (told === undefined) return [];
  return why ? [denial(check, why.reason, told.fail, told.remedy)] : [{ check, result: "pass", text: told.pass }];
}

function times({ claims, now, issuer }: Subject, why: Denial | undefined): readonly Step[] {
  const steps = timeSteps(claims, now, issuer.clockToleranceSeconds);
  if (!why) return steps.filter(({ result }) => result !== "fail");
  const failed = steps.find(
    ({ check, result }) => result === "fail" && (check === "exp") === (why.reason === "expired"),
  );
  const fallback: Step = { check: "exp", result: "fail", text: `Its ${why.claim ?? "exp"} isn't valid.` };
  return [denied(failed ?? fallback, why.reason)];
}

interface StepText {
  readonly pass: string;
  readonly fail: string;
  readonly remedy?: string;
}

type Words = (subject: Subject, said: NamesText) => StepText | undefined;

/** Undefined: nothing is asked for, so nothing is told. */
const WORDS: Readonly<Record<Exclude<CheckName, "times">, Words>> = {
  audience: ({ claims, issuer }, said) => {
    const raw = claim(claims, "aud");
    const aud = typeof raw === "string" ? [raw] : wordsOf(raw);
    if (!issuer.audience) {
      // Without aud a token is bound to nothing, and in an ID token it is the client.
      if (!issuer.resources || raw === undefined || claim(claims, "token_use") !== "access") return undefined;
      const { resources } = issuer;
      return {
        pass: `It is bound to ${quoteAll(aud)}, a resource that it accepts.`,
        fail: `It is bound to the resource ${quoteAll(aud)}; it accepts ${resources.size === 0 ? "no bound token" : said([...resources])}.`,
        remedy:
          "Request the token with the resource of this API, or without resource=; or add the resource to resources (resourceIdentifiers) if tokens bound to it should be accepted.",
      };
    }
    return {
      pass: `aud is ${quoteAll(aud)}, an audience that it accepts.`,
      fail: `aud is ${quoteAll(aud)}; it accepts ${said([...issuer.audience])}.`,
      remedy: "Ask the issuer for a token for this API.",
    };
  },
  client: ({ claims, issuer }, said) => {
    if (!issuer.clientIds) return undefined;
    const name = claim(claims, "token_use") === "id" ? "aud" : "client_id";
    const id = claim(claims, name);
    const shown = typeof id === "string" ? quote(id) : id === undefined ? "missing" : "not one text";
    return {
      pass: `${name} is ${shown}, a client that it accepts.`,
      fail: `${name} is ${shown}; it accepts the clients ${said([...issuer.clientIds])}.`,
      remedy: "Get the token through one of these clients, or add this one to clientIds.",
    };
  },
  "token-use": ({ claims, issuer }) => {
    const wanted = `${issuer.tokenUse === "id" ? "an ID" : "an access"} token`;
    const use = claim(claims, "token_use");
    return {
      pass:
        use === undefined && issuer.tokenUse === undefined
          ? "It doesn't say which type it is; none is required."
          : `It is ${wanted}, as required.`,
      fail: `It ${use === undefined ? "doesn't say which type it is" : `is of the type ${quote(String(use))}`}; ${wanted} is required.`,
      remedy: `Send ${wanted}.`,
    };
  },
  scopes: ({ claims, issuer }, said) => asked("scopes", issuer.required.scopes, held(claims, issuer, "scopes"), said),
  groups: ({ claims, issuer }, said) => asked("groups", issuer.required.groups, held(claims, issuer, "groups"), said),
  "route-scopes": (subject, said) => ofRoute("scopes", subject, said),
  "route-groups": (subject, said) => ofRoute("groups", subject, said),
  context: () => undefined,
};

function ofRoute(
  what: "scopes" | "groups",
  { claims, issuer, routeKey }: Subject,
  said: NamesText,
): StepText | undefined {
  const wanted = requiredByRoute(issuer.routes, routeKey)[what];
  return asked(what, wanted, held(claims, issuer, what), said, " on this route");
}

function held(claims: Subject["claims"], issuer: Subject["issuer"], what: "scopes" | "groups"): readonly string[] {
  try {
    return what === "scopes" ? scopesOf(claims, issuer.claims.scopes) : groupsOf(claims, issuer.claims.groups);
  } catch {
    return [];
  }
}

/** One of the list is enough. */
function asked(
  what: "scopes" | "groups",
  wanted: ReadonlySet<string> | undefined,
  has: readonly string[],
  said: NamesText,
  where = "",
): StepText | undefined {
  if (!wanted) return undefined;
  const hit = has.find((one) => wanted.has(one));
  return {
    pass: `The token has the ${what.slice(0, -1)} ${said(hit === undefined ? [] : [hit])}; one of those required${where} is enough.`,
    fail: `It requires one of the ${what} ${said([...wanted])}${where}; the token has ${quoteAll(has)}.`,
    remedy:
      what === "groups"
        ? "Put the user into such a group, and get a new token."
        : "Request the scope with the token (scope=…).",
  };
}
