import { clientCallbackFragment } from "../../../../posture/rules/client/client-callback-fragment";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

holds(clientCallbackFragment, {
  fires: {
    "a fragment": [
      stackOf(web({ callback_urls: ["https://app.example/#/callback"] })),
      [{ at: "aws_cognito_user_pool_client.web", nearest: "https://app.example/" }],
    ],
  },
  silent: { "a path": goodStack() },
});
