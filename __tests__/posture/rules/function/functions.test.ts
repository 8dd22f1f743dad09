import {
  functionAllowedEverything,
  functionConcurrencyZero,
  functionNetworkRights,
  functionRoleTrust,
  runtimeEnding,
  runtimeEndingOn,
  runtimeRetired,
  runtimeRetiredOn,
  serviceRoleTrust,
} from "../../../../posture/rules/function/functions";
import { holds } from "../holds";
import { goodStack, over, stackOf, findingsOf, lambda } from "../support";
import type { Resources } from "../support";
import { RETIREMENTS, RUNTIME_ENDS } from "../../../../posture/aws/runtimes";

describe("function-concurrency-zero", () => {
  const none = over("aws_lambda_function", "items", { reserved_concurrent_executions: 0 });

  holds(functionConcurrencyZero, {
    fires: {
      "a route's function": [
        stackOf(none),
        [{ at: "aws_lambda_function.items", says: ["aws_apigatewayv2_integration.items"] }],
      ],
      "a trigger": [
        stackOf({
          aws_lambda_function: { shape: { function_name: "shape", reserved_concurrent_executions: 0 } },
          ...over("aws_cognito_user_pool", "pool", {
            lambda_config: { pre_token_generation: "${aws_lambda_function.shape.arn}" },
          }),
        }),
        [{ at: "aws_lambda_function.shape", says: ["pre_token_generation of aws_cognito_user_pool.pool"] }],
      ],
    },
    silent: {
      "no limit": goodStack(),
      "the provider's default": stackOf(over("aws_lambda_function", "items", { reserved_concurrent_executions: -1 })),
      "some concurrency": stackOf(over("aws_lambda_function", "items", { reserved_concurrent_executions: 5 })),
      "a function that nobody needs": stackOf({
        aws_lambda_function: { idle: { function_name: "idle", reserved_concurrent_executions: 0 } },
      }),
    },
    unknown: {
      "a limit that isn't known": stackOf(
        over("aws_lambda_function", "items", { reserved_concurrent_executions: "${var.limit}" }),
      ),
    },
  });
});

describe("function-role-trust", () => {
  const trust = (principal: object, effect = "Allow"): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: effect, Principal: principal, Action: "sts:AssumeRole" }],
    });

  const withRole = (policy: string): Resources => ({
    ...over("aws_lambda_function", "items", { role: "${aws_iam_role.items.arn}" }),
    aws_iam_role: { items: { name: "items", assume_role_policy: policy } },
  });

  const LAMBDA = { Service: "lambda.amazonaws.com" };

  holds(functionRoleTrust, {
    fires: {
      "another service": [
        goodStack(withRole(trust({ Service: "ec2.amazonaws.com" }))),
        [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items", "lambda.amazonaws.com"] }],
      ],
      "a principal of another kind": [
        goodStack(withRole(trust({ AWS: "123456789012" }))),
        [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items"] }],
      ],
      "a denial": [
        goodStack(withRole(trust(LAMBDA, "Deny"))),
        [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items"] }],
      ],
    },
    silent: {
      Lambda: goodStack(withRole(trust(LAMBDA))),
      "Lambda among others": goodStack(withRole(trust({ Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] }))),
      "a role that is elsewhere": goodStack(),
    },
    unknown: { "a policy that isn't known": goodStack(withRole("${var.policy}")) },
  });
});

const assumedBy = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

