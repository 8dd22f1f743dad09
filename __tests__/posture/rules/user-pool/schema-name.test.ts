import { schemaName } from "../../../../posture/rules/user-pool/schema-name";
import { holds } from "../holds";
import { pool, stackOf } from "../support";

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
