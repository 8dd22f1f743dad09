import type { Client } from "../../model/index";
import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const MOST = {
  scopes: APP_CLIENT.scopes.value,
  callbackUrls: APP_CLIENT.callbackUrls.value,
  logoutUrls: APP_CLIENT.logoutUrls.value,
} as const;
const ARGUMENTS = { scopes: "allowed_oauth_scopes", callbackUrls: "callback_urls", logoutUrls: "logout_urls" } as const;

export const quotaClient: Rule = {
  code: "quota-client",
  severity: "error",
  title: "A client with more than 50 scopes, or 100 callback or logout URLs",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients)
      for (const kind of Object.keys(MOST) as (keyof typeof MOST)[]) {
        const count = countOf(client, kind);
        if (count <= MOST[kind]) continue;
        report({
          at: client,
          message: `${ARGUMENTS[kind]} holds ${count} entries: AWS takes ${MOST[kind]}.`,
          remedy: "Spread them over two clients, and list both in the audience.",
        });
      }
  },
};

function countOf(client: Client, kind: keyof typeof MOST): number {
  return client[kind].items.length + client[kind].missing.length;
}