describe("service-role-trust", () => {
  const sms = (service: string): Resources => ({
    ...over("aws_cognito_user_pool", "pool", {
      sms_configuration: [{ external_id: "x", sns_caller_arn: "${aws_iam_role.sms.arn}" }],
    }),
    aws_iam_role: { sms: { name: "sms", assume_role_policy: assumedBy(service) } },
  });
  const credentials = (service: string): Resources => ({
    ...over("aws_apigatewayv2_integration", "items", { credentials_arn: "${aws_iam_role.call.arn}" }),
    aws_iam_role: { call: { name: "call", assume_role_policy: assumedBy(service) } },
  });

  holds(serviceRoleTrust, {
    fires: {
      "text messages by a role for Lambda": [
        goodStack(sms("lambda.amazonaws.com")),
        [{ at: "aws_cognito_user_pool.pool", says: ["sms_configuration.sns_caller_arn", "cognito-idp.amazonaws.com"] }],
      ],
      "an integration's role for Lambda": [
        goodStack(credentials("lambda.amazonaws.com")),
        [{ at: "aws_apigatewayv2_integration.items", says: ["credentials_arn", "apigateway.amazonaws.com"] }],
      ],
    },
    silent: {
      none: goodStack(),
      "Cognito's role": goodStack(sms("cognito-idp.amazonaws.com")),
      "API Gateway's role": goodStack(credentials("apigateway.amazonaws.com")),
      "a role that is elsewhere": goodStack(
        over("aws_apigatewayv2_integration", "items", { credentials_arn: "arn:aws:iam::123456789012:role/x" }),
      ),
    },
    unknown: {
      "a trust policy": goodStack({
        ...credentials("x"),
        aws_iam_role: { call: { name: "call", assume_role_policy: "${var.policy}" } },
      }),
    },
  });
});

describe("function-network-rights", () => {
  const VPC = { vpc_config: [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }] };
  const inVpc = (more: Resources): Resources => ({
    ...over("aws_lambda_function", "items", { ...VPC, role: "${aws_iam_role.items.arn}" }),
    aws_iam_role: { items: { name: "items", assume_role_policy: assumedBy("lambda.amazonaws.com") } },
    ...more,
  });
  const attached = (policy_arn: string): Resources => ({
    aws_iam_role_policy_attachment: { one: { role: "${aws_iam_role.items.name}", policy_arn } },
  });
  const inline = (actions: readonly string[], Resource = "*"): Resources => ({
    aws_iam_role_policy: {
      one: {
        role: "${aws_iam_role.items.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: actions, Resource }],
        }),
      },
    },
  });
  const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

  holds(functionNetworkRights, {
    fires: {
      "the basic policy alone": [
        goodStack(inVpc(attached(BASIC))),
        [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items", "ec2:CreateNetworkInterface"] }],
      ],
      "two of three": [
        goodStack(inVpc(inline(["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"]))),
        [{ at: "aws_lambda_function.items", says: ["ec2:DeleteNetworkInterface"] }],
      ],
    },
    silent: {
      "no VPC": goodStack(),
      "the policy for VPCs": goodStack(
        inVpc(attached("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")),
      ),
      "network interfaces by a policy of one's own": goodStack(inVpc(inline(["ec2:*NetworkInterface*"]))),
      "some network interfaces": goodStack(
        inVpc(inline(["ec2:*"], "arn:aws:ec2:eu-west-1:123456789012:network-interface/*")),
      ),
      "a role that is elsewhere": goodStack(over("aws_lambda_function", "items", VPC)),
    },
    unknown: { "which policy": goodStack(inVpc(attached("${var.policy}"))) },
  });
});

describe("runtime-ending", () => {
  const at = "aws_lambda_function.items";

  const on = (runtime: unknown) => goodStack(lambda({ runtime }));

  const asOf = (day: string) => runtimeEndingOn(() => day);

  const inNovember = asOf("2026-11-21");

  holds(inNovember, {
    fires: {
      nodejs22: [on("nodejs22.x"), [{ at, nearest: "nodejs24.x", says: ["2027-04-30", "2027-06-01", "6.19.0"] }]],
      java17: [on("java17"), [{ at, nearest: "java21" }]],
    },
    silent: {
      "more than a year left": on("nodejs24.x"),
      "past its day, which runtime-retired says": on("nodejs20.x"),
      "an image, which has none": on(undefined),
      "a runtime that isn't known, which runtime-retired says": on("${var.runtime}"),
      "a runtime of tomorrow": on("nodejs30.x"),
    },
  });

  test.each([
    ["2026-04-29", 0],
    ["2026-04-30", 1],
    ["2027-04-29", 1],
    ["2027-04-30", 0],
  ])("nodejs22.x on %s: %d", (day, count) => {
    expect(findingsOf(asOf(day), on("nodejs22.x"))).toHaveLength(count);
  });

  test("is said once for all functions of a runtime", () => {
    const more = { function_name: "more", runtime: "nodejs22.x", handler: "index.handler", role: "r" };
    const stack = goodStack({
      aws_lambda_function: { more, ...lambda({ runtime: "nodejs22.x" }).aws_lambda_function },
    });
    expect(findingsOf(asOf("2026-11-21"), stack)).toMatchObject([
      { address: at, message: expect.stringContaining("nodejs22.x (2 functions) on 2027-04-30") as string },
    ]);
  });

  test("is a note, which stops nothing", () => {
    expect(runtimeEnding.severity).toBe("note");
  });
});

