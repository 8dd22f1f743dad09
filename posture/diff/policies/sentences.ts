import type { Condition, PolicyPermission } from "../../iam/index";
import { shown } from "../../redact/redact";

/** More than this many permissions are counted. */
const MOST = 6;

/** `s3:GetObject on arn:…; s3:PutObject on arn:…, only where StringEquals aws:PrincipalOrgID o-1`. */
export function permissionList(
  permissions: readonly PolicyPermission[],
  way: "gained" | "lost",
  everybody = "everybody with an AWS account",
  verb: "allow" | "deny" = "allow",
): string {
  const all = permissions.filter((one) => !permissions.some((other) => other !== one && includes(other, one)));
  const texts = [...new Set(all.map((one) => permissionText(one, way, everybody, verb)))];
  const more = texts.length > MOST ? `; and ${String(texts.length - MOST)} more` : "";
  return texts.slice(0, MOST).join("; ") + more;
}

/** Said with every action already. */
function includes(wide: PolicyPermission, narrow: PolicyPermission): boolean {
  return (
    wide.action === "*" &&
    narrow.action !== "*" &&
    wide.wholly &&
    wide.principal === narrow.principal &&
    (wide.resource === "*" || wide.resource === narrow.resource)
  );
}

function permissionText(
  permission: PolicyPermission,
  way: "gained" | "lost",
  everybody: string,
  verb: "allow" | "deny",
): string {
  const { action, resource, principal } = permission;
  const whom = principal === undefined ? "" : ` for ${principalText(principal, way, everybody)}`;
  const on = principal !== undefined && resource === "*" ? "" : ` on ${resource}`;
  const left = exceptionText(permission, way, "what", verb);
  return `${masked(permission, `${action}${on}${whom}`)}${left}${conditional(permission, way)}`;
}

/** Which part of what the patterns stand for is no difference. `which`: `what`, or `whom` of principals. */
export function exceptionText(
  { inPart, withheld }: PolicyPermission,
  way: "gained" | "lost",
  which: "what" | "whom",
  verb: "allow" | "deny" = "allow",
): string {
  const verbs = [
    ...(withheld ? [way === "lost" ? "denied" : "deny"] : []),
    ...(inPart && way === "lost" ? [verb] : []),
  ];
  return verbs.length === 0 ? "" : `, except ${which} other statements ${verbs.join(" or ")}`;
}

/** What became of the conditions, where there are any. */
export function conditional(permission: PolicyPermission, way: "gained" | "lost"): string {
  const except = way === "lost" ? [] : permission.except.map((one) => conditionsText(one.conditions.items));
  const texts = [...new Set(except.map((one) => masked(permission, one)).filter((one) => one !== ""))];
  return conditionsOf(permission, way) + (texts.length > 0 ? `, except where ${texts.join(", or where ")}` : "");
}

function conditionsOf(permission: PolicyPermission, way: "gained" | "lost"): string {
  const { wholly, conditions, otherwise, denied } = permission;
  const [here, there] = [conditions, otherwise].map((all) => masked(permission, conditionsText(all)));
  if (wholly) return here === "" ? "" : `, where ${here ?? ""}`;
  // The other side denies it on a condition: that is where it is allowed here and not there.
  const except = denied ? masked(permission, conditionsText(denied.conditions.items)) : "";
  if (except !== "" && here === there) return `, ${way === "gained" ? "also" : "not"} where ${except}`;
  const now = way === "gained" ? here : there;
  const was = way === "gained" ? there : here;
  if (way === "gained" && now === "") return was === "" ? "" : `, no longer only where ${was ?? ""}`;
  if (now === "") return was === "" ? ", in fewer requests" : `, in fewer requests than where ${was ?? ""}`;
  return `, ${way === "lost" ? "only " : ""}where ${now ?? ""}${was === "" ? "" : ` (was: where ${was ?? ""})`}`;
}

function conditionsText(conditions: readonly Condition[]): string {
  const texts = conditions.map(
    ({ operator, key, values }) =>
      `${operator} ${key} ${[...values.items, ...values.missing.map(() => "(not known yet)")].join(" or ") || "(nothing)"}`,
  );
  return [...new Set(texts)].join(" and ");
}

/** Whom a statement names, for people. */
export function principalText(
  principal: string,
  way: "gained" | "lost",
  everybody = "everybody with an AWS account",
): string {
  return principal === "*" || (way === "gained" && principal === "everybody else") ? everybody : principal;
}

function masked({ by }: PolicyPermission, text: string): string {
  const { at } = by;
  return at.resource ? shown({ resource: at.resource, address: at.address }, at.path, text) : text;
}
