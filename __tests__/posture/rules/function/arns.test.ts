import { functionDeadLetter, functionLayers, roleArn, targetListener } from "../../../../posture/rules/function/arns";
import { readPlan, readState } from "../../../../posture/model/read";
import { evaluateRules } from "../../../../posture/rules";
import { holds } from "../holds";
import { goodStack, integration, lambda, stackOf, type Resources } from "../support";

const LAYER = "arn:aws:lambda:eu-central-1:123456789012:layer:tools:3";
const QUEUE = "arn:aws:sqs:eu-central-1:123456789012:dead";
const LISTENER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/inner/0123456789abcdef/f";
const at = "aws_lambda_function.items";
const layers = (...values: unknown[]) => stackOf(lambda({ layers: values }));
const deadLetters = (target_arn: unknown) => stackOf(lambda({ dead_letter_config: { target_arn } }));

describe("function-layers", () => {
  holds(functionLayers, {
    fires: {
      "the ARN of no version, and a name": [
        layers(LAYER.slice(0, -2), "tools"),
        [
          { at, says: [`"${LAYER.slice(0, -2)}"`, "layer:NAME:VERSION"] },
          { at, says: ['"tools"'] },
        ],
      ],
    },
    silent: {
      none: goodStack(),
      "a version": layers(LAYER),
      "AWS's own": layers("arn:aws:lambda:eu-central-1::awslayer:Python"),
      "of a layer made here": layers("${aws_lambda_layer_version.tools.arn}"),
      "of a layer looked up": layers("${data.aws_lambda_layer_version.tools.arn}"),
    },
    unknown: { "a variable": layers("${var.layer}") },
  });
});

describe("function-dead-letter", () => {
  holds(functionDeadLetter, {
    fires: {
      "a stream": [
        deadLetters("arn:aws:kinesis:eu-central-1:123456789012:stream/dead"),
        [{ at, says: ["stream/dead", "arn:aws:sns:REGION:ACCOUNT:TOPIC"] }],
      ],
      "a FIFO queue": [deadLetters(`${QUEUE}.fifo`), [{ at, says: [".fifo", "standard queues and topics only"] }]],
    },
    silent: { "a queue": deadLetters(QUEUE), "a topic made here": deadLetters("${aws_sns_topic.dead.arn}") },
    unknown: { "a variable": deadLetters("${var.queue}") },
  });
});

describe("target-listener", () => {
  const inside = (integration_uri: unknown): Resources =>
    integration({ integration_type: "HTTP_PROXY", connection_type: "VPC_LINK", connection_id: "abc", integration_uri });

  holds(targetListener, {
    fires: {
      "the balancer": [
        stackOf(inside(LISTENER.replace("listener", "loadbalancer"))),
        [{ at: "aws_apigatewayv2_integration.items", says: ["loadbalancer/app", "of a Cloud Map service"] }],
      ],
      "its address": [
        stackOf(inside("http://inner.example.com")),
        [{ at: "aws_apigatewayv2_integration.items", says: ['"http://inner.example.com"'] }],
      ],
    },
    silent: {
      "a listener": stackOf(inside(LISTENER)),
      "a service": stackOf(inside("arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-1")),
      "a listener made here": stackOf(inside("${aws_lb_listener.inner.arn}")),
      "a public backend": stackOf(
        integration({ integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" }),
      ),
      "a WebSocket API": stackOf(inside("http://inner.example.com"), {
        aws_apigatewayv2_api: {
          api: { ...goodStack().resource["aws_apigatewayv2_api"]?.["api"], protocol_type: "WEBSOCKET" },
        },
      }),
    },
    unknown: { "a variable": stackOf(inside("${var.listener}")) },
  });
});

describe("role-arn", () => {
  const role = (value: unknown) => stackOf(lambda({ role: value }));
  const bounded = (permissions_boundary: unknown) =>
    stackOf({ aws_iam_role: { r: { name: "r", assume_role_policy: "{}", permissions_boundary } } });

  holds(roleArn, {
    fires: {
      "a name": [role("admin"), [{ at, says: ['role is "admin"', "arn:aws:iam::ACCOUNT:role/NAME"] }]],
      "a user": [role("arn:aws:iam::123456789012:user/a"), [{ at }]],
      "of a group": [
        stackOf({ aws_cognito_user_group: { g: { name: "g", user_pool_id: "p", role_arn: "arn:aws:iam::1:role/a" } } }),
        [{ at: "aws_cognito_user_group.g", says: ["role_arn"] }],
      ],
      "given to API Gateway": [
        stackOf(integration({ credentials_arn: "api" })),
        [{ at: "aws_apigatewayv2_integration.items", says: ["credentials_arn"] }],
      ],
      "a role as a boundary": [
        bounded("arn:aws:iam::123456789012:role/a"),
        [{ at: "aws_iam_role.r", says: ["permissions_boundary", "policy/NAME"] }],
      ],
    },
    silent: {
      "a role": role("arn:aws-cn:iam::123456789012:role/team/a"),
      "a role made here": role("${aws_iam_role.items.arn}"),
      "a variable": role("${var.role}"),
      "the caller's identity": stackOf(integration({ credentials_arn: "arn:aws:iam::*:user/*" })),
      "a policy as a boundary": bounded("arn:aws:iam::aws:policy/PowerUserAccess"),
    },
  });
});

test('what a state holds as "" was left out', () => {
  const resource = (type: string, values: object) => ({
    ...{ address: `${type}.one`, mode: "managed", type, name: "one", schema_version: 0, values },
    provider_name: "registry.terraform.io/hashicorp/aws",
  });
  const state = (role: string) => ({
    ...{ format_version: "1.0", terraform_version: "1.11.4" },
    values: {
      root_module: {
        resources: [
          resource("aws_lambda_function", { function_name: "f", role }),
          resource("aws_iam_role", { name: "r", permissions_boundary: "" }),
          resource("aws_apigatewayv2_integration", { api_id: "a", integration_type: "AWS_PROXY", credentials_arn: "" }),
        ],
      },
    },
  });
  const found = (role: string) =>
    evaluateRules(readState(state(role)), [roleArn]).findings.map(({ message }) => message);
  expect(found("arn:aws:iam::123456789012:role/r")).toEqual([]);
  expect(found("admin")).toEqual(['role is "admin": AWS refuses it.']);
});

test('a plan of what exists holds "" for it as well, until somebody writes it', () => {
  const role = (permissions_boundary: string | null) => ({
    ...{ address: "aws_iam_role.r", mode: "managed", type: "aws_iam_role", name: "r" },
    values: { id: "r", name: "r", permissions_boundary },
  });
  const found = (actions: readonly string[], before: string | null | undefined, after: string) => {
    const values = before === undefined ? null : role(before).values;
    const { after: model } = readPlan({
      format_version: "1.2",
      planned_values: { root_module: { resources: [role(after)] } },
      resource_changes: [{ ...role(after), change: { actions, before: values, after: role(after).values } }],
      configuration: { root_module: {} },
    });
    return evaluateRules(model, [roleArn]).findings.map(({ message }) => message);
  };
  const refused = ['permissions_boundary is "": AWS refuses it.'];
  expect(found(["no-op"], "", "")).toEqual([]);
  expect(found(["update"], "", "")).toEqual([]);
  expect(found(["create"], undefined, "")).toEqual(refused);
  expect(found(["update"], null, "")).toEqual(refused);
  expect(found(["update"], "arn:aws:iam::123456789012:policy/p", "")).toEqual(refused);
});
