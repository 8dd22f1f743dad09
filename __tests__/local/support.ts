import { generateKeyPairSync } from "node:crypto";
import { readSynth } from "../../posture/model/read";
import type { AppliedRoute } from "../../local/terraform/applied";
import type { AppliedAccess } from "../../local/probes/expectation";
import { sign } from "../../local/identities/tamper-token";

export const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
export const PARTNER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_partner";
const EXECUTION_ARN = "arn:aws:execute-api:us-east-1:123456789012:abc";

/** A route as it was applied. */
export function route(key: string, change: Partial<AppliedRoute> = {}): AppliedRoute {
  const [method = "GET", path = "/"] = key.split(" ");
  return {
    address: `aws_apigatewayv2_route.${key.toLowerCase().replace(/[ /]+/g, "_")}`,
    key,
    method,
    path,
    authorization: "JWT",
    scopes: [],
    function: undefined,
    apiAddress: "aws_apigatewayv2_api.api",
    apiId: "abc",
    apiName: "api",
    examples: [],
    stage: "$default",
    cors: undefined,
    ...change,
  };
}

const pairs: Readonly<Record<string, ReturnType<typeof key>>> = { [ISSUER]: key("own"), [PARTNER]: key("partner") };

function key(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, privateKey, jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid }] } };
}

/** A token that its issuer really signed; good for an hour. */
export function token(claims: Readonly<Record<string, unknown>>, issuer: string = ISSUER): string {
  const now = Math.floor(Date.now() / 1000);
  const pair = pairs[issuer];
  if (pair === undefined) throw new RangeError(issuer);
  const defaults = { iss: issuer, sub: "ann", token_use: "access", iat: now - 1, exp: now + 3600 };
  return sign({ kid: pair.kid }, { ...defaults, ...claims }, pair.privateKey);
}

const jwtAuthorizer = (issuer: string, audience: readonly string[]) => ({
  api_id: "${aws_apigatewayv2_api.api.id}",
  authorizer_type: "JWT",
  identity_sources: ["$request.header.Authorization"],
  jwt_configuration: { issuer, audience },
  name: issuer,
});
const guarded = (key: string, type: string, authorizer?: string, scopes: readonly string[] = []) => ({
  api_id: "${aws_apigatewayv2_api.api.id}",
  route_key: key,
  authorization_type: type,
  target: "integrations/${aws_apigatewayv2_integration.items.id}",
  ...(authorizer === undefined ? {} : { authorizer_id: `\${aws_apigatewayv2_authorizer.${authorizer}.id}` }),
  ...(scopes.length === 0 ? {} : { authorization_scopes: scopes }),
});
const grant = (role: string, effect: string, resource: string, action = "execute-api:Invoke") => ({
  role,
  policy: JSON.stringify({ Statement: [{ Effect: effect, Action: action, Resource: resource }] }),
});

/** Rules of the stack's Lambda authorizer. */
const AUTHORIZER_CONFIG = {
  issuers: [{ issuer: ISSUER, clientIds: ["web", "machine"], routes: { "GET /staff": { groups: ["admin"] } } }],
};

/** What answers the routes of these stacks. */
export const ITEMS = {
  api_id: "${aws_apigatewayv2_api.api.id}",
  integration_type: "HTTP_PROXY",
  integration_uri: "https://items.example",
};

/**
 * A stack with every kind of authorization, the keys of both its issuers, and a distribution that adds x-origin: here.
 * @param environment further variables of the Lambda authorizer
 */
export function posture(config: unknown = JSON.stringify(AUTHORIZER_CONFIG), environment: object = {}): AppliedAccess {
  const model = readSynth({
    terraform: { required_providers: { aws: { source: "aws" } } },
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP", execution_arn: EXECUTION_ARN } },
      aws_apigatewayv2_authorizer: {
        jwt: jwtAuthorizer(ISSUER, ["web", "machine"]),
        partner: jwtAuthorizer(PARTNER, ["partner_machine"]),
        staff: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          authorizer_type: "REQUEST",
          authorizer_uri: "${aws_lambda_function.staff.invoke_arn}",
          authorizer_payload_format_version: "2.0",
          authorizer_result_ttl_in_seconds: 0,
          enable_simple_responses: true,
          identity_sources: ["$request.header.Authorization"],
          name: "staff",
        },
      },
      aws_apigatewayv2_integration: { items: ITEMS },
      aws_apigatewayv2_route: {
        get_items: guarded("GET /items", "JWT", "jwt", ["api/read"]),
        get_me: guarded("GET /me", "JWT", "jwt"),
        get_partner: guarded("GET /partner", "JWT", "partner", ["partner/items"]),
        get_staff: guarded("GET /staff", "CUSTOM", "staff"),
        get_profile: guarded("GET /profile", "CUSTOM", "staff"),
        get_signed: guarded("GET /signed", "AWS_IAM"),
        get_hello: guarded("GET /hello", "NONE"),
      },
      aws_lambda_function: {
        staff: {
          function_name: "staff",
          ...(config === undefined
            ? {}
            : { environment: { variables: { AUTHORIZER_CONFIG: config, ...environment } } }),
        },
      },
      aws_apigatewayv2_stage: { stage: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default" } },
      aws_lambda_permission: {
        staff: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.staff.function_name}",
          principal: "apigateway.amazonaws.com",
        },
      },
      aws_iam_role: Object.fromEntries(
        ["signer", "wide", "elsewhere", "barred", "nobody"].map((name) => [
          name,
          { name, arn: `arn:aws:iam::123456789012:role/${name}`, assume_role_policy: "{}" },
        ]),
      ),
      aws_cloudfront_distribution: {
        front: {
          enabled: true,
          origin: [
            { origin_id: "api", domain_name: "abc.example", custom_header: [{ name: "X-Origin", value: "here" }] },
          ],
        },
      },
      aws_iam_role_policy: {
        signer: grant("signer", "Allow", `${EXECUTION_ARN}/$default/GET/signed`),
        wide: grant("wide", "Allow", `${EXECUTION_ARN}/*`, "execute-api:*"),
        elsewhere: grant("elsewhere", "Allow", `${EXECUTION_ARN}/$default/POST/signed`),
        barred: grant("barred", "Allow", `${EXECUTION_ARN}/*`),
        barred_deny: grant("barred", "Deny", `${EXECUTION_ARN}/$default/GET/*`),
      },
    },
  });
  return { model, keys: (issuer) => pairs[issuer]?.jwks };
}
