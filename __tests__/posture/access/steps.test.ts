import type { AccessRequest, Credentials } from "../../../posture/access";
import { requiredSources, cacheSeconds, routesBehind } from "../../../posture/access/steps/authorizer/gateway";
import { durationText, timeSteps } from "../../../posture/access/steps/times";
import type { Model } from "../../../posture/model";
import { over, route } from "../rules/support";
import { CONFIG, FINE, TRUSTED, stack as authorized } from "./steps/authorizer/support";

import { NOW, ISSUER, NOTHING, good, MODEL, MTLS_DOMAIN, bearer, ROUTE, check, outcome } from "./support";
import { decide, holdAnswers } from "./whole";

holdAnswers();

describe("jwt", () => {
  test("checks in its order, and stops at the identity source without a token", () => {
    const steps = (credentials: Credentials) =>
      decide(MODEL, ROUTE, credentials, { now: NOW }).steps.map((one) => one.check);
    expect(steps(bearer()).slice(0, 8)).toEqual([
      "route",
      "identity-source",
      "decode",
      "key",
      "issuer",
      "audience",
      "exp",
      "iat",
    ]);
    expect(steps(NOTHING)).toEqual(["route", "identity-source"]);
  });

  test("an ID token is noted, and refused by the scope only", () => {
    expect(check("token-type", bearer({ token_use: "id" }))).toBe("note");
    expect(
      outcome(bearer({ token_use: "id", scope: undefined }), ROUTE, good(route({ authorization_scopes: undefined }))),
    ).toBe("allow");
  });
});

describe("issuer", () => {
  test.each([
    [ISSUER, "pass"],
    [`${ISSUER}/`, "fail 401"],
    ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other", "fail 401"],
    [undefined, "fail 401"],
  ])("%s: %s", (iss, result) => expect(check("issuer", bearer({ iss }))).toBe(result));
});

describe("audience", () => {
  test.each<[object, string]>([
    [{}, "pass"],
    [{ client_id: "other" }, "fail 401"],
    [{ client_id: undefined }, "fail 401"],
    [{ aud: "web" }, "pass"],
    [{ aud: ["x", "web"] }, "pass"],
    [{ aud: "https://elsewhere.example" }, "fail 401"],
  ])("%j: %s", (change, result) => expect(check("audience", bearer(change))).toBe(result));

  test.each<[object, RegExp]>([
    [{ aud: "other" }, /aud is "other".*Its client_id is .*, since it has aud\.$/],
    [{ aud: "other", client_id: undefined }, /aud is "other".*audience of \S+ is \S+$/],
    [{ client_id: "other" }, /client_id is "other".*audience of \S+ is \S+$/],
  ])("%j is told by the claim that counts", (change, text) => {
    const { steps } = decide(MODEL, ROUTE, bearer({ token_use: "id", ...change }), { now: NOW });
    expect(steps.find((one) => one.check === "audience")?.text).toMatch(text);
  });

  test("of an id that isn't known yet it can't be said", () =>
    expect(
      check(
        "audience",
        bearer({ client_id: "new" }),
        ROUTE,
        good(
          over("aws_apigatewayv2_authorizer", "jwt", {
            jwt_configuration: { issuer: ISSUER, audience: ["${var.unset}"] },
          }),
        ),
      ),
    ).toBe("unknown"));
});

describe("times", () => {
  const results = (claims: object, tolerance = 0) =>
    timeSteps(claims as never, NOW, tolerance).map((one) => `${one.check} ${one.result}`);
  test.each<[object, number, string[]]>([
    [{ exp: NOW + 1, iat: NOW }, 0, ["exp pass", "iat pass"]],
    [{ exp: NOW }, 0, ["exp fail"]],
    [{ exp: NOW - 4 }, 5, ["exp pass"]],
    [{}, 0, ["exp fail"]],
    [{ exp: "soon" }, 0, ["exp fail"]],
    [{ exp: NOW + 9, nbf: NOW + 3 }, 0, ["exp pass", "nbf fail"]],
    [{ exp: NOW + 9, nbf: NOW + 3 }, 5, ["exp pass", "nbf pass"]],
    [{ exp: NOW + 9, iat: NOW + 60 }, 0, ["exp pass", "iat fail"]],
  ])("%j with %d s between clocks", (claims, tolerance, found) => expect(results(claims, tolerance)).toEqual(found));

  test("a span is in its largest units", () =>
    expect([5, 65, 3 * 3600 + 60, 3 * 86_400].map(durationText)).toEqual(["5 s", "1 min 5 s", "3 h 1 min", "3 days"]));
});

