import { claimAttributeWritable } from "../../../../posture/rules/user-pool/claim-attribute-writable";
import { holds } from "../holds";
import { goodStack, lambda, pool, stackOf, web } from "../support";
import type { Resources } from "../support";

const at = "aws_cognito_user_pool_client.web";
const CLAIMS = JSON.stringify({ claims: { org: { attribute: "custom:org" }, tier: { constant: "x" } } });
const trigger = (claims: string | undefined = CLAIMS): Resources => ({
  ...pool({
    lambda_config: {
      pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V2_0" },
    },
  }),
  ...lambda({ environment: { variables: { TOKEN_CLAIMS: claims } } }),
});

holds(claimAttributeWritable, {
  fires: {
    "it is listed": [
      stackOf(trigger(), web({ write_attributes: ["email", "custom:org"] })),
      [{ at, says: ["custom:org", "Remove"] }],
    ],
    "everything can be written": [stackOf(trigger()), [{ at, says: ["write_attributes"] }]],
  },
  silent: {
    "it isn't listed": stackOf(trigger(), web({ write_attributes: ["email"] })),
    "claims that nothing shows": stackOf(trigger(), lambda({})),
    "no trigger": goodStack(),
  },
  unknown: { "the claims": stackOf(trigger("${var.claims}")), "text that is no JSON": stackOf(trigger("{")) },
});
