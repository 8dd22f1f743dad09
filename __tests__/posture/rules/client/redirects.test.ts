import {
  clientCallbackFragment,
  clientCallbackInsecure,
  clientCallbackMissing,
  clientRedirectUnlisted,
} from "../../../../posture/rules/client/redirects";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

describe("client-callback-fragment", () => {
  holds(clientCallbackFragment, {
    fires: {
      "a fragment": [
        stackOf(web({ callback_urls: ["https://app.example/#/callback"] })),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "https://app.example/" }],
      ],
    },
    silent: { "a path": goodStack() },
  });
});

describe("client-callback-insecure", () => {
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
      "a path alone": [
        stackOf(web({ logout_urls: ["/logout"] })),
        [{ at, says: ["Write the whole address: https://HOST/PATH."] }],
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
});

describe("client-redirect-unlisted", () => {
  const redirect = (default_redirect_uri: string, callback_urls = ["https://app.example/callback"]) =>
    stackOf(web({ default_redirect_uri, callback_urls }));

  holds(clientRedirectUnlisted, {
    fires: {
      misspelt: [
        redirect("https://app.example/calback"),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "https://app.example/callback" }],
      ],
    },
    silent: { listed: redirect("https://app.example/callback"), "left out": goodStack() },
    unknown: {
      "the list": redirect("https://app.example/callback", ["${var.url}"]),
      "the redirect": redirect("${var.url}"),
    },
  });
});

describe("client-callback-missing", () => {
  const at = "aws_cognito_user_pool_client.web";

  holds(clientCallbackMissing, {
    fires: {
      "an empty list": [stackOf(web({ callback_urls: [] })), [{ at, says: ["code", "callback_urls is empty"] }]],
      "none, with the implicit flow": [
        stackOf(web({ callback_urls: undefined, allowed_oauth_flows: ["implicit"] })),
        [{ at, says: ["implicit"] }],
      ],
    },
    silent: {
      "a URL": goodStack(),
      "a machine client": stackOf(web({ callback_urls: [], allowed_oauth_flows: ["client_credentials"] })),
      "OAuth switched off": stackOf(web({ callback_urls: [], allowed_oauth_flows_user_pool_client: false })),
      "a URL that isn't known yet": stackOf(web({ callback_urls: ["${var.url}"] })),
    },
  });
});
