import { clientRedirectUnlisted } from "../../../../posture/rules/client/client-redirect-unlisted";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

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
