import {
  schemaName,
  schemaUnconstrained,
  claimAttributeWritable,
} from "../../../../posture/rules/user-pool/attributes";
import { holds } from "../holds";
import { pool, stackOf, goodStack, lambda, web } from "../support";
import type { Resources } from "../support";

describe("schema-name", () => {
  const schema = (name: string) => stackOf(pool({ schema: [{ name, attribute_data_type: "Boolean" }] }));

  const at = "aws_cognito_user_pool.pool";

  holds(schemaName, {
    fires: {
      "21 characters": [schema("a".repeat(21)), [{ at, nearest: "a".repeat(20), says: ["21"] }]],
      "the prefix": [schema("custom:org"), [{ at, nearest: "org" }]],
    },
    silent: { "20 characters": schema("a".repeat(20)) },
    unknown: { "the name": schema("${var.name}") },
  });
});

describe("schema-unconstrained", () => {
  const schema = (...attributes: object[]) => stackOf(pool({ schema: attributes }));

  holds(schemaUnconstrained, {
    fires: {
      "a String": [
        schema({ name: "org", attribute_data_type: "String" }),
        [{ at: "aws_cognito_user_pool.pool", says: ["org", "string_attribute_constraints"] }],
      ],
      "a Number": [
        schema({ name: "level", attribute_data_type: "Number" }),
        [{ at: "aws_cognito_user_pool.pool", says: ["number_attribute_constraints"] }],
      ],
    },
    silent: {
      constraints: schema({
        name: "org",
        attribute_data_type: "String",
        string_attribute_constraints: { max_length: "20" },
      }),
      "a Boolean, which has none": schema({ name: "vip", attribute_data_type: "Boolean" }),
    },
    unknown: { "the type": schema({ name: "org", attribute_data_type: "${var.type}" }) },
  });
});

describe("claim-attribute-writable", () => {
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
});
