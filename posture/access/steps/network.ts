import { blocksInclude, resourcePolicyOf, throughEndpoints } from "../../iam/index";
import type { Context, IamQuestion, Policies } from "../../iam/index";
import type { EntryPoint, Model } from "../../model/index";
import type { Step } from "./types";

/** Where a request comes from, as far as policies ask for it. */
export interface Origin {
  /** Sent from inside the network of a private API. */
  readonly inside: boolean;
  /** By somebody of whom nothing is known, who may be anywhere. */
  readonly anybody: boolean;
}

/** Does an entry point answer inside networks only? */
export function isInside({ hosts }: Pick<EntryPoint, "hosts">): boolean {
  return hosts.length > 0 && hosts.every((host) => host.private === true);
}

/**
 * What a request to a REST API carries of where it comes from. Only private APIs are asked through VPC endpoints; of
 * somebody who may be anywhere, the address is in none of the blocks that the policy names.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function networkContext({ hosts }: EntryPoint, policy: Policies, { inside, anybody }: Origin): Context {
  if (inside || hosts.some((host) => host.private !== false)) return {};
  const outside = { "aws:sourcevpce": null, "aws:sourcevpc": null, "aws:vpcsourceip": null };
  const address = anybody ? addressAnywhere(policy) : undefined;
  return address === undefined ? outside : { ...outside, "aws:sourceip": [address] };
}

/** Blocks as wide as a 128th of all addresses keep nobody out who wants in. */
const WIDE = 8;

/** An address in none of the narrow blocks that a policy names; undefined where a block isn't known, or none is left. */
function addressAnywhere({ statements, unread }: Policies): string | undefined {
  const named = statements
    .flatMap(({ conditions }) => conditions.items)
    .filter(({ key }) => /^aws:sourceip$/i.test(key));
  if (unread.length > 0 || named.some(({ values }) => values.missing.length > 0)) return undefined;
  const narrow = named
    .flatMap(({ values }) => values.items)
    .filter((block) => Number(/\/(\d+)$/.exec(block)?.[1] ?? WIDE) >= WIDE);
  return PLACES.find((address) => !blocksInclude(narrow, address));
}

/** Addresses all over the internet. */
const PLACES = Array.from({ length: 200 }, (_, i) => `${i + 11}.${(i * 37) % 256}.${(i * 91) % 256}.${(i % 250) + 3}`);

/** What the policies of VPC endpoints in this input make of a request to a private API; they are asked first. */
export function endpointSteps(model: Model, entryPoint: EntryPoint, ask: IamQuestion): readonly Step[] {
  const { policyOf } = entryPoint;
  if (!policyOf || !isInside(entryPoint)) return [];
  const found = throughEndpoints(model, "execute-api", ask, resourcePolicyOf(model, policyOf));
  if (!found) return [];
  const names = found.endpoints.map(({ address }) => address).join(", ");
  const step = (result: Step["result"], text: string): readonly Step[] => [
    { check: "endpoint", result, text, ...(result === "fail" && { status: 403 }) },
  ];
  if (found.answer === true) return step("pass", `The VPC endpoint ${names} lets it through.`);
  if (found.answer === false) return step("fail", `The policy of the VPC endpoint ${names} doesn't let it through.`);
  return step(
    "unknown",
    `Whether a VPC endpoint lets it through isn't known: the policy of ${names} doesn't, or depends on the call, and others may lead to it.`,
  );
}
