import {
  implicitRouteOpen,
  restMethodOpen,
  apiKeyNotAuthorization,
  functionUrlOpen,
  functionUrlEverybody,
  webFunctionOpen,
  loadBalancerOpen,
  graphqlApiKey,
  distributionSignsForEveryone,
  websocketConnectOpen,
} from "../../../../posture/rules/entry-point/open";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import {
  described,
  restMethod,
  functionUrl,
  webFunction,
  listener,
  graphql,
  distribution,
  socket,
} from "../other-routes";

describe("implicit-route-open", () => {
  holds(implicitRouteOpen, {
    fires: {
      "an operation without security": [described([]), [{ at: "aws_apigatewayv2_api.described", says: ["GET /x"] }]],
    },
    silent: {
      "a good stack": goodStack(),
      "an operation with an authorizer": described([{ users: [] }]),
    },
  });

  describe("implicit-route-open", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(implicitRouteOpen, "vulnerable")).toEqual([
        "aws_apigatewayv2_api.described",
        "aws_apigatewayv2_api.quick",
      ]);
      for (const { kind, message } of await goat(implicitRouteOpen, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(implicitRouteOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
        "bypassing GET /orders",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(implicitRouteOpen, "fixed")).toEqual([]);
    });

    test("says so where it isn't known", () => {
      const resource = { aws_apigatewayv2_api: { a: { protocol_type: "HTTP", body: "${var.body}" } } };
      expect(findingsOf(implicitRouteOpen, { resource })).toEqual([
        expect.objectContaining({ kind: "unknown", address: "aws_apigatewayv2_api.a" }),
      ]);
    });
  });
});

describe("rest-method-open", () => {
  holds(restMethodOpen, {
    fires: {
      NONE: [restMethod({ authorization: "NONE" }), [{ at: "aws_api_gateway_method.x", says: ["GET /x"] }]],
      "NONE, and whether a key is required isn't known": [
        restMethod({ authorization: "NONE", api_key_required: "${var.key}" }),
        [{ at: "aws_api_gateway_method.x", says: ["or everyone who has an API key"] }],
      ],
    },
    silent: {
      "a good stack": goodStack(),
      IAM: restMethod({ authorization: "AWS_IAM" }),
      "a preflight": restMethod({ authorization: "NONE", http_method: "OPTIONS" }),
    },
    unknown: {
      "an OpenAPI body": goodStack({ aws_api_gateway_rest_api: { rest: { name: "rest", body: "${var.body}" } } }),
    },
  });

  describe("rest-method-open", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(restMethodOpen, "vulnerable")).toEqual([
        "aws_api_gateway_method.items",
        "aws_api_gateway_method.orders",
        "aws_api_gateway_method.shared",
      ]);
      for (const { kind, message } of await goat(restMethodOpen, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(restMethodOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
        "has no authorization",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(restMethodOpen, "fixed")).toEqual([]);
    });

    test("says so where it isn't known", () => {
      const resource = {
        aws_api_gateway_rest_api: { a: {} },
        aws_api_gateway_method: {
          m: { rest_api_id: "${aws_api_gateway_rest_api.a.id}", http_method: "GET", authorization: "${var.kind}" },
        },
      };
      expect(findingsOf(restMethodOpen, { resource })).toEqual([
        expect.objectContaining({ kind: "unknown", address: "aws_api_gateway_method.m" }),
      ]);
    });
  });
});

describe("api-key-not-authorization", () => {
  holds(apiKeyNotAuthorization, {
    fires: {
      "a key only": [
        restMethod({ authorization: "NONE", api_key_required: true }),
        [{ at: "aws_api_gateway_method.x" }],
      ],
    },
    silent: {
      "a good stack": goodStack(),
      "a key beside IAM": restMethod({ authorization: "AWS_IAM", api_key_required: true }),
    },
  });

  describe("api-key-not-authorization", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(apiKeyNotAuthorization, "vulnerable")).toEqual(["aws_api_gateway_method.partners"]);
      for (const { kind, message } of await goat(apiKeyNotAuthorization, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(apiKeyNotAuthorization, "vulnerable")).map(({ message }) => message).join()).toContain(
        "GET /partners",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(apiKeyNotAuthorization, "fixed")).toEqual([]);
    });
  });
});

describe("function-url-open", () => {
  holds(functionUrlOpen, {
    fires: {
      NONE: [functionUrl("NONE"), [{ at: "aws_lambda_function_url.url", says: ["bypassing GET /items"] }]],
    },
    silent: {
      "a good stack": goodStack(),
      IAM: functionUrl("AWS_IAM"),
    },
  });

  describe("function-url-open", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(functionUrlOpen, "vulnerable")).toEqual([
        "aws_lambda_function_url.beta",
        "aws_lambda_function_url.orders",
      ]);
      for (const { kind, message } of await goat(functionUrlOpen, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(functionUrlOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
        "bypassing GET /orders",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(functionUrlOpen, "fixed")).toEqual([]);
    });

    test("says so where it isn't known", () => {
      const resource = {
        aws_lambda_function: { f: { function_name: "f" } },
        aws_lambda_function_url: { u: { function_name: "f", authorization_type: "${var.kind}" } },
      };
      expect(findingsOf(functionUrlOpen, { resource })).toEqual([
        expect.objectContaining({ kind: "unknown", address: "aws_lambda_function_url.u" }),
      ]);
    });
  });
});

