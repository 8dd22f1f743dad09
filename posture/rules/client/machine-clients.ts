import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { isMachine, onlyMachine } from "../support/clients";
import { isOfResources, when } from "../support/known";

export const machineClientFlows: Rule = {
  code: "machine-client-flows",
  severity: "error",
  title: "A machine client with other OAuth flows beside client_credentials",
  source: SOURCES.client,
  check: each("clients", (client, report) => {
    const others = client.flows.items.filter((flow) => flow !== "client_credentials");
    if (!isMachine(client) || others.length === 0) return;
    report({
      message: `client_credentials is combined with ${others.join(" and ")}: AWS accepts it only alone.`,
      remedy: "Create two clients, one for machines and one for people.",
    });
  }),
};

const OF_USERS = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

export const machineClientScopes: Rule = {
  code: "machine-client-scopes",
  severity: "error",
  title: "A machine client with openid or another scope of users, or with none",
  source: SOURCES.scopes,
  check: each("clients", (client, report) => {
    if (onlyMachine(client) !== true) return;
    const wrong = client.scopes.items.filter((scope) => OF_USERS.includes(scope));
    if (wrong.length > 0)
      report({
        message: `A client with client_credentials can't have ${wrong.join(", ")}: there is no user behind its token. AWS refuses the client.`,
        remedy: "Name scopes of a resource server only, e.g. https://api.example/read.",
      });
    else if (client.scopes.missing.length > 0 && !isOfResources(client.resource, "allowed_oauth_scopes"))
      report.unknown(client, `a part of its scopes (${client.scopes.missing.join(", ")})`);
    else if (client.scopes.items.length === 0 && client.scopes.missing.length === 0)
      report({
        message: "The client has client_credentials but no scope: AWS refuses it.",
        remedy: "Name scopes of a resource server in allowed_oauth_scopes.",
      });
  }),
};

export const machineClientSecret: Rule = {
  code: "machine-client-secret",
  severity: "error",
  title: "A machine client without a secret",
  source: SOURCES.appClients,
  check: each("clients", (client, report) => {
    if (!client.managed || !isMachine(client)) return;
    when(report, client, client.secret, "whether the client has a secret", (secret) => {
      if (secret) return;
      report({
        message: "The client has client_credentials but no secret: AWS refuses it.",
        remedy: "Set generate_secret = true (this replaces an existing client).",
      });
    });
  }),
};
