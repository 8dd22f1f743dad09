import type { Client } from "../../model/index";
import { breaking, broadened, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { isMatched } from "../pairs";
import { replacement } from "../replaced";
import { shown } from "../../redact/redact";
import { clientAccess } from "../../access/index";

/** App clients that come, go, or are replaced: their id is what audiences and apps hold. */
export const clients: Detector = {
  source:
    "Cognito: Application-specific settings with app clients https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html",
  codes: {
    "client-added": broadened("A new client may get tokens"),
    "client-removed": breaking("A client is removed: its tokens become invalid and its app can't sign in"),
    "client-replaced": breaking("A client is replaced: new id, all its tokens become invalid"),
  },
  compares: {
    aws_cognito_user_pool_client: "name user_pool_id",
  },
  detect(comparison, report) {
    for (const pair of comparison.clients) {
      if (isMatched(pair)) {
        const found = replacement(comparison, pair);
        if (found)
          report({
            at: pair.after,
            code: "client-replaced",
            summary: `The client ${nameOf(pair.after)} is replaced: it gets another id, all its tokens become invalid, and every app that uses the old id fails.`,
            cause: found.cause,
          });
      } else if (pair.after?.managed) {
        report({
          at: pair.after,
          code: "client-added",
          summary: `A new client, ${nameOf(pair.after)}, may get tokens${by(pair.after)}.`,
          after: described(pair.after),
        });
      } else if (pair.before?.managed) {
        report({
          at: pair.before,
          code: "client-removed",
          summary: `The client ${nameOf(pair.before)} is removed: its tokens become invalid and its app can no longer sign in.`,
          before: described(pair.before),
        });
      }
    }
  },
};

function by(client: Client): string {
  const { flows } = clientAccess(client);
  return flows.length > 0 ? ` by ${flows.join(", ")}` : "";
}

function described(client: Client): string {
  const scopes = client.scopes.items.map((scope) => shown(client, ["allowed_oauth_scopes"], scope));
  return `flows: ${clientAccess(client).flows.join(", ") || "(default)"}; scopes: ${scopes.join(", ") || "(none)"}`;
}