describe("function-url-everybody", () => {
  const url = (principal: string) => ({
    action: "lambda:InvokeFunctionUrl",
    principal,
    function_url_auth_type: "AWS_IAM",
  });

  holds(functionUrlEverybody, {
    fires: {
      "a permission for everybody": [functionUrl("AWS_IAM", url("*")), [{ at: "aws_lambda_function_url.url" }]],
    },
    silent: {
      "a good stack": goodStack(),
      "a permission for an account": functionUrl("AWS_IAM", url("111122223333")),
    },
  });

  describe("function-url-everybody", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(functionUrlEverybody, "vulnerable")).toEqual(["aws_lambda_function_url.reports"]);
      for (const { kind, message } of await goat(functionUrlEverybody, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(functionUrlEverybody, "vulnerable")).map(({ message }) => message).join()).toContain(
        "everybody with an AWS account",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(functionUrlEverybody, "fixed")).toEqual([]);
    });
  });
});

describe("web-function-open", () => {
  holds(webFunctionOpen, {
    fires: {
      ApplicationManaged: [webFunction("ApplicationManaged"), [{ at: "aws_lambdaweb_function_endpoint.web" }]],
    },
    silent: {
      "a good stack": goodStack(),
      IamAuth: webFunction("IamAuth"),
    },
  });

  const endpoint = (auth: string) => ({
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambdaweb_function_endpoint: { e: { function_name: "f", auth_type: auth } },
    },
  });

  describe("web-function-open", () => {
    test("fires where Lambda authorizes nothing", () => {
      const [finding] = findingsOf(webFunctionOpen, endpoint("ApplicationManaged"));
      expect(finding).toMatchObject({
        kind: "mistake",
        severity: "warning",
        address: "aws_lambdaweb_function_endpoint.e",
      });
    });

    test("is silent where IAM decides", () => {
      expect(findingsOf(webFunctionOpen, endpoint("IamAuth"))).toEqual([]);
    });
  });
});

describe("load-balancer-open", () => {
  holds(loadBalancerOpen, {
    fires: {
      "nothing before the forward": [listener([]), [{ at: "aws_lb_listener.https" }]],
    },
    silent: {
      "a good stack": goodStack(),
      "a sign-in": listener([{ type: "authenticate-cognito", authenticate_cognito: [{ user_pool_domain: "d" }] }]),
      "an internal one": listener([], { internal: true }),
    },
  });

  describe("load-balancer-open", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(loadBalancerOpen, "vulnerable")).toEqual([
        "aws_lb_listener.http",
        "aws_lb_listener.optional",
        "aws_lb_listener_rule.admin",
      ]);
      for (const { kind, message } of await goat(loadBalancerOpen, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(loadBalancerOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
        "without a sign-in",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(loadBalancerOpen, "fixed")).toEqual([]);
    });
  });
});

describe("graphql-api-key", () => {
  holds(graphqlApiKey, {
    fires: {
      "a key": [graphql("API_KEY"), [{ at: "aws_appsync_datasource.items" }]],
    },
    silent: {
      "a good stack": goodStack(),
      IAM: graphql("AWS_IAM"),
    },
  });

  describe("graphql-api-key", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(graphqlApiKey, "vulnerable")).toEqual(["aws_appsync_resolver.graph"]);
      for (const { kind, message } of await goat(graphqlApiKey, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(graphqlApiKey, "vulnerable")).map(({ message }) => message).join()).toContain(
        "requires only an API key",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(graphqlApiKey, "fixed")).toEqual([]);
    });
  });
});

describe("distribution-signs-for-everyone", () => {
  holds(distributionSignsForEveryone, {
    fires: {
      "signs for everybody": [
        distribution({ origin_access_control_id: "E1" }),
        [{ at: "aws_cloudfront_distribution.edge" }],
      ],
    },
    silent: {
      "a good stack": goodStack(),
      "signed URLs": distribution({ origin_access_control_id: "E1" }, { trusted_key_groups: ["k"] }),
      "no origin access control": distribution({}),
    },
  });

  describe("distribution-signs-for-everyone", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(distributionSignsForEveryone, "vulnerable")).toEqual([
        "aws_cloudfront_distribution.edge",
      ]);
      for (const { kind, message } of await goat(distributionSignsForEveryone, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(distributionSignsForEveryone, "vulnerable")).map(({ message }) => message).join()).toContain(
        "refuses nobody",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(distributionSignsForEveryone, "fixed")).toEqual([]);
    });
  });
});

describe("websocket-connect-open", () => {
  holds(websocketConnectOpen, {
    fires: {
      "no $connect at all": [
        socket({ route_key: "send" }),
        [{ at: "aws_apigatewayv2_api.socket", says: ["has no $connect route"] }],
      ],
      "an open $connect": [socket({}), [{ at: "aws_apigatewayv2_route.connect" }]],
    },
    silent: {
      "a good stack": goodStack(),
      "a signed one": socket({ authorization_type: "AWS_IAM" }),
    },
  });

  describe("websocket-connect-open", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(websocketConnectOpen, "vulnerable")).toEqual(["aws_apigatewayv2_route.connect"]);
      for (const { kind, message } of await goat(websocketConnectOpen, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(websocketConnectOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
        "anyone connect",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(websocketConnectOpen, "fixed")).toEqual([]);
    });
  });
});
