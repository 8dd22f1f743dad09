import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const PASSWORD = ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"];

/** The password reaches the application in plain text, and the token carries no scope of a resource server. */
export const clientPasswordFlow: Rule = {
  code: "client-password-flow",
  severity: "note",
  title: "A client that lets applications handle the password (USER_PASSWORD_AUTH)",
  source: SOURCES.accessToken,
  check(model, report) {
    for (const client of model.clients) {
      const flow = client.authFlows.items.find((f) => PASSWORD.includes(f));
      if (flow === undefined) continue;
      report({
        at: client,
        message: `${flow} hands the password to the application, and its tokens carry no scope of a resource server: routes with scopes answer 403.`,
        remedy: "Remove it and sign in with the code flow, or with ALLOW_USER_SRP_AUTH.",
        nearest: "ALLOW_USER_SRP_AUTH",
      });
    }
  },
};
