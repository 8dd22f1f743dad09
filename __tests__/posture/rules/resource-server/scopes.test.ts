import { scopeName, scopeUnknown, scopeUnobtainable } from "../../../../posture/rules/resource-server/scopes";
import { holds } from "../holds";
import { over, stackOf, findingsOf, goodStack, route, jwt, machine, web } from "../support";

describe("scope-name", () => {
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
});

describe("scope-unknown", () => {
  describe("scope-unknown", () => {
    test("fires on a misspelt scope and names the right one", () => {
      const findings = findingsOf(
        scopeUnknown,
        goodStack(route({ authorization_scopes: ["https://api.example/raed"] })),
      );
      expect(findings).toEqual([
        expect.objectContaining({
          kind: "mistake",
          nearest: "https://api.example/read",
          address: "aws_apigatewayv2_route.get_items",
        }),
      ]);
    });

    test("names the full scope when only its last part is written", () => {
      const [finding] = findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["read"] })));
      expect(finding?.nearest).toBe("https://api.example/read");
    });

    test("reports what it can't judge: a scope that isn't known", () => {
      const [finding] = findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["${var.scope}"] })));
      expect(finding).toMatchObject({ kind: "unknown" });
    });

    test("is silent on declared and on built-in scopes", () => {
      expect(findingsOf(scopeUnknown, goodStack())).toEqual([]);
      expect(findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["openid"] })))).toEqual([]);
    });
  });

  const declared = (identifier: string, scope_name: string) =>
    stackOf(route({ authorization_scopes: ["https://api.example/raed"] }), {
      aws_cognito_resource_server: {
        scopes: {
          user_pool_id: "${aws_cognito_user_pool.pool.id}",
          identifier,
          scope: [{ scope_name, scope_description: "Read" }],
        },
      },
    });

  holds(scopeUnknown, {
    fires: {
      "a misspelt scope": [
        goodStack(route({ authorization_scopes: ["https://api.example/raed"] })),
        [{ at: "aws_apigatewayv2_route.get_items", nearest: "https://api.example/read" }],
      ],
    },
    silent: { "a declared scope": goodStack() },
    unknown: {
      "a scope's name": declared("https://api.example", "${var.scope}"),
      "what a scope's name begins with": declared("${var.identifier}", "read"),
    },
  });
});

describe("scope-unobtainable", () => {
  const at = "aws_apigatewayv2_route.get_items";

  const write = route({ authorization_scopes: ["${aws_cognito_resource_server.scopes.identifier}/write"] });

  const both = jwt({
    jwt_configuration: {
      issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
      audience: ["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.machine.id}"],
    },
  });

  const withMachine = {
    aws_cognito_user_pool_client: {
      ...machine({ allowed_oauth_scopes: ["https://api.example/write"] })["aws_cognito_user_pool_client"],
    },
  };

  holds(scopeUnobtainable, {
    fires: {
      "no client may ask for the scope": [
        goodStack(write),
        [{ at, says: ["https://api.example/write", "aws_cognito_user_pool_client.web", "allowed_oauth_scopes"] }],
      ],
      "only a client outside the audience may": [stackOf(write, withMachine), [{ at }]],
    },
    silent: {
      "the web client may": goodStack(),
      "a machine in the audience may": stackOf(write, withMachine, both),
      "a scope that nobody declares, which scope-unknown says": goodStack(
        route({ authorization_scopes: ["https://api.example/raed"] }),
      ),
    },
    unknown: {
      "a client's scopes": stackOf(write, web({ allowed_oauth_scopes: ["openid", "${var.scope}"] })),
      "a client that is elsewhere": stackOf(
        write,
        jwt({
          jwt_configuration: {
            issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
            audience: ["1example23456789"],
          },
        }),
      ),
    },
  });
});
