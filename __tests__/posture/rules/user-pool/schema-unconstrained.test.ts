import { schemaUnconstrained } from "../../../../posture/rules/user-pool/schema-unconstrained";
import { holds } from "../holds";
import { pool, stackOf } from "../support";

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
