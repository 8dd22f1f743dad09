import type { Integration } from "../../model/index";
import type { Rule } from "../rule";
import { byApi } from "../support/apis";

/** One integration serves any number of routes; an API holds 300, and that can't be raised. */
export const integrationDuplicate: Rule = {
  code: "integration-duplicate",
  severity: "note",
  title: "Several integrations of one API that lead to the same function",
  source:
    "terraform-aws-modules/terraform-aws-apigateway-v2 #57 https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/57",
  check(model, report) {
    for (const integrations of byApi(model.integrations).values()) {
      const first = new Map<string, Integration>();
      for (const integration of integrations) {
        const key = fingerprint(integration);
        if (key === undefined) continue;
        const other = first.get(key);
        if (!other) first.set(key, integration);
        else
          report({
            at: integration,
            message: `${other.address} leads to the same function: an API holds 300 integrations, and routes may share one.`,
            remedy: `Let these routes target ${other.address} and remove this integration.`,
          });
      }
    }
  },
};

/** Same function in the same way; undefined where other settings could tell two apart, or the function isn't known. */
function fingerprint({ function: fn, resource: { attributes } }: Integration): string | undefined {
  if (fn.kind !== "resource") return undefined;
  const settings = ["payload_format_version", "timeout_milliseconds", "request_parameters", "credentials_arn"].map(
    (name) => attributes.value(name),
  );
  return settings.every((s) => s.known) ? JSON.stringify([fn.target.address, settings]) : undefined;
}
