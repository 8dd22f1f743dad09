import fc from "fast-check";
import { decide } from "../../../posture/access/index";
import type { AccessRequest, Credentials } from "../../../posture/access/index";
import { compare, differenceIn, verdictOf } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import type { Resources } from "./support";
import { runs } from "../../support/runs";

const PARAMETERS = {
  numRuns: runs(20),
};
const NOW = 1_800_000_000;

/** Allows or denies a role the calls of one path or of all. */
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.constant("execute-api:Invoke"),
  Resource: fc.constantFrom("*", "arn:aws:execute-api:*:*:*/*/GET/a"),
});

const verdict = (before: Model, after: Model): string =>
  verdictOf(differenceIn(compare(before, after)).findings, { allowed: ["breaking"] });

/** What else lets callers in: methods of a REST API, a function URL, a resource policy, a boundary, a domain. */
const REST = "${aws_api_gateway_rest_api.rest.id}";
const guard = fc.constantFrom(
  { authorization: "NONE" },
  { authorization: "AWS_IAM" },
  { authorization: "NONE", api_key_required: true },
  { authorization: "COGNITO_USER_POOLS", authorizer_id: "${aws_api_gateway_authorizer.pool.id}" },
  {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
    authorization_scopes: ["read"],
  },
);
const METHODS = [
  ["items", "GET"],
  ["items", "ANY"],
  ["proxy", "ANY"],
] as const;
const methods = fc.tuple(...METHODS.map(() => fc.option(guard, { nil: undefined }))).map((guards) => {
  const there = METHODS.flatMap(([resource, verb], i) => {
    const own = guards[i];
    return own === undefined ? [] : [{ resource, verb, own }];
  });
  const at = (resource: string, http_method: string) => ({
    rest_api_id: REST,
    resource_id: `\${aws_api_gateway_resource.${resource}.id}`,
    http_method,
  });
  return {
    aws_api_gateway_method: Object.fromEntries(
      there.map(({ resource, verb, own }) => [`${resource}_${verb}`, { ...at(resource, verb), ...own }]),
    ),
    aws_api_gateway_integration: Object.fromEntries(
      there.map(({ resource, verb }) => [
        `${resource}_${verb}`,
        { ...at(resource, verb), type: "HTTP_PROXY", uri: "https://backend.example" },
      ]),
    ),
  };
});
const allow = (...resources: readonly string[]) =>
  JSON.stringify({
    Statement: resources.map((Resource) => ({
      Effect: "Allow",
      Action: "execute-api:Invoke",
      Principal: "*",
      Resource,
    })),
  });
const elsewhere = fc
  .record({
    rest: methods,
    policy: fc.constantFrom(undefined, allow("*"), allow("execute-api:/*/GET/items")),
    url: fc.constantFrom(undefined, "NONE", "AWS_IAM"),
    public: fc.boolean(),
    statements: fc.array(statement, { maxLength: 2 }),
    boundary: fc.option(fc.array(statement, { maxLength: 2 }), { nil: undefined }),
    secure: fc.boolean(),
  })
  .map(({ rest, policy, url, public: isPublic, statements, boundary, secure }): Resources => ({
    ...rest,
    aws_api_gateway_rest_api: { rest: { name: "rest", ...(policy !== undefined && { policy }) } },
    aws_api_gateway_resource: Object.fromEntries(
      [
        ["items", "items"],
        ["proxy", "{proxy+}"],
      ].map(([name, path_part]) => [
        name,
        { rest_api_id: REST, parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", path_part },
      ]),
    ),
    aws_api_gateway_authorizer: {
      pool: {
        name: "pool",
        type: "COGNITO_USER_POOLS",
        rest_api_id: REST,
        provider_arns: ["arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_A"],
      },
    },
    aws_lambda_function_url: url === undefined ? {} : { u: { function_name: "guard", authorization_type: url } },
    aws_lambda_permission: isPublic
      ? Object.fromEntries(
          ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"].map((action, i) => [
            `p${String(i)}`,
            {
              action,
              function_name: "guard",
              principal: "*",
              ...(i === 0 ? { function_url_auth_type: "NONE" } : { invoked_via_function_url: true }),
            },
          ]),
        )
      : {},
    aws_lambda_function: { guard: { function_name: "guard", role: "r" } },
    aws_iam_policy: { limit: { name: "limit", policy: JSON.stringify({ Statement: boundary ?? [] }) } },
    aws_iam_role: {
      caller: {
        name: "caller",
        assume_role_policy: '{"Statement":[]}',
        ...(boundary && { permissions_boundary: "${aws_iam_policy.limit.arn}" }),
      },
    },
    aws_iam_role_policy: { call: { role: "caller", policy: JSON.stringify({ Statement: statements }) } },
    aws_apigatewayv2_domain_name: {
      d: {
        domain_name: "api.example",
        ...(secure && { mutual_tls_authentication: [{ truststore_uri: "s3://t/t.pem" }] }),
      },
    },
    aws_apigatewayv2_api_mapping: {
      d: { api_id: REST, domain_name: "${aws_apigatewayv2_domain_name.d.id}", stage: "live" },
    },
  }));
