import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { isMachine } from "../support/clients";
import { when } from "../support/known";

export const machineClientSecret: Rule = {
  code: "machine-client-secret",
  severity: "error",
  title: "A machine client without a secret",
  source: SOURCES.appClients,
  check(model, report) {
    for (const client of model.clients) {
      if (!client.managed || !isMachine(client)) continue;
      when(report, client, client.secret, "whether the client has a secret", (secret) => {
        if (secret) return;
        report({
          at: client,
          message: "The client is to use client_credentials but has no secret: AWS refuses it.",
          remedy: "Set generate_secret = true (this replaces an existing client).",
        });
      });
    }
  },
};