describe("scopes", () => {
  test.each<[object, string]>([
    [{ scope: "openid https://api.example/read" }, "pass"],
    [{ scope: undefined, scp: ["https://api.example/read"] }, "pass"],
    [{ scope: "read" }, "fail 403"],
    [{ scope: undefined }, "fail 403"],
  ])("%j: %s", (change, result) => expect(check("scopes", bearer(change))).toBe(result));

  test("none demanded, or not known", () => {
    expect(check("scopes", bearer({ scope: "" }), ROUTE, good(route({ authorization_scopes: undefined })))).toBe(
      "pass",
    );
    expect(check("scopes", bearer({ scope: "" }), ROUTE, good(route({ authorization_scopes: ["${var.unset}"] })))).toBe(
      "unknown",
    );
  });
});

describe("unauthenticated", () => {
  const open = good(route({ authorization_type: "NONE" }));
  test("lets everybody in, and says so of an authorizer that isn't asked", () => {
    expect(outcome(NOTHING, ROUTE, open)).toBe("allow");
    const [, step] = decide(open, ROUTE, NOTHING).steps;
    expect(step?.remedy).toContain("authorization_type");
  });
});

describe("connection", () => {
  const guarded = good(MTLS_DOMAIN);
  const called: AccessRequest = { ...ROUTE, host: "api.example" };
  test("a host may want a certificate before any request", () => {
    expect(check("connection", bearer(), called, guarded)).toBe("fail");
    expect(check("connection", { kind: "none", certificate: true }, called, guarded)).toBe("pass");
    expect(check("connection", bearer(), { ...ROUTE, host: "other.example" }, guarded)).toBeUndefined();
  });
});

