import { admissionOf, entryPointAt } from "../../access/index";
import { SOURCES } from "../../aws/sources";
import { targetOf } from "../../model/index";
import type { EntryPoint, Model, Resource } from "../../model/index";
import type { Rule } from "../rule";

/** A web ACL filters what comes by the resource that it is associated with, and nothing else. */
export const webAclBypassed: Rule = {
  code: "web-acl-bypassed",
  severity: "warning",
  title: "A web ACL that callers go around",
  source: SOURCES.webAcl,
  check(model, report) {
    const filtered = model.entryPoints.filter((one) => isFiltered(model, one));
    const told = new Set<string>();
    for (const entryPoint of filtered) {
      const around = waysAround(model, entryPoint, filtered);
      const key = `${entryPoint.groupAddress ?? entryPoint.address} ${around?.groupAddress ?? around?.address ?? ""}`;
      if (!around || told.has(key)) continue;
      told.add(key);
      report({
        at: entryPoint,
        message: `The web ACL before ${entryPoint.group} doesn't see what is sent to ${around.name} of ${around.group} (${around.id}), which leads to the same place.`,
        remedy:
          "Close the other address (disable_execute_api_endpoint, AWS_IAM with origin access control, an authorizer that checks a secret header), or associate a web ACL with it too.",
      });
    }
  },
};

function isFiltered(model: Model, { resource, groupAddress, kind }: EntryPoint): boolean {
  if (kind === "distribution") {
    const id = resource.attributes.text("web_acl_id");
    return !id.known || (id.value !== undefined && id.value !== "");
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
): EntryPoint | undefined {
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
  return [...direct, ...(behind.length > 0 ? [] : beside)].find((one) => !filtered.includes(one));
}

function isPublic({ hosts }: EntryPoint): boolean {
  return hosts.some((host) => host.private === false && host.mutualTls === false);
}

/** Does what is behind a distribution tell its requests from others'? */
function refuses({ authorization: own }: EntryPoint, through: EntryPoint["authorization"]): boolean {
  if (own.kind === "iam") return through.kind === "forwarded" && through.signs !== false;
  if (own.kind === "route") {
    const type = own.route.authorization;
    return !type.known || type.value === "CUSTOM";
  }
  return own.kind === "authorizer" || own.kind === "limited" || own.kind === "unknown" || own.kind === "nobody";
}
