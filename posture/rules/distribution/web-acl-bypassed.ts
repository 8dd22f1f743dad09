import { admissionOf, entryPointAt } from "../../access/index";
import { SOURCES } from "../../aws/sources";
import {
  environmentVariable,
  holds,
  targetOf,
  type Answer,
  type EntryPoint,
  type Model,
  type Resource,
  type Route,
} from "../../model/index";
import type { Rule } from "../rule";

/** A web ACL filters what comes by the resource that it is associated with, and nothing else. */
export const webAclBypassed: Rule = {
  code: "web-acl-bypassed",
  severity: "warning",
  title: "A web ACL that callers go around",
  source: SOURCES.webAcl,
  check(model, report) {
    const isBehindAcl = new Map(model.entryPoints.map((one) => [one, isFiltered(model, one)]));
    const filtered = model.entryPoints.filter((one) => isBehindAcl.get(one) !== false);
    const told = new Set<string>();
    for (const entryPoint of filtered) {
      const { kind, authorization } = entryPoint;
      if (kind === "distribution" && authorization.kind === "unknown") report.unknown(entryPoint, authorization.why);
      const ways = waysAround(model, entryPoint, filtered);
      const [around] = ways;
      const key = `${entryPoint.groupAddress ?? entryPoint.address} ${around?.groupAddress ?? around?.address ?? ""}`;
      if (!around || told.has(key)) continue;
      told.add(key);
      if (isBehindAcl.get(entryPoint) === "unknown") {
        report.unknown(entryPoint, "whether a web ACL is associated with it (web_acl_id)");
        continue;
      }
      const same = ways.filter(({ group }) => group === around.group);
      const names = same.length > MOST ? `${String(same.length)} routes, e.g. ${around.name},` : listed(same);
      report({
        at: entryPoint,
        message: `The web ACL before ${nameOf(entryPoint)} doesn't see what is sent directly to ${names} of ${around.group} (${around.id}), which lead${same.length === 1 ? "s" : ""} to the same place.`,
        remedy:
          "Close the other address (disable_execute_api_endpoint, AWS_IAM with origin access control, an authorizer that checks a secret header), or associate a web ACL with it too.",
      });
    }
  },
};

const MOST = 6;

function listed(ways: readonly EntryPoint[]): string {
  const names = [...new Set(ways.map(({ name }) => name))];
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** Of a distribution, its address: its group is all of them. */
const nameOf = ({ kind, group, address }: EntryPoint): string => (kind === "distribution" ? address : group);

function isFiltered(model: Model, { resource, groupAddress, kind }: EntryPoint): Answer {
  if (kind === "distribution") {
    if (resource.attributes.references("web_acl_id").length > 0) return true;
    return holds(resource.attributes.text("web_acl_id"), (id = "") => id !== "");
  }
  return ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"].some((type) =>
    model.ofType(type).some((association) =>
      association.attributes.references("resource_arn").some(({ address }) => {
        const at = model.resources.find((one) => one.address === address);
        return address === groupAddress || (at !== undefined && isStageOf(at, groupAddress));
      }),
    ),
  );
}

function isStageOf({ type, attributes }: Resource, api: string | undefined): boolean {
  return (
    type === "aws_api_gateway_stage" && attributes.references("rest_api_id").some(({ address }) => address === api)
  );
}

/** What leads to the same place, with no web ACL before it, for callers that the filtered one lets in. */
function waysAround(
  model: Model,
  { authorization, target, id, groupAddress }: EntryPoint,
  filtered: readonly EntryPoint[],
): readonly EntryPoint[] {
  const fn = target.kind === "function" ? targetOf(target.function) : undefined;
  const behind =
    authorization.kind === "forwarded" ? authorization.to.flatMap((one) => entryPointAt(model, one) ?? []) : [];
  const direct = behind.filter((one) => isPublic(one) && !refuses(one, authorization));
  const beside = model.entryPoints.filter(
    (one) =>
      fn !== undefined &&
      one.id !== id &&
      one.groupAddress !== groupAddress &&
      one.target.kind === "function" &&
      targetOf(one.target.function) === fn &&
      isPublic(one) &&
      one.kind !== "direct-invocation" &&
      admissionOf(model, one).open === true,
  );
  return [...direct, ...(behind.length > 0 ? [] : beside)].filter((one) => !filtered.includes(one));
}

function isPublic({ hosts }: EntryPoint): boolean {
  return hosts.some((host) => host.private === false && host.mutualTls === false);
}

/** The bundled authorizer looks at nothing but the token unless it has an ORIGIN_HEADER. What others look at isn't known. */
function ignoresHeaders(route: Route): boolean {
  const authorizer = targetOf(route.authorizer);
  const decides = authorizer?.lambda && targetOf(authorizer.lambda.function);
  if (!decides) return false;
  const [rules, header] = ["AUTHORIZER_CONFIG", "ORIGIN_HEADER"].map(
    (name) => environmentVariable(decides, name).isSet,
  );
  return rules === true && header === false;
}

/** Does what is behind a distribution tell its requests from others'? */
function refuses({ authorization: own }: EntryPoint, through: EntryPoint["authorization"]): boolean {
  if (own.kind === "iam") return through.kind === "forwarded" && through.signs !== false;
  if (own.kind === "route") {
    const type = own.route.authorization;
    if (!type.known) return true;
    return type.value === "CUSTOM" && !ignoresHeaders(own.route);
  }
  return own.kind === "authorizer" || own.kind === "limited" || own.kind === "unknown" || own.kind === "nobody";
}