describe("by-host", () => {
  const mapping = (api: string, key: string | undefined, domain: string) => ({
    api_id: `\${aws_apigatewayv2_api.${api}.id}`,
    domain_name: `\${aws_apigatewayv2_domain_name.${domain}.domain_name}`,
    stage: "$default",
    ...(key !== undefined && { api_mapping_key: key }),
  });
  const routeOf = (api: string) => ({
    api_id: `\${aws_apigatewayv2_api.${api}.id}`,
    route_key: "GET /items",
    authorization_type: "NONE",
    target: "integrations/${aws_apigatewayv2_integration.items.id}",
  });
  const hosts = good({
    aws_apigatewayv2_api: {
      one: { name: "one", protocol_type: "HTTP", id: "abc123" },
      two: { name: "two", protocol_type: "HTTP", id: "def456", disable_execute_api_endpoint: true },
    },
    aws_apigatewayv2_route: { one: routeOf("one"), two: routeOf("two") },
    aws_apigatewayv2_domain_name: {
      d: { domain_name: "api.example" },
      many: { domain_name: "*.many.example" },
      versions: { domain_name: "versions.example" },
      safe: { domain_name: "safe.example", mutual_tls_authentication: [{ truststore_uri: "s3://t/t.pem" }] },
      later: { domain_name: "${var.unset}" },
    },
    aws_apigatewayv2_api_mapping: {
      one: mapping("one", undefined, "d"),
      two: mapping("two", "v2", "d"),
      versions: mapping("two", "v3", "versions"),
      many: mapping("two", undefined, "many"),
      safe: mapping("api", undefined, "safe"),
    },
    aws_api_gateway_rest_api: { old: { name: "old" } },
    aws_api_gateway_resource: {
      items: {
        rest_api_id: "${aws_api_gateway_rest_api.old.id}",
        parent_id: "${aws_api_gateway_rest_api.old.root_resource_id}",
        path_part: "items",
      },
    },
    aws_api_gateway_method: {
      get: {
        rest_api_id: "${aws_api_gateway_rest_api.old.id}",
        resource_id: "${aws_api_gateway_resource.items.id}",
        http_method: "GET",
        authorization: "COGNITO_USER_POOLS",
        authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
        api_key_required: true,
      },
    },
    aws_api_gateway_authorizer: {
      pool: {
        name: "pool",
        type: "COGNITO_USER_POOLS",
        rest_api_id: "${aws_api_gateway_rest_api.old.id}",
        provider_arns: ["${aws_cognito_user_pool.pool.arn}"],
      },
    },
    aws_api_gateway_base_path_mapping: {
      old: { api_id: "${aws_api_gateway_rest_api.old.id}", domain_name: "api.example", base_path: "v2/old" },
    },
    aws_lambda_function_url: {
      url: {
        function_name: "items",
        authorization_type: "NONE",
        function_url: "https://xyz.lambda-url.eu-west-1.on.aws/",
      },
    },
  });
  const at = (host: string, path: string, credentials: Credentials = NOTHING) => {
    const {
      route,
      entryPoint,
      outcome: found,
    } = decide(hosts, { method: "GET", path, host }, credentials, { now: NOW });
    return `${route?.address.split(".")[1] ?? entryPoint?.id.split(".")[1] ?? "nothing"} ${found}`;
  };
  test.each([
    ["api.example", "/items", "one allow"],
    ["API.example", "/v2/items", "two allow"],
    ["api.example", "/v2/old/items", "get deny"],
    ["x.many.example", "/items", "two allow"],
    ["x.y.many.example", "/items", "nothing unknown"],
    ["abc123.execute-api.eu-west-1.amazonaws.com", "/items", "one allow"],
    ["def456.execute-api.eu-west-1.amazonaws.com", "/items", "nothing deny"],
    ["elsewhere.example", "/items", "nothing unknown"],
    ["versions.example", "/v3", "nothing deny"],
    ["versions.example", "/v30/items", "nothing deny"],
  ])("%s%s: %s", (host, path, found) => expect(at(host, path)).toBe(found));

  test("where nothing answers, or several do, what does is named", () => {
    const step = (host: string, path?: string) =>
      decide(hosts, { method: "GET", host, ...(path !== undefined && { path }) }, NOTHING).reason;
    expect(step("elsewhere.example", "/items")).toMatch(
      /^Nothing of this input is known to answer at "elsewhere\.example"\. What answers: execute-api of aws_apigatewayv2_api\.api, /,
    );
    expect(step("api.example")).toMatch(
      /^\S+, .* answer at "api\.example"\. Name the one with --api or --entry-point\.$/,
    );
  });

  test("a certificate and a key count beside a token", () => {
    const claims = {
      ...FINE,
      sub: "u",
      iss: ISSUER,
      token_use: "access",
      scope: "https://api.example/read",
      exp: NOW + 60,
      iat: NOW,
    };
    const token = { kind: "token", claims } as const;
    const both = { ...bearer(), certificate: true } as const;
    expect([at("safe.example", "/items", bearer()), at("safe.example", "/items", both)]).toEqual([
      "nothing deny",
      "get_items allow",
    ]);
    const ofPool = { ...token, claims: { ...claims, token_use: "id" } };
    expect([
      at("api.example", "/v2/old/items", ofPool),
      at("api.example", "/v2/old/items", { ...ofPool, apiKey: true }),
    ]).toEqual(["get deny", "get allow"]);
  });
});

describe("find-route", () => {
  const add = (key: string, more: object = {}) => ({
    api_id: "${aws_apigatewayv2_api.api.id}",
    route_key: key,
    authorization_type: "NONE",
    ...more,
  });
  const many = good({
    aws_apigatewayv2_route: {
      one: add("GET /items/{id}"),
      fixed: add("GET /items/new"),
      all: add("ANY /{proxy+}"),
      rest: add("$default"),
    },
  });
  const answers = (method: string, path: string, model = many) =>
    decide(model, { method, path }, NOTHING).route?.address.replace("aws_apigatewayv2_route.", "");
  test.each([
    ["GET", "/items", "get_items"],
    ["GET", "/items/7", "one"],
    ["GET", "/items/new", "fixed"],
    ["POST", "/items/7", "all"],
    ["DELETE", "/x/y", "all"],
  ])("%s %s: %s", (method, path, name) => expect(answers(method, path)).toBe(name));

  test("two of one key can't be told apart, a near miss is named, and CORS answers a preflight", () => {
    expect(
      outcome(
        NOTHING,
        { routeKey: "GET /x" },
        good({ aws_apigatewayv2_route: { a: add("GET /x"), b: add("GET /x") } }),
      ),
    ).toBe("unknown");
    expect(decide(many, { routeKey: "GET /itemz" }, NOTHING).reason).toContain('Is "GET /items" meant?');
    const cors = good(
      over("aws_apigatewayv2_api", "api", { cors_configuration: { allow_origins: ["https://a.example"] } }),
    );
    expect(check("preflight", NOTHING, { method: "OPTIONS", path: "/items" }, cors)).toBe("pass");
  });
});

