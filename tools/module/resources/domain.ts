import { ApiDomain } from "../../../constructs/api/domain/api-domain";
import type { Stage } from "../../../constructs/api/stage";
import type { Blueprint } from "../blueprint";
import { map, text } from "../tokens";

const FILE = "domain.tf";

/** A domain of one's own for the API, and its record where the zone is given. */
export function drawDomain(blueprint: Blueprint, stage: Stage): void {
  const { resource } = new ApiDomain(blueprint.stack, "domain", {
    stage,
    domainName: text("var.custom_domain.name"),
    certificateArn: text("var.custom_domain.certificate_arn"),
    hostedZoneId: text("var.custom_domain.zone.id"),
    mappingKey: text("var.custom_domain.path"),
    // Of the truststore's bucket, which the module doesn't make.
    bucketPrefix: "unused-",
    tags: map("var.tags"),
  });
  const instances = { when: "var.custom_domain != null" };
  blueprint.draw(FILE, resource, {
    comment: "Where callers reach the API; its own address is closed beside it unless disable_execute_api_endpoint is false.",
    instances,
  });
  blueprint.draw(FILE, blueprint.at("aws_apigatewayv2_api_mapping.domain"), { instances });
  blueprint.draw(FILE, blueprint.at("aws_route53_record.domain"), {
    // Before Terraform 1.6, try() of anything that isn't wholly known isn't known.
    instances: { when: "(var.custom_domain == null ? false : var.custom_domain.zone != null)" },
  });
}
