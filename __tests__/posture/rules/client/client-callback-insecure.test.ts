import { clientCallbackInsecure } from "../../../../posture/rules/client/client-callback-insecure";
import { holds } from "../holds";
import { stackOf, web } from "../support";

const at = "aws_cognito_user_pool_client.web";

holds(clientCallbackInsecure, {
  fires: {
    http: [
      stackOf(web({ callback_urls: ["http://app.example/callback"] })),
      [{ at, nearest: "https://app.example/callback" }],
    ],
    "http on a host that only begins like localhost": [
      stackOf(web({ callback_urls: ["http://localhost.app.example/"] })),
      [{ at, nearest: "https://localhost.app.example/" }],
    ],
    "no scheme": [
      stackOf(web({ callback_urls: ["app.example/callback"] })),
      [{ at, nearest: "https://app.example/callback" }],
    ],
    "a logout URL": [stackOf(web({ logout_urls: ["http://app.example/"] })), [{ at, says: ["logout_urls"] }]],
  },
  silent: {
    "https, localhost, an application's scheme": stackOf(
      web({
        callback_urls: [
          "https://app.example/",
          "http://localhost:3000/callback",
          "http://127.0.0.1/",
          "myapp://callback",
        ],
      }),
    ),
  },
  unknown: { "a URL": stackOf(web({ callback_urls: ["${var.url}"] })) },
});
