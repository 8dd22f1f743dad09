import { valueOr, type InvokeGrant, type Listing, type Model } from "../../posture/model";
import type { AppliedRoute } from "./applied";
import type { Expectation } from "./expectation";
import type { Credentials } from "./sigv4";

/** Somebody who signs requests with a role's credentials. */
export interface Signer {
  /** Name of the role. */
  readonly role: string;
  readonly credentials: Credentials;
  /** What is wrong with the signature; undefined for a good one. */
  readonly flaw?: "another secret" | "another path";
}

/** The ARN by which policies name a route, as it is called. */
export function invokeArn(model: Model, route: AppliedRoute): string | undefined {
  const api = model.apis.find((one) => one.address === route.apiAddress);
  const execution = api === undefined ? undefined : valueOr(api.resource.attributes.text("execution_arn"), undefined);
  return execution === undefined ? undefined : `${execution}/${route.stage}/${route.method}${route.path}`;
}

/** Does an IAM pattern with `*` and `?` match a text? Actions compare without case. */
export function matches(pattern: string, text: string, flags = ""): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, flags).test(text);
}

/** Does a statement speak of invoking this route? Undefined when part of it isn't known. */
function concerns(grant: InvokeGrant, arn: string): boolean | undefined {
  const found = (list: Listing<string>, test: (item: string) => boolean): boolean | undefined =>
    list.items.some(test) ? true : list.missing.length > 0 ? undefined : false;
  const action = found(grant.actions, (one) => matches(one, "execute-api:Invoke", "i"));
  const resource = found(grant.resources, (one) => matches(one, arn));
  if (action === false || resource === false) return false;
  return action === true && resource === true ? true : undefined;
}

/** The roles that a policy of the stack lets call a route, or forbids to. */
export function rolesAllowed(model: Model, route: AppliedRoute): readonly string[] {
  const holders = new Set(model.grants.flatMap((grant) => valueOr(grant.holder, undefined) ?? []));
  return [...holders].filter((role) => mayCall(model, route, role) === true);
}

/** May a role call a route, by the policies attached to it in this stack? A Deny wins; undefined: it can't be said. */
export function mayCall(model: Model, route: AppliedRoute, role: string): boolean | undefined {
  const arn = invokeArn(model, route);
  if (arn === undefined) return undefined;
  const own = model.grants.filter((grant) => valueOr(grant.holder, undefined) === role);
  const said = (effect: string): readonly (boolean | undefined)[] =>
    own.filter((grant) => valueOr(grant.effect, effect) === effect).map((grant) => concerns(grant, arn));
  const denies = said("Deny");
  const allows = said("Allow");
  if (denies.includes(true)) return false;
  if (denies.includes(undefined)) return undefined;
  return allows.includes(true) ? true : allows.includes(undefined) ? undefined : false;
}

/** What a signed request must meet at a route behind IAM. */
export function bySignature(model: Model, route: AppliedRoute, signer: Signer): Expectation {
  if (signer.flaw !== undefined)
    return { answer: 403, reason: `The signature is not genuine: it was made with or for ${signer.flaw}.` };
  const may = mayCall(model, route, signer.role);
  if (may === undefined)
    return { answer: undefined, reason: `What the policies of ${signer.role} allow can't be read from the state.` };
  return may
    ? { answer: "function", reason: `A policy of the role ${signer.role} allows execute-api:Invoke on this route.` }
    : { answer: 403, reason: `No policy of the role ${signer.role} allows execute-api:Invoke on this route.` };
}
