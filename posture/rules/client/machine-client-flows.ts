import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { isMachine } from "../support/clients";

export const machineClientFlows: Rule = {
  code: "machine-client-flows",
  severity: "error",
  title: "A machine client with other OAuth flows beside client_credentials",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      const others = client.flows.items.filter((flow) => flow !== "client_credentials");
      if (!isMachine(client) || others.length === 0) continue;
      report({
        at: client,
        message: `client_credentials is combined with ${others.join(" and ")}: AWS accepts it only alone.`,
        remedy: "Make two clients, one for machines and one for people.",
      });
    }
  },
};