describe("bundled", () => {
  const at = (claims: object, config: unknown = JSON.stringify(CONFIG)) =>
    outcome(
      { kind: "token", claims: { sub: "u", exp: NOW + 60, iat: NOW, ...FINE, ...claims } },
      { routeKey: "GET /notes" },
      authorized({ config }),
    );
  test.each<[object, string]>([
    [{}, "allow"],
    [{ iss: "https://other.example" }, "deny 403"],
    [{ client_id: "other" }, "deny 403"],
    [{ scope: "openid" }, "deny 403"],
    [{ exp: NOW - 60 }, "deny 403"],
  ])("%j: %s", (claims, found) => expect(at(claims)).toBe(found));

  test("denies every call where its configuration can't be read, and is unknown without one", () => {
    expect(at({}, JSON.stringify({ ...CONFIG, answer: "yes" }))).toBe("deny 403");
    expect(at({}, null)).toBe("unknown");
  });
});

describe("claim-step", () => {
  const step = (claims: object, name: string, routeKey = "GET /staff") =>
    check(
      name,
      { kind: "token", claims: { sub: "u", exp: NOW + 60, iat: NOW, ...FINE, ...claims } },
      { routeKey },
      authorized(),
    );
  test("each check of the claims is told where it failed, and where not", () => {
    expect(step({ "cognito:groups": ["admin"] }, "groups")).toBe("pass");
    expect(step({ "cognito:groups": ["staff"] }, "groups")).toBe("fail 403");
    expect(step({ "cognito:groups": "admin" }, "groups", "GET /notes")).toBeUndefined();
    expect(step({ client_id: "other", "cognito:groups": ["admin"] }, "audience")).toBe("fail 403");
  });
});

describe("gateway", () => {
  const first = (model: Model) => {
    const [authorizer] = model.authorizers;
    if (!authorizer?.lambda) throw new Error("no authorizer");
    return { authorizer, lambda: authorizer.lambda };
  };
  const seconds = (change: object) => {
    const { authorizer, lambda } = first(authorized({ authorizer: change }));
    return cacheSeconds(authorizer, lambda);
  };
  test("an answer is kept as long as is written, five minutes where nothing is, and not at all without a key", () => {
    expect([seconds({}), seconds({ authorizer_result_ttl_in_seconds: 9 })]).toEqual([0, 9]);
    expect(seconds({ authorizer_result_ttl_in_seconds: undefined })).toBe(300);
    expect(seconds({ authorizer_result_ttl_in_seconds: 9, identity_sources: [] })).toBe(0);
    expect(seconds({ authorizer_result_ttl_in_seconds: "${var.unset}" })).toBeUndefined();
  });

  test("what of the request has to be there, and which routes it guards", () => {
    const model = authorized({
      authorizer: { identity_sources: ["$request.header.Authorization", "$context.routeKey"] },
    });
    const { authorizer } = first(model);
    expect(requiredSources(authorizer)).toEqual(["$request.header.Authorization"]);
    expect(routesBehind(model, authorizer)).toHaveLength(2);
  });
});

describe("steps", () => {
  const url = (authorization_type: string) =>
    good({ aws_lambda_function_url: { u: { function_name: "${aws_lambda_function.items.arn}", authorization_type } } });
  const at = { entryPoint: "aws_lambda_function_url.u" };
  test("of an entry point that is no route", () => {
    expect(outcome(NOTHING, at, url("NONE"))).toBe("allow");
    expect(outcome(NOTHING, at, url("AWS_IAM"))).toBe("deny 403");
    expect(outcome(bearer(), at, url("${var.unset}"))).toBe("unknown");
  });

  test("of a Lambda authorizer: 401 without what it demands, 500 where it may not be called", () => {
    const lambda = (resource: object = {}) => authorized({ resource });
    const notes = { routeKey: "GET /notes" };
    const token: Credentials = { kind: "token", claims: { exp: NOW + 60, ...FINE, iss: TRUSTED } };
    expect(outcome(NOTHING, notes, lambda())).toBe("deny 401");
    expect(outcome(token, notes, lambda({ aws_lambda_permission: {} }))).toBe("deny 500");
  });
});
