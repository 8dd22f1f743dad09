import { quotaClient } from "../../../../posture/rules/client/quota-client";
import { holds } from "../holds";
import { stackOf, web } from "../support";

const at = "aws_cognito_user_pool_client.web";
const many = (count: number, f: (i: number) => string) => Array.from({ length: count }, (_, i) => f(i));

holds(quotaClient, {
  fires: {
    "51 scopes": [
      stackOf(web({ allowed_oauth_scopes: many(51, (i) => `api/s${i}`) })),
      [{ at, says: ["51", "allowed_oauth_scopes"] }],
    ],
    "101 callback URLs": [
      stackOf(web({ callback_urls: many(101, (i) => `https://app.example/${i}`) })),
      [{ at, says: ["101", "callback_urls"] }],
    ],
  },
  silent: {
    "50 and 100": stackOf(
      web({
        allowed_oauth_scopes: many(50, (i) => `api/s${i}`),
        logout_urls: many(100, (i) => `https://app.example/${i}`),
      }),
    ),
  },
});
