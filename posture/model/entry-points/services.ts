import { targetOf, type Entity, type Link, type Resource, type Step } from "../../terraform/resource";
import { listing, valueOr } from "../../terraform/value";
import { entryPoint, nameText, textOr, toFunction } from "./common";
import type { Authorization, EntryPoint } from "./entry-point";
import { leadsToResource, type Sources } from "./sources";

const SERVICE = ["aws_vpclattice_service"];
const GROUP = ["aws_vpclattice_target_group"];

/** Of a partner that wasn't found: it may be another state's, or it isn't known which. */
function missing(link: Link<Entity>): Record<"is" | "why", string> {
  if (link.kind === "unknown") return { is: "isn't known", why: `isn't known (${link.why})` };
  return { is: "isn't in this input", why: "isn't in this input" };
}

/** Listeners and rules of VPC Lattice services that forward to functions. They answer inside the networks of theirs. */
export function latticeEntryPoints(sources: Sources): EntryPoint[] {
  const attached = sources.ofType("aws_vpclattice_target_group_attachment").flatMap((one) => {
    const fn = sources.functionAt(one, "target", 0, "id");
    const isFunction = fn.kind === "resource" || (fn.kind === "external" && /:function:/.test(fn.id));
    const group = sources.resourceAt(one.attributes, ["target_group_identifier"], GROUP);
    return isFunction || fn.kind === "unknown" ? [{ group, fn }] : [];
  });
  return ["default_action", "action"].flatMap((block) =>
    sources
      .ofType(block === "action" ? "aws_vpclattice_listener_rule" : "aws_vpclattice_listener")
      .flatMap((listener): EntryPoint[] => {
        const forward: Step[] = [block, 0, "forward", 0, "target_groups"];
        const groups = listener.attributes
          .blocks(...forward)
          .items.map((_, i) =>
            sources.resourceAt(listener.attributes, [...forward, i, "target_group_identifier"], GROUP),
          );
        const link = sources.resourceAt(listener.attributes, ["service_identifier"], SERVICE, {
          ids: (text) => [text, text.replace(/^.*service\//, "")],
        });
        const service = targetOf(link)?.resource;
        const reached = groups.flatMap((link) => {
          const group = targetOf(link)?.resource;
          return attached.filter((one) => group && leadsToResource(one.group, group) !== false);
        });
        return reached.map(({ fn }, i) =>
          entryPoint(listener, {
            ...(reached.length > 1 && { part: String(i) }),
            kind: "service",
            name: block === "action" ? `rule ${nameText(listener)}` : "every request (default action)",
            group: service
              ? `VPC Lattice service ${nameText(service)}`
              : `a VPC Lattice service that ${missing(link).is}`,
            ...(service && { groupAddress: service.address }),
            hosts: [
              {
                name: service
                  ? textOr(service, "custom_domain_name", `the domain of ${service.address}`)
                  : listener.address,
                private: true,
                mutualTls: false,
              },
            ],
            authorization: service
              ? latticeAuthorization(service)
              : { kind: "unknown", why: `its service ${missing(link).why}` },
            target: toFunction(fn),
          }),
        );
      }),
  );
}

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html */
function latticeAuthorization(service: Resource): Authorization {
  const type = service.attributes.text("auth_type");
  if (!type.known) return { kind: "unknown", why: `its auth_type isn't known (${type.why})` };
  if (type.value === undefined || type.value === "NONE") return { kind: "none" };
  return { kind: "unknown", why: "its auth policy for vpc-lattice-svcs:Invoke isn't analysed" };
}

/** Functions that an AgentCore gateway offers as tools, and functions that it asks about each request. */
export function agentGatewayEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_bedrockagentcore_gateway_target").flatMap((tool): EntryPoint[] => {
    const path = ["target_configuration", 0, "mcp", 0, "lambda"];
    if (tool.attributes.blocks(...path).items.length === 0) return [];
    const gateways = ["aws_bedrockagentcore_gateway"];
    const link = sources.resourceAt(tool.attributes, ["gateway_identifier"], gateways);
    const gateway = targetOf(link)?.resource;
    return [
      entryPoint(tool, {
        kind: "service",
        name: `tool ${nameText(tool)}`,
        group: gateway ? `AgentCore gateway ${nameText(gateway)}` : `an AgentCore gateway that ${missing(link).is}`,
        ...(gateway && { groupAddress: gateway.address }),
        hosts: [{ name: `the URL of ${gateway?.address ?? "its gateway"}`, private: false, mutualTls: false }],
        authorization: gateway
          ? gatewayAuthorization(gateway)
          : { kind: "unknown", why: `its gateway ${missing(link).why}` },
        target: toFunction(sources.functionAt(tool, ...path, 0, "lambda_arn")),
      }),
    ];
  });
}

/** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html */
function gatewayAuthorization(gateway: Resource): Authorization {
  const { attributes: a } = gateway;
  const type = a.text("authorizer_type");
  if (!type.known) return { kind: "unknown", why: `its authorizer_type isn't known (${type.why})` };
  switch (type.value) {
    case "NONE":
      return { kind: "none" };
    case "CUSTOM_JWT": {
      const url = a.text("authorizer_configuration", 0, "custom_jwt_authorizer", 0, "discovery_url");
      const issuer = valueOr(url, undefined)?.replace(/\/\.well-known\/openid-configuration$/, "");
      return { kind: "token", issuer: issuer ?? "an issuer that isn't known yet", scopes: listing<string>([]) };
    }
    case "AWS_IAM":
      return { kind: "iam", action: "bedrock-agentcore:InvokeGateway", of: { kind: "none" } };
    default:
      return { kind: "unknown", why: `there is no authorizer_type ${type.value ?? "(none)"}` };
  }
}