const PARTS = [
  "aws_api_gateway_method",
  "aws_api_gateway_rest_api",
  "aws_lambda_function_url",
  "aws_lambda_permission",
];
const elsewherePair = fc
  .tuple(
    elsewhere,
    elsewhere,
    fc.constantFrom(...PARTS, "aws_iam_role", "aws_iam_role_policy", "aws_apigatewayv2_domain_name"),
  )
  .map(([one, other, type]): readonly [Resources, Resources] => {
    const types = type === "aws_api_gateway_method" ? [type, "aws_api_gateway_integration"] : [type];
    return [one, { ...one, ...Object.fromEntries(types.map((name) => [name, other[name] ?? {}])) }];
  });
const stackRead = (resources: Resources): Model => readSynth({ resource: resources });
const ELSEWHERE_REQUESTS: readonly AccessRequest[] = [
  ...["/items", "/other"].flatMap((path) =>
    ["GET", "POST"].flatMap((method) => [
      { method, path },
      { method, path, host: "api.example" },
    ]),
  ),
  { entryPoint: "aws_lambda_function_url.u" },
];
const token = (own: object): Credentials => ({
  kind: "token",
  claims: {
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A",
    ...{ sub: "s", iat: NOW - 60, exp: NOW + 3600, ...own },
  },
});
const ELSEWHERE_CALLERS: readonly Credentials[] = [
  { kind: "none" } as const,
  { kind: "principal", principal: "aws_iam_role.caller" } as const,
  token({ token_use: "id", aud: "web" }),
  token({ token_use: "access", client_id: "web", scope: "read" }),
].flatMap((own) => [own, { ...own, apiKey: true }, { ...own, apiKey: true, certificate: true }]);

function openedElsewhere(before: Model, after: Model): string | undefined {
  for (const request of ELSEWHERE_REQUESTS)
    for (const caller of ELSEWHERE_CALLERS) {
      const [was, is] = [before, after].map(
        (model) => decide(model, request, caller, { now: NOW, advice: false }).outcome,
      );
      if (was === "deny" && is === "allow") return JSON.stringify([request, caller]);
    }
  return undefined;
}

describe("of REST APIs, function URLs, policies, boundaries and domains", () => {
  it("where nothing broader is said, nobody who was refused is let in; alike has no finding", () => {
    let silent = 0;
    fc.assert(
      fc.property(elsewherePair, ([one, other]) => {
        const [before, after] = [stackRead(one), stackRead(other)];
        expect(differenceIn(compare(before, stackRead(one))).findings).toEqual([]);
        if (verdict(before, after) !== "nothing broader") return;
        silent++;
        expect(openedElsewhere(before, after)).toBeUndefined();
      }),
      PARAMETERS,
    );
    expect(silent).toBeGreaterThan(PARAMETERS.numRuns / 20);
  });
});
