import { comparePolicies, ownPolicy, policyOwner, resourcePolicyOf, type Policies } from "../../iam/index";
import { known, listing, type Model, type Resource } from "../../model/index";
import { broadened, unknown, narrowed, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { denials } from "../policies/denials";
import { namingFor } from "../policies/names";
import { argumentOf, RESOURCE_POLICIES } from "../policies/resource-policies";
import { permissionList } from "../policies/sentences";
import { entityOf } from "../policies/grouped-changes";
import { resourcePairs, type ResourcePair } from "../resource-pairs";

/** Services that answer signed requests only. */
const SIGNED = /^aws_(kms|secretsmanager)_/;

/** What resources say themselves of who may use them. */
export const resourcePolicies: Detector = {
  source:
    "AWS IAM: Identity-based policies and resource-based policies https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  codes: {
    "resource-policy-widened": broadened("A resource's own policy allows more, or denies less"),
    "resource-policy-narrowed": narrowed("A resource's own policy allows less, or denies more"),
    "resource-policy-unknown": unknown("What a resource's own policy allows isn't known before apply"),
  },
  compares: Object.fromEntries(Object.keys(RESOURCE_POLICIES).map((type) => [type, argumentOf(type)])),
  detect(comparison, report) {
    for (const pair of resourcePairs(comparison)) {
      const resource = pair.after ?? pair.before;
      const absent = resource?.mode === "managed" ? RESOURCE_POLICIES[resource.type] : undefined;
      if (!resource || !absent) continue;
      // What comes or goes with its resource is told there.
      if (!(pair.before && pair.after) && !/_policy$/.test(resource.type)) continue;
      compare(comparison, pair, absent, report);
    }
  },
};

type Side = Policies | "unread";

function compare(
  comparison: Comparison,
  pair: ResourcePair,
  absent: "nobody" | "everybody" | "unread",
  report: Reporter,
): void {
  const { before, after } = pair;
  const resource = (after ?? before) as Resource;
  const policy = argumentOf(resource.type);
  const owners = ownersIn(comparison, pair);
  const signed = absent === "everybody" && wantsSignatures(comparison, owners);
  const isAbsent = (one: Resource | undefined): boolean => {
    const text = one?.attributes.text(policy);
    return !text || (text.known && (text.value === undefined || text.value === ""));
  };
  // What comes or goes may stand elsewhere on the other side: in an argument of its owner, or in another resource.
  const isMoved = isAbsent(before) !== isAbsent(after);
  const read = (model: Model, one: Resource | undefined, owner: Resource | undefined): Policies | undefined => {
    const found =
      isMoved && owner ? resourcePolicyOf(model, owner) : one && !isAbsent(one) && ownPolicy(model, one, policy);
    return found && found.statements.length + found.unread.length > 0 ? found : undefined;
  };
  const none: Side =
    absent === "unread" ? absent : absent === "nobody" || signed ? { statements: [], unread: [] } : everybody(resource);
  const left = read(comparison.after, after, owners.after);
  const [was, is] = [read(comparison.before, before, owners.before) ?? none, left ?? none];
  if (was === "unread" && is === "unread") return;
  const { address } = resource;
  const at = entityOf(resource);
  const attributes = [{ address, attribute: policy }, ...(before && after ? [] : [{ address }])];
  const unknown = (why: string): void =>
    report({
      at,
      attributes,
      code: "resource-policy-unknown",
      summary: `Whether the policy of ${address} lets in other callers than before is unknown: ${why}.`,
    });
  if (was === "unread" || is === "unread") {
    unknown("on one side it is AWS's default policy, which isn't part of this input");
    return;
  }
  const difference = comparePolicies([was], [is], namingFor(comparison));
  const { gained, lost } = difference;
  const whom = signed || SIGNED.test(resource.type) ? "everybody with an AWS account" : "everybody";
  if (gained.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-widened",
      summary:
        left === undefined && resource.type.startsWith("aws_api_gateway_rest_api")
          ? `${(owners.after ?? resource).address} has no resource policy now: the authorization of its methods alone decides who may call them.`
          : `The policy of ${address} now allows ${permissionList(gained, "gained", whom)}.`,
    });
  if (lost.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-narrowed",
      summary: `The policy of ${address} ${lost.every(({ wholly }) => wholly) ? "no longer allows" : "allows less:"} ${permissionList(lost, "lost", whom)}.`,
    });
  // Callers of the same account need no allowance here, where policies of their own allow it: for them a denial counts by itself.
  const isBeside = absent === "nobody" || signed || resource.type.startsWith("aws_efs_");
  const denied = comparePolicies(
    ...([was, is].map((one) => (isBeside ? [denials(one)] : [])) as [Policies[], Policies[]]),
    namingFor(comparison),
  );
  if (denied.lost.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-widened",
      summary: `The policy of ${address} ${denied.lost.every(({ wholly }) => wholly) ? "no longer denies" : "denies less:"} ${permissionList(denied.lost, "lost", whom, "deny")}: policies of callers may allow it.`,
    });
  if (denied.gained.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-narrowed",
      summary: `The policy of ${address} now denies ${permissionList(denied.gained, "gained", whom, "deny")}.`,
    });
  const open = difference.unknown ?? denied.unknown;
  if (open) unknown(open.why);
  else if (isMoved) report.compared(address, "*");
}

type Owners = { readonly [Side in "before" | "after"]: Resource | undefined };

/** Whose policy it is, on both sides: the resource itself, or the one that it names. */
function ownersIn({ before: base, after: head, moved }: Comparison, { before, after }: ResourcePair): Owners {
  const owner = (model: Model, one: Resource | undefined) => one && (policyOwner(model, one) ?? one);
  const [was, is] = [owner(base, before), owner(head, after)];
  const place = was && ([...moved].find(([, previous]) => previous === was.address)?.[0] ?? was.address);
  return {
    before: was ?? (is && base.resource(moved.get(is.address) ?? is.address)),
    after: is ?? (place === undefined ? undefined : head.resource(place)),
  };
}

/**
 * Is it the policy of a REST API each of whose methods wants a signature? Without one, these let in only whom policies of their own let: then a
 * policy of the API lets in others, and does not keep out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
function wantsSignatures({ before, after }: Comparison, owners: Owners): boolean {
  const methods = [before, after].flatMap((model) =>
    model.entryPoints.filter(
      ({ kind, policyOf }) =>
        kind === "rest-api-method" && [owners.before, owners.after].some((api) => api?.address === policyOf?.address),
    ),
  );
  return methods.length > 0 && methods.every(({ authorization }) => authorization.kind === "iam");
}

/** What an API without a policy of its own lets in, as the statement that says the same. */
function everybody({ address }: Resource): Policies {
  const all = { not: false, list: listing(["*"]) };
  const principals = { not: false, list: listing([{ kind: "everyone" as const, id: "*" }]) };
  const statement = { at: { address }, effect: known("Allow"), principals, actions: all, resources: all };
  return { statements: [{ ...statement, conditions: listing([]), variables: false }], unread: [] };
}
