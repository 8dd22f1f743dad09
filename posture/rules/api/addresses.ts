import { belongsTo } from "../../iam/references";
import { holds, valueOr, type Model, type Resource } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { when } from "../support/known";

/** What maps a domain to each kind of API. */
const MAPPINGS: Readonly<Record<string, readonly string[]>> = {
  aws_apigatewayv2_api: ["aws_apigatewayv2_api_mapping"],
  aws_api_gateway_rest_api: ["aws_api_gateway_base_path_mapping", "aws_apigatewayv2_api_mapping"],
};

/** An API that doesn't answer at its execute-api address answers at domains only, and CloudFront can't reach it either. */
export const apiWithoutAddress: Rule = {
  code: "api-without-address",
  severity: "warning",
  title: "An API whose execute-api address is off and that no domain leads to",
  source: SOURCES.disableEndpoint,
  check(model, report) {
    for (const [type, mappings] of Object.entries(MAPPINGS))
      for (const api of model.ofType(type)) {
        const disabled = api.attributes.flag("disable_execute_api_endpoint");
        if (api.mode !== "managed" || holds(disabled, (value) => value === true) === false) continue;
        const answers = mappings
          .flatMap((one) => model.ofType(one))
          .map((mapping) => belongsTo(model, mapping, "api_id", api));
        if (answers.includes(true)) continue;
        if (answers.includes("unknown")) report.unknown(api, "whether a domain leads to it");
        else if (!disabled.known) report.unknown(api, `disable_execute_api_endpoint (${disabled.why})`);
        else
          report({
            at: api,
            message: "disable_execute_api_endpoint is true, and no domain is mapped to the API: nobody can call it.",
            remedy: `Map a domain to it (${mappings[0]}), or set disable_execute_api_endpoint = false.`,
          });
      }
  },
};

/** Where a regional domain's certificate stands. Edge-optimized domains take those of us-east-1. */
const CERTIFICATES: readonly (readonly [type: string, path: readonly (string | number)[], edge: boolean])[] = [
  ["aws_apigatewayv2_domain_name", ["domain_name_configuration", 0, "certificate_arn"], false],
  ["aws_api_gateway_domain_name", ["regional_certificate_arn"], false],
  ["aws_api_gateway_domain_name", ["certificate_arn"], true],
];

/** Regions are told by the ARN of the certificate, and by the region of the domain where the configuration says it. */
export const apiDomainCertificate: Rule = {
  code: "api-domain-certificate",
  severity: "error",
  title: "An API's domain whose certificate is in another region",
  source: SOURCES.apiDomainCertificate,
  check(model, report) {
    for (const [type, path, edge] of CERTIFICATES)
      for (const domain of model.ofType(type)) {
        if (domain.mode !== "managed") continue;
        const [found, wanted] = [certificateRegion(model, domain, path), edge ? "us-east-1" : regionOf(domain)];
        if (found === undefined || wanted === undefined || found === wanted) continue;
        report({
          at: domain,
          message: `The certificate is in ${found}: API Gateway accepts certificates of ${wanted} for this domain.`,
          remedy: `Request the certificate in ${wanted}, and name that one.`,
          nearest: wanted,
        });
      }
  },
};

const regionOf = ({ region }: Resource): string | undefined => valueOr(region, undefined);

function certificateRegion(model: Model, domain: Resource, path: readonly (string | number)[]): string | undefined {
  const arn = domain.attributes.text(...path);
  if (arn.known) return /^arn:[\w-]+:acm:([\w-]+):/.exec(arn.value ?? "")?.[1];
  const named = domain.attributes.references(...path).map(({ address }) => address);
  const certificates = ["aws_acm_certificate", "aws_acm_certificate_validation"]
    .flatMap((type) => model.ofType(type))
    .filter(({ address }) => named.includes(address));
  return certificates.length === 1 && certificates[0] ? regionOf(certificates[0]) : undefined;
}

/** AWS creates no VPC link without subnets, and no private integration without a link. */
export const vpcLink: Rule = {
  code: "vpc-link",
  severity: "error",
  title: "A VPC link without subnets, or a private integration without a link",
  source: SOURCES.privateIntegration,
  check(model, report) {
    for (const link of model.ofType("aws_apigatewayv2_vpc_link")) {
      const subnets = link.attributes.texts("subnet_ids");
      if (link.mode !== "managed" || subnets.items.length + subnets.missing.length > 0) continue;
      report({
        at: link,
        message: "subnet_ids is empty: AWS creates no VPC link without a subnet.",
        remedy: "Name the subnets that the private load balancer or service is reached from.",
      });
    }
    for (const integration of ["aws_apigatewayv2_integration", "aws_api_gateway_integration"].flatMap((type) =>
      model.ofType(type),
    )) {
      const { attributes } = integration;
      if (valueOr(attributes.text("connection_type"), undefined) !== "VPC_LINK") continue;
      // A link's own id names it before it is made.
      const [named] = attributes.pieces("connection_id") ?? [];
      if (typeof named === "object" && /\baws_api(_gateway|gatewayv2)_vpc_link\./.test(named.address)) continue;
      when(report, integration, attributes.text("connection_id"), "connection_id", (id) => {
        if (id !== undefined && id !== "") return;
        report({
          at: integration,
          message: "connection_type is VPC_LINK, and connection_id names no link: AWS refuses the integration.",
          remedy: "Set connection_id to the id of a VPC link, or leave connection_type out for a public backend.",
        });
      });
    }
  },
};

/** A stage that is named by its name has to be one of the API's. */
export const mappingStageUnknown: Rule = {
  code: "mapping-stage-unknown",
  severity: "error",
  title: "A domain that is mapped to a stage which the API doesn't have",
  source: SOURCES.stages,
  check: each("apiMappings", (mapping, report, model) => {
    const { api, stage } = mapping;
    if (api.kind !== "resource" || !api.target.managed) return;
    if (stage.kind === "unknown") report.unknown(mapping, `the stage (${stage.why})`);
    if (stage.kind !== "external") return;
    const own = model.stages.filter((one) => one.api.kind !== "resource" || one.api.target === api.target);
    const names = own.map(({ name }) => (name.known ? name.value : undefined));
    if (names.includes(stage.id) || names.includes(undefined) || (api.target.quickCreate && stage.id === "$default"))
      return;
    report({
      message: `stage is "${stage.id}", and ${api.target.address} has no such stage: AWS refuses the mapping.`,
      remedy: names.length === 0 ? "Add the stage." : `Write ${names.map((name) => `"${name ?? ""}"`).join(" or ")}.`,
    });
  }),
};
