import { accessListOf, type DeclaredRoute } from "../../../posture/access-list";
import { callersOf } from "../../../posture/access-list/callers";
import { readSynth } from "../../../posture/model/read";
import { GUARD, goodStack, over, route, stackOf, type Resources } from "../rules/support";
import { compared } from "./whole";

const model = (...changes: Resources[]) => readSynth(stackOf(...changes));
const LIST = accessListOf(model());

describe("callers", () => {
  const of = (allow: DeclaredRoute["allow"], ...changes: Resources[]) => {
    const read = model(...changes);
    const [route] = read.routes;
    const entryPoint = read.entryPoints.find(({ id }) => id === route?.address);
    if (!entryPoint) throw new RangeError("no route");
    return callersOf(read, entryPoint, route, allow);
  };
  const tokens = { issuer: "https://other.example", clients: ["a", "https://r.example"], scopes: ["s"] };

  test("everybody whom the list or the route tells apart is tried, and those whom neither names", () => {
    const all = of(tokens);
    expect(all[0]).toMatchObject({ credentials: [{ kind: "none" }], declared: false });
    expect(new Set(all.flatMap(({ issuer }) => issuer ?? []))).toEqual(
      new Set(["https://other.example", "aws_cognito_user_pool.pool"]),
    );
    expect(new Set(all.flatMap(({ client }) => client ?? []))).toEqual(
      new Set(["a", "https://r.example", "aws_cognito_user_pool_client.web", "another client"]),
    );
    expect(all.filter(({ declared }) => declared === true).map(({ client, scopes }) => [client, scopes])).toEqual(
      ["a", "https://r.example"]
        .flatMap((client) => [
          [client, ["s"]],
          [client, ["s", "https://api.example/read"]],
        ])
        .concat(
          // Whoever asks for tokens that are bound to the resource gets in by it.
          [1, 2].flatMap(() => [
            ["https://r.example", ["s"]],
            ["https://r.example", ["s", "https://api.example/read"]],
          ]),
        ),
    );
  });

  test("a public route is for everybody, and a function's own rules are for it to say", () => {
    expect(of({ public: "why" }).map(({ declared }) => declared)).toEqual([true]);
    expect(of({ authorizer: "f" }).some(({ declared }) => declared !== false)).toBe(false);
  });
});

describe("compare-callers", () => {
  const jwt = (own: Record<string, unknown>) => over("aws_apigatewayv2_authorizer", "jwt", own);
  const config = (issuer: object) => ({
    aws_apigatewayv2_authorizer: {
      jwt: GUARD,
    },
    aws_apigatewayv2_route: {
      get_items: {
        ...goodStack().resource["aws_apigatewayv2_route"]?.["get_items"],
        authorization_type: "CUSTOM",
        authorization_scopes: undefined,
      },
    },
    aws_lambda_function: {
      guard: {
        function_name: "guard",
        role: "r",
        environment: {
          variables: { AUTHORIZER_CONFIG: JSON.stringify({ issuers: [{ issuer: "https://i.example", ...issuer }] }) },
        },
      },
    },
    aws_lambda_permission: {
      guard: { action: "lambda:InvokeFunction", function_name: "guard", principal: "apigateway.amazonaws.com" },
    },
  });
  const guarded = { clientIds: ["web"], routes: { "GET /items": { groups: ["admin"] } } };
  const own = accessListOf(model(config(guarded)));

  test("what is written of a bundled authorizer holds, and each looser or stricter configuration differs", () => {
    expect(own.routes[0]?.allow).toEqual({
      authorizer: "aws_lambda_function.guard",
      tokens: [{ issuer: "https://i.example", clients: ["web"] }],
      groups: ["admin"],
    });
    const found = (issuer: object) => compared(model(config(issuer)), own).map(({ code, effect }) => [code, effect]);
    expect(found(guarded)).toEqual([]);
    expect(found({ clientIds: ["web"] })).toEqual([
      ["access-authorizer", expect.stringMatching(/^Let in: access tokens without a scope/)],
    ]);
    expect(found({ ...guarded, clientIds: ["web", "more"] })).toEqual([
      ["access-authorizer", expect.stringMatching(/^Let in: tokens for more/)],
    ]);
    expect(found({ clientIds: ["web"], routes: { "GET /items": { groups: ["admin", "user"] } } })).toEqual([
      ["access-authorizer", expect.stringMatching(/^Let in: access tokens with the group user/)],
    ]);
    expect(found({ ...guarded, scopes: ["extra"] })).toEqual([
      ["access-authorizer", expect.stringMatching(/^Refused: .*the group admin/)],
    ]);
    expect(found({ ...guarded, issuer: "https://elsewhere.example" })).toEqual([
      ["access-authorizer", expect.stringMatching(/Let in: tokens of https:\/\/elsewhere\.example/)],
    ]);
  });

  test("another issuer hides no other difference", () => {
    const changed = model(
      jwt({ jwt_configuration: { issuer: "https://i.example", audience: ["${aws_cognito_user_pool_client.web.id}"] } }),
      route({ authorization_scopes: [] }),
    );
    expect(compared(changed, LIST).map(({ code }) => code)).toEqual(["access-issuer", "access-scopes"]);
  });

  test.each<[string, Resources, string]>([
    ["another kind", route({ authorization_type: "AWS_IAM", authorizer_id: undefined }), "access-authorization"],
    ["an authorizer that takes tokens of another issuer", config(guarded), "access-issuer"],
    [
      "a slash at the end of the issuer",
      jwt({
        jwt_configuration: { issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_P/", audience: ["web"] },
      }),
      "access-issuer",
    ],
  ])("%s in place of the declared tokens", (_, change, code) =>
    expect(compared(model(change), LIST).find(({ certain }) => certain)?.code).toBe(code),
  );
});
