import type { Client } from "../../model/index";
import { breaking, broadened, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { lifecycle } from "../replaced";
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
    lifecycle(comparison, report, comparison.clients, {
      added: (client) =>
        client.managed && {
          code: "client-added",
          summary: `A new client, ${nameOf(client)}, may get tokens${by(client)}.`,
          after: described(client),
        },
      removed: (client) =>
        client.managed && {
          code: "client-removed",
          summary: `The client ${nameOf(client)} is removed: its tokens become invalid and its app can no longer sign in.`,
          before: described(client),
        },
      replaced: (client) => ({
        code: "client-replaced",
        summary: `The client ${nameOf(client)} is replaced: it gets another id, all its tokens become invalid, and every app that uses the old id fails.`,
      }),
    });
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