describe("runtime-retired", () => {
  const at = "aws_lambda_function.items";

  const on = (runtime: unknown) => goodStack(lambda({ runtime }));

  holds(runtimeRetired, {
    fires: {
      nodejs18: [on("nodejs18.x"), [{ at, nearest: "nodejs24.x", says: ["2025-09-01"] }]],
      "python3.8": [on("python3.8"), [{ at, nearest: "python3.13" }]],
    },
    silent: { nodejs22: on("nodejs22.x"), "an image, which has none": on(undefined) },
    unknown: { "the runtime": on("${var.runtime}") },
  });

  describe("runtime-retired, by the day", () => {
    test.each([
      ["2026-04-29", undefined],
      ["2026-04-30", "warning"],
      ["2027-01-31", "warning"],
      ["2027-02-01", "error"],
    ])("nodejs20.x on %s: %s", (day, severity) => {
      expect(
        findingsOf(
          runtimeRetiredOn(() => day),
          on("nodejs20.x"),
        ).map((f) => f.severity),
      ).toEqual(severity === undefined ? [] : [severity]);
    });

    test("names a successor that AWS keeps for another year", () => {
      for (const { next, deprecated } of Object.values(RETIREMENTS)) {
        expect(deprecated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        if (next === undefined) continue;
        expect([next, (RETIREMENTS[next]?.deprecated ?? "") > RUNTIME_ENDS.asOf]).toEqual([next, true]);
        expect(
          Number(RETIREMENTS[next]?.deprecated.slice(0, 4)) - Number(RUNTIME_ENDS.asOf.slice(0, 4)),
        ).toBeGreaterThan(1);
      }
    });

    test("says which provider takes the successor, where the oldest supported one doesn't", () => {
      const [finding] = findingsOf(
        runtimeRetiredOn(() => "2026-11-21"),
        on("nodejs20.x"),
      );
      expect(finding?.remedy).toBe('Set runtime = "nodejs24.x"; the AWS provider takes it from 6.19.0 on.');
    });
  });
});

describe("function-allowed-everything", () => {
  const allowed = (Action: unknown, Resource: unknown = "*", more: object[] = []): Resources => ({
    ...over("aws_lambda_function", "items", { role: "${aws_iam_role.items.arn}" }),
    aws_iam_role: { items: { name: "items", assume_role_policy: "{}" } },
    aws_iam_role_policy: {
      items: {
        role: "${aws_iam_role.items.name}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }, ...more] }),
      },
    },
  });
  const at = [{ at: "aws_lambda_function.items", says: ["aws_iam_role.items", "on the ARNs"] }];

  holds(functionAllowedEverything, {
    fires: {
      "every action": [stackOf(allowed("*")), at],
      "each service's": [stackOf(allowed(["iam:*", "s3:*", "ec2:*", "kms:*"])), at],
    },
    silent: {
      "one service": stackOf(allowed("s3:*")),
      "one table": stackOf(allowed("*", "arn:aws:dynamodb:eu-west-1:123456789012:table/a")),
      "a denial": stackOf(allowed("*", "*", [{ Effect: "Deny", Action: "iam:*", Resource: "*" }])),
      "another's role": goodStack(),
    },
  });
});
