import { some, type Answer, type EntryPoint, type Model } from "../../model/index";
import { admits, type AccessRequest, type Credentials, type Decision, type DecideFunction } from "../request";

/** The time of every question, and of the tokens that are asked with. */
const NOW = 1_800_000_000;
const OPTIONS = { now: NOW, advice: false } as const;

/** What every token that is asked with says. */
export const STANDARD_CLAIMS = { sub: "somebody", iat: NOW - 60, exp: NOW + 3600 } as const;

/** Does somebody with these credentials get in, by any host at which the entry point answers? */
export function isAdmitted(
  model: Model,
  { id, hosts }: Pick<EntryPoint, "id" | "hosts">,
  credentials: Credentials,
  decider: DecideFunction,
  more: Pick<AccessRequest, "inside"> = {},
): Answer {
  const names = hosts.length > 0 ? hosts.map(({ name }) => ({ host: name })) : [{}];
  return some(
    names.map((host) => admittedBy(decider(model, { entryPoint: id, ...host, ...more }, credentials, OPTIONS))),
  );
}

/**
 * The same of one decision. What only a function can decide isn't open: it says no to whom it doesn't know, whatever the
 * host demands before.
 */
function admittedBy(decision: Decision): Answer {
  const answer = admits(decision);
  if (answer !== "unknown") return answer;
  const open = decision.steps.filter(({ check, result }) => result === "unknown" && check !== "connection");
  return open.length > 0 && open.every(({ check }) => check === "function") ? false : "unknown";
}

/** Asks about one entry point as if the connection were made. */
export function decisionAt(
  model: Model,
  id: string,
  credentials: Credentials,
  decider: DecideFunction,
  more: Pick<AccessRequest, "inside"> = {},
): Decision {
  return decider(model, { entryPoint: id, ...more }, credentials, OPTIONS);
}
