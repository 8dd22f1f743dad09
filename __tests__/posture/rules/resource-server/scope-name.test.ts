import { scopeName } from "../../../../posture/rules/resource-server/scope-name";
import { holds } from "../holds";
import { over, stackOf } from "../support";

const server = (scope: object[]) => stackOf(over("aws_cognito_resource_server", "scopes", { scope }));
const at = "aws_cognito_resource_server.scopes";

holds(scopeName, {
  fires: {
    "a slash": [server([{ scope_name: "items/read" }]), [{ at, nearest: "read" }]],
    "a space": [server([{ scope_name: "read items" }]), [{ at, nearest: "read.items" }]],
    "101 scopes": [
      server(Array.from({ length: 101 }, (_, i) => ({ scope_name: `s${i}` }))),
      [{ at, says: ["101", "100"] }],
    ],
  },
  silent: { "plain and dotted names": server([{ scope_name: "read" }, { scope_name: "items.write:all" }]) },
});
