import { compare } from "../../../../posture/diff/compare";
import { readSynth } from "../../../../posture/model/read";

/** One route behind an authorizer that accepts these clients. */
const stack = (audience: readonly string[]) => ({
  resource: {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      jwt: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        authorizer_type: "JWT",
        name: "jwt",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: {
          issuer: "https://issuer.example.com",
          audience,
        },
      },
    },
    aws_apigatewayv2_route: {
      items: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key: "GET /items",
        authorization_type: "JWT",
        authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
      },
    },
  },
});

const ids = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, i) => `client-${from + i}`);
const between = (was: readonly string[], is: readonly string[]) => {
  const comparison = compare(readSynth(stack(was)), readSynth(stack(is)));
  return comparison.decisions.compare(comparison.before.routes[0], comparison.after.routes[0]);
};

test("clients that nothing tells apart are one sort of caller, however many they are", () => {
  expect(between(ids(100), ids(100))).toEqual({ gained: [], lost: [], unclear: [] });
  expect(between(ids(100), ids(103))).toMatchObject({
    gained: [
      "holders of an ID token from https://issuer.example.com through client client-100 (or 2 more)",
      "holders of an access token from https://issuer.example.com through client client-100 (or 2 more)",
    ],
    lost: [],
    unclear: [],
  });
});

/** A route that roles call, of which each may call paths of its own. */
const signed = (roles: number, own: boolean) => ({
  resource: {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_apigatewayv2_route: {
      items: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /items", authorization_type: "AWS_IAM" },
    },
    aws_iam_role: Object.fromEntries(
      Array.from({ length: roles }, (_, i) => [`r${i}`, { name: `r${i}`, assume_role_policy: '{"Statement":[]}' }]),
    ),
    aws_iam_role_policy: Object.fromEntries(
      Array.from({ length: roles }, (_, i) => [
        `p${i}`,
        {
          role: `r${i}`,
          policy: JSON.stringify({
            Statement: {
              Effect: "Allow",
              Action: "execute-api:Invoke",
              Resource: own ? `arn:aws:execute-api:*:*:*/*/GET/other-${i}` : "*",
            },
          }),
        },
      ]),
    ),
  },
});
const signing = (roles: number, own: boolean) => {
  const comparison = compare(readSynth(signed(roles, own)), readSynth(signed(roles, own)));
  return comparison.decisions.compare(comparison.before.routes[0], comparison.after.routes[0]).unclear;
};

test("roles that policies don't tell apart are one sort of caller", () => {
  expect(signing(100, false)).toEqual([]);
});

test("never says that nobody gains where somebody wasn't tried", () => {
  expect(signing(41, true)).toEqual(["kinds of roles and users beyond the first 40"]);
});
