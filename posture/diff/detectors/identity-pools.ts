import { NO_POLICIES, boundaryOf, comparePolicies, poolIdentities, policiesOf, rolesFor } from "../../iam/index";
import type { Identity, PoolIdentity } from "../../iam/index";
import { valueOr, type Answer, type Entity, type Model } from "../../model/index";
import { unknown, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { pairs } from "../pairs";
import { permissionList } from "../policies/sentences";
import { entityOf } from "../policies/grouped-changes";

const ATTACHMENT = "aws_cognito_identity_pool_roles_attachment";

/** Which roles identity pools give to guests and to users who signed in. */
export const identityPools: Detector = {
  source:
    "Cognito: Role trust and permissions https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
  codes: {
    "identity-pool-role-added": {
      title: "Guests or users of an identity pool get a role",
      kinds: ["broadened", "neutral"],
    },
    "identity-pool-role-removed": {
      title: "Guests or users of an identity pool no longer get a role",
      kinds: ["narrowed", "neutral"],
    },
    "identity-pool-unknown": unknown("Whether an identity pool gives a role isn't known before apply"),
  },
  detect(comparison, report) {
    const { before, after, moved } = comparison;
    const pools = (model: Model) => model.ofType("aws_cognito_identity_pool").map(entityOf);
    const key = ({ resource }: Entity) => valueOr(resource.attributes.text("identity_pool_name"), undefined);
    for (const pair of pairs(pools(before), pools(after), { moved, key }))
      for (const kind of ["guests", "signed-in"] as const) {
        const had = rolesOf(before, pair.before, kind);
        const has = rolesOf(after, pair.after, kind);
        const entity = pair.after ?? pair.before;
        if (!entity) continue;
        for (const role of has) tell(comparison, entity, kind, role, find(had, role), "after", report);
        for (const role of had) if (!find(has, role)) tell(comparison, entity, kind, role, undefined, "before", report);
      }
  },
};

interface Given {
  readonly role: Identity;
  readonly sure: Answer;
}

function rolesOf(model: Model, pool: Entity | undefined, kind: PoolIdentity["kind"]): readonly Given[] {
  const principal = poolIdentities(model).find((one) => one.kind === kind && one.pool === pool?.resource);
  return principal ? rolesFor(model, principal).filter(({ sure }) => sure !== false) : [];
}

/** The same role on the other side: by its name, or its address. */
function find(list: readonly Given[], { role }: Given): Given | undefined {
  return list.find(
    (one) =>
      (role.name !== undefined && one.role.name === role.name) || one.role.resource?.address === role.resource?.address,
  );
}

function tell(
  comparison: Comparison,
  at: Entity,
  kind: PoolIdentity["kind"],
  { role, sure }: Given,
  other: Given | undefined,
  side: "before" | "after",
  report: Reporter,
): void {
  if (other?.sure === sure || (other && side === "before")) return;
  const gains = side === "after" && sure === true;
  const name = valueOr(at.resource.attributes.text("identity_pool_name"), undefined) ?? at.address;
  const who =
    kind === "guests"
      ? `Guests of the identity pool ${name}, who did not sign in,`
      : `Users of the identity pool ${name}`;
  const called = `role ${role.name ?? role.called}`;
  const attributes = [
    { address: at.address, attribute: "allow_unauthenticated_identities" },
    { address: at.address },
    ...comparison[side].ofType(ATTACHMENT).flatMap(({ address }) => [{ address, attribute: "*" }, { address }]),
  ];
  if (sure === "unknown" || other)
    return report({
      at,
      attributes,
      code: "identity-pool-unknown",
      summary: `Whether ${who.charAt(0).toLowerCase()}${who.slice(1)} get the ${called} is unknown before apply.`,
    });
  const model = comparison[side];
  const boundary = boundaryOf(model, role);
  const { gained, unknown } = comparePolicies(
    [NO_POLICIES],
    [policiesOf(model, role), ...(boundary ? [boundary] : [])],
  );
  const allowed = permissionList(gained, "gained");
  const what =
    allowed !== ""
      ? `which is allowed ${allowed}${unknown ? ", and perhaps more" : ""}`
      : unknown
        ? "whose permissions aren't known"
        : "which is allowed nothing here";
  const counts = allowed !== "" || unknown !== undefined;
  report({
    at,
    attributes,
    code: gains ? "identity-pool-role-added" : "identity-pool-role-removed",
    kind: counts ? (gains ? "broadened" : "narrowed") : "neutral",
    summary: `${who} ${gains ? "now get" : "no longer get"} the ${called}, ${what}.`,
    [side]: called,
  });
}
