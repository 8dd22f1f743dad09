import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { onlyMachine } from "../support/clients";

const OF_USERS = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

export const machineClientScopes: Rule = {
  code: "machine-client-scopes",
  severity: "error",
  title: "A machine client with openid or another scope of users, or with none",
  source: SOURCES.scopes,
  check(model, report) {
    for (const client of model.clients) {
      if (!onlyMachine(client)) continue;
      const wrong = client.scopes.items.filter((scope) => OF_USERS.includes(scope));
      if (wrong.length > 0)
        report({
          at: client,
          message: `A machine can't have ${wrong.join(", ")}: there is no user behind its token. AWS refuses the client.`,
          remedy: "Name scopes of a resource server only, e.g. https://api.example/read.",
        });
      else if (client.scopes.items.length === 0 && client.scopes.missing.length === 0)
        report({
          at: client,
          message: "The client is to use client_credentials but may ask for no scope: AWS refuses it.",
          remedy: "Name scopes of a resource server in allowed_oauth_scopes.",
        });
    }
  },
};
