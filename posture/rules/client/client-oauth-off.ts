import { isEmpty } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** Flows, scopes and callback URLs count only with allowed_oauth_flows_user_pool_client. */
export const clientOauthOff: Rule = {
  code: "client-oauth-off",
  severity: "error",
  title: "OAuth flows or scopes on a client for which OAuth is switched off",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients) {
      const uses = isEmpty(client.flows) === false || isEmpty(client.scopes) === false;
      if (!client.managed || !uses) continue;
      when(report, client, client.oauth, "allowed_oauth_flows_user_pool_client", (on) => {
        if (on) return;
        report({
          at: client,
          message:
            "The client names OAuth flows or scopes, but allowed_oauth_flows_user_pool_client is false: they have no effect.",
          remedy: "Set allowed_oauth_flows_user_pool_client = true.",
        });
      });
    }
  },
};
