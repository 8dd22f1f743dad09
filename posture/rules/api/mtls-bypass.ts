import { is, targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** Mutual TLS guards the custom domain only; the API's own address asks for no certificate. */
export const mtlsBypass: Rule = {
  code: "mtls-bypass",
  severity: "warning",
  title: "An API behind mutual TLS whose execute-api address requires no certificate",
  source: SOURCES.disableEndpoint,
  check(model, report) {
    const told = new Set<string>();
    for (const { kind, hosts, resource, groupAddress = resource.address } of model.entryPoints) {
      if (kind !== "rest-api-method" || told.has(groupAddress)) continue;
      const guarded =
        hosts.find((host) => host.mutualTls === true) ?? hosts.find((host) => host.mutualTls === "unknown");
      const own = hosts.find(({ name, private: inside }) => name.startsWith("execute-api of ") && inside === false);
      if (!guarded || !own) continue;
      told.add(groupAddress);
      const disabled = model.resources
        .find(({ address }) => address === groupAddress)
        ?.attributes.flag("disable_execute_api_endpoint");
      if (disabled?.known === false) {
        report.unknown({ address: groupAddress }, `disable_execute_api_endpoint (${disabled.why})`);
        continue;
      }
      if (guarded.mutualTls === "unknown") {
        report.unknown({ address: groupAddress }, `whether ${guarded.name} asks for client certificates`);
        continue;
      }
      report({
        at: { address: groupAddress },
        message: `${guarded.name} requires client certificates, but the execute-api address of the API doesn't.`,
        remedy: "Set disable_execute_api_endpoint = true.",
      });
    }
    for (const mapping of model.apiMappings) {
      const [api, domain] = [targetOf(mapping.api), targetOf(mapping.domain)];
      if (api && !domain && mapping.domain.kind !== "none" && is(api.endpointDisabled, true) !== true)
        report.unknown(api, `whether the domain of ${mapping.address} asks for client certificates`);
      if (!api || !domain) continue;
      when(report, domain, domain.mutualTls, "whether the domain asks for client certificates", (mutual) => {
        if (!mutual) return;
        when(report, api, api.endpointDisabled, "disable_execute_api_endpoint", (disabled) => {
          if (disabled) return;
          report({
            at: api,
            message: `${domain.address} requires client certificates, but the execute-api address of the API doesn't.`,
            remedy: "Set disable_execute_api_endpoint = true.",
          });
        });
      });
    }
  },
};
