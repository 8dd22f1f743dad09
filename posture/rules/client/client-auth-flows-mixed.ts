import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const LEGACY: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  CUSTOM_AUTH_FLOW_ONLY: "ALLOW_CUSTOM_AUTH",
  USER_PASSWORD_AUTH: "ALLOW_USER_PASSWORD_AUTH",
};

export const clientAuthFlowsMixed: Rule = {
  code: "client-auth-flows-mixed",
  severity: "error",
  title: "Sign-in flows with and without ALLOW_ on one client",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      const legacy = client.authFlows.items.filter((flow) => LEGACY[flow] !== undefined);
      if (legacy.length === 0 || !client.authFlows.items.some((flow) => flow.startsWith("ALLOW_"))) continue;
      const instead = legacy.map((flow) => LEGACY[flow] ?? flow);
      report({
        at: client,
        message: `${legacy.join(", ")} is a legacy value and can't be combined with ALLOW_ values: AWS refuses the client.`,
        remedy: `Write ${instead.join(", ")}, or remove it.`,
        nearest: instead[0] ?? "",
      });
    }
  },
};
