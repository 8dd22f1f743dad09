import fc from "fast-check";
import { decide } from "../../../posture/access/index";
import type { Credentials } from "../../../posture/access/index";
import { compare } from "../../../posture/diff/compare";
import { differenceIn, verdictOf } from "../../../posture/diff/index";
import type { Decide } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { callerWith, goodStack, GUARD } from "../rules/support";
import type { Resources } from "./support";
import { runs } from "../../support/runs";

const PARAMETERS = {
  numRuns: runs(60),
};
const NOW = 1_800_000_000;

const ISSUERS = ["https://one.example", "https://two.example"] as const;
const CLIENTS = ["web", "machine"] as const;
const SCOPES = ["read", "write"] as const;
const GROUPS = ["admin", "user"] as const;
const KEYS = ["GET /a", "GET /{x}", "GET /a/{x}", "GET /{x}/b", "ANY /a", "ANY /{proxy+}", "$default"] as const;

/** What a route demands. */
const demand = fc.oneof(
  fc.constant({ authorization_type: "NONE" }),
  fc.record({
    authorization_type: fc.constant("JWT"),
    authorizer_id: fc.constantFrom(...["one", "two"].map((name) => `\${aws_apigatewayv2_authorizer.${name}.id}`)),
    authorization_scopes: fc.subarray([...SCOPES]),
  }),
  fc.constant({ authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}" }),
  fc.constant({ authorization_type: "AWS_IAM" }),
);

const authorizer = (name: string) =>
  fc
    .record({ issuer: fc.constantFrom(...ISSUERS), audience: fc.subarray([...CLIENTS], { minLength: 1 }) })
    .map((jwt_configuration) => ({
      api_id: "${aws_apigatewayv2_api.api.id}",
      name,
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration,
    }));

const rules = fc.record({
  issuer: fc.constantFrom(...ISSUERS),
  clientIds: fc.option(fc.subarray([...CLIENTS], { minLength: 1 }), { nil: undefined }),
  groups: fc.option(fc.subarray([...GROUPS], { minLength: 1 }), { nil: undefined }),
});

/** Allows or denies a role the calls of one path or of all. */
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.constant("execute-api:Invoke"),
  Resource: fc.constantFrom("*", ...["GET/a", "GET/a*", "*/b"].map((path) => `arn:*:execute-api:*:*:*/*/${path}`)),
});

const stack = fc
  .record({
    routes: fc.dictionary(fc.constantFrom(...KEYS), demand, { maxKeys: 5, noNullPrototype: true }),
    one: authorizer("one"),
    two: authorizer("two"),
    rules,
    statements: fc.array(statement, { maxLength: 2 }),
  })
  .map(({ routes, one, two, rules: config, statements }): Resources => ({
    aws_apigatewayv2_route: Object.fromEntries(
      Object.entries(routes).map(([key, body], i) => [
        `r${i}`,
        {
          api_id: "${aws_apigatewayv2_api.api.id}",
          route_key: key,
          target: "integrations/${aws_apigatewayv2_integration.items.id}",
          ...body,
        },
      ]),
    ),
    aws_apigatewayv2_authorizer: {
      one,
      two,
      guard: GUARD,
    },
    aws_lambda_function: {
      guard: {
        function_name: "guard",
        role: "r",
        environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify({ issuers: [config] }) } },
      },
    },
    aws_lambda_permission: {
      guard: { action: "lambda:InvokeFunction", function_name: "guard", principal: "apigateway.amazonaws.com" },
    },
    ...callerWith(...statements),
  }));

/** Two stacks that differ in one sort of thing: where everything differs, some finding always is broader. */
const pair = fc
  .tuple(
    stack,
    stack,
    fc.constantFrom(
      ...["aws_apigatewayv2_route", "aws_apigatewayv2_route", "aws_apigatewayv2_authorizer", "aws_iam_role_policy"],
    ),
  )
  .map(([one, other, type]): readonly [Resources, Resources] => [one, { ...one, [type]: other[type] ?? {} }]);

const read = (resources: Resources): Model => {
  const good = goodStack(resources);
  return readSynth({
    ...good,
    resource: { ...good.resource, aws_apigatewayv2_route: resources["aws_apigatewayv2_route"] },
  });
};

const REQUESTS = ["/a", "/b", "/a/b"].flatMap((path) => ["GET", "POST"].map((method) => ({ method, path })));

const CALLERS: readonly Credentials[] = [
  { kind: "none" },
  { kind: "principal", principal: "aws_iam_role.caller" },
  ...ISSUERS.flatMap((iss) =>
    [...CLIENTS, "stranger"].flatMap((client_id) =>
      [undefined, ...SCOPES].flatMap((scope) =>
        [undefined, ...GROUPS].map((group): Credentials => ({
          kind: "token",
          claims: {
            ...{ iss, client_id, sub: "s", token_use: "access", iat: NOW - 60, exp: NOW + 3600 },
            ...(scope !== undefined && { scope }),
            ...(group !== undefined && { "cognito:groups": [group] }),
          },
        })),
      ),
    ),
  ),
];

/** Is there a request that is refused before and let in after? */
function opened(before: Model, after: Model): boolean {
  return REQUESTS.some((request) =>
    CALLERS.some(
      (caller) =>
        decide(before, request, caller, { now: NOW }).outcome === "deny" &&
        decide(after, request, caller, { now: NOW }).outcome === "allow",
    ),
  );
}

const verdict = (before: Model, after: Model, evaluateRules?: Decide): string =>
  verdictOf(differenceIn(compare(before, after, evaluateRules)).findings, { allowed: ["breaking"] });

describe("of any two stacks", () => {
  test("where nothing broader is said, nobody who was refused is let in", () => {
    let silent = 0;
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        if (verdict(before, after) !== "nothing broader") return;
        silent++;
        expect(opened(before, after)).toBe(false);
      }),
      PARAMETERS,
    );
    // Otherwise nothing would have been tried.
    expect(silent).toBeGreaterThan(PARAMETERS.numRuns / 20);
  });

  test("a stack compared with itself has no finding, in any order", () => {
    fc.assert(
      fc.property(stack, (resources) => {
        const shuffled = Object.fromEntries(
          Object.entries(resources)
            .reverse()
            .map(([type, named]) => [type, Object.fromEntries(Object.entries(named).reverse())]),
        );
        return differenceIn(compare(read(resources), read(shuffled))).findings.length === 0;
      }),
      PARAMETERS,
    );
  });

  test("what one direction lets in, the other refuses", () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        const [forth, back] = [compare(before, after), compare(after, before)];
        for (const route of before.routes) {
          const partner = after.routes.find(({ key }) => key.known && route.key.known && key.value === route.key.value);
          const [there, here] = [forth.decisions.compare(route, partner), back.decisions.compare(partner, route)];
          expect([...here.lost].sort()).toEqual([...there.gained].sort());
          expect([...here.gained].sort()).toEqual([...there.lost].sort());
        }
      }),
      PARAMETERS,
    );
  });
});

describe("a wrong judge", () => {
  test.each([
    ["lets everybody in", (): "allow" => "allow"],
    ["refuses everybody", (): "deny" => "deny"],
  ])("who %s is found out", (_, outcome) => {
    const wrong: Decide = (...asked) => ({ ...decide(...asked), outcome: outcome(), steps: [] });
    const found = fc.check(
      fc.property(pair, ([one, other]) => {
        const [before, after] = [read(one), read(other)];
        return verdict(before, after, wrong) !== "nothing broader" || !opened(before, after);
      }),
      { ...PARAMETERS, numRuns: 400 },
    );
    expect(found.failed).toBe(true);
  });
});
