import { targetStep } from "../../../posture/access/entry-points/steps";
import { functionsNamed, pathsTo, targetText } from "../../../posture/access/paths";
import type { From } from "../../../posture/access/paths";
import { findPrincipal } from "../../../posture/iam";
import type { EntryPoint } from "../../../posture/model";
import { readSynth } from "../../../posture/model/read";
import { planned } from "../fixtures";

const API = "${aws_apigatewayv2_api.a.id}";
const TO_F = "integrations/${aws_apigatewayv2_integration.f.id}";
const route = (path: string, authorization_type: string, more: object = {}) => ({
  ...{ api_id: API, route_key: `GET ${path}`, authorization_type, target: TO_F },
  ...more,
});
const INVOKED = "${aws_lambda_function.f.invoke_arn}";
const METHOD = { rest_api_id: "rest", resource_id: "root", http_method: "GET" };
const BALANCER = { load_balancer_arn: "${aws_lb.b.arn}" };
const FORWARD = { type: "forward", target_group_arn: "${aws_lb_target_group.t.arn}" };
const SIGN_IN = {
  type: "authenticate-cognito",
  authenticate_cognito: [{ user_pool_arn: "arn:aws:cognito-idp:eu-west-1:1:userpool/x", user_pool_client_id: "c" }],
};

const MODEL = readSynth({
  resource: {
    aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" }, h: { function_name: "g" } },
    aws_apigatewayv2_api: { a: { id: "a", name: "a", protocol_type: "HTTP" } },
    aws_apigatewayv2_integration: { f: { api_id: API, integration_type: "AWS_PROXY", integration_uri: INVOKED } },
    aws_apigatewayv2_stage: { s: { api_id: API, name: "$default" } },
    aws_apigatewayv2_route: {
      jwt: route("/jwt", "JWT", { authorizer_id: "${aws_apigatewayv2_authorizer.j.id}" }),
      later: route("/later", "${var.unset}"),
      open: route("/open", "NONE"),
    },
    aws_apigatewayv2_authorizer: {
      j: {
        ...{ api_id: API, name: "j", authorizer_type: "JWT", identity_sources: ["$request.header.Authorization"] },
        jwt_configuration: { issuer: "https://id.example", audience: ["web"] },
      },
    },
    aws_api_gateway_rest_api: { r: { id: "rest", name: "r", root_resource_id: "root" } },
    aws_api_gateway_stage: { s: { rest_api_id: "rest", stage_name: "v1" } },
    aws_api_gateway_method: { m: { ...METHOD, authorization: "NONE", api_key_required: true } },
    aws_api_gateway_integration: { m: { ...METHOD, type: "AWS_PROXY", uri: INVOKED } },
    aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
    aws_lambda_event_source_mapping: { q: { function_name: "f", event_source_arn: "arn:aws:sqs:eu-west-1:1:q" } },
    aws_lb: { b: { name: "b", internal: false } },
    aws_lb_target_group: { t: { target_type: "lambda" } },
    aws_lb_target_group_attachment: {
      t: { target_group_arn: "${aws_lb_target_group.t.arn}", target_id: "${aws_lambda_function.f.arn}" },
    },
    aws_lb_listener: {
      plain: { ...BALANCER, port: 80, protocol: "HTTP", default_action: [FORWARD] },
      signed: { ...BALANCER, port: 443, protocol: "HTTPS", default_action: [SIGN_IN, FORWARD] },
      fixed: { ...BALANCER, port: 81, protocol: "HTTP", default_action: [{ type: "fixed-response" }] },
    },
    aws_iam_role: { r: { name: "r", assume_role_policy: "{}" } },
    aws_iam_role_policy: {
      r: {
        role: "r",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" }] }),
      },
    },
  },
});

const ids = (from?: From, fn = functionsNamed(MODEL, "f")[0]) =>
  pathsTo(MODEL, fn, from).map(({ access, leads }) => `${access.entryPoint.id.replace(/^aws_/, "")} ${leads}`);

test("the weakest way comes first: what asks for nothing, over plain HTTP, before what everybody may get", () =>
  expect(ids()).toEqual([
    "lb_listener.plain true",
    "apigatewayv2_route.open true",
    "api_gateway_method.m true",
    "apigatewayv2_route.later unknown",
    "lb_listener.signed false",
    "apigatewayv2_route.jwt false",
    "lambda_function_url.u false",
    "lambda_function.f#policies false",
    "lambda_event_source_mapping.q false",
  ]));

test("of every kind of entry point, what asks for nothing comes before a key, and a key before an account", () => {
  const model = planned("every-entry-point");
  const found = pathsTo(model, functionsNamed(model, "target")[0]);
  const runs: [kind: string, count: number][] = [];
  for (const { access, leads } of found) {
    const [kind, last] = [`${access.entryPoint.authorization.kind} ${leads}`, runs.at(-1)];
    if (last?.[0] === kind) last[1]++;
    else runs.push([kind, 1]);
  }
  expect(runs.map(([kind, count]) => `${count} ${kind}`)).toEqual([
    "1 none true",
    "1 route true",
    "5 none true",
    "1 forwarded true",
    "1 api-key true",
    "1 permission true",
    "1 iam true",
    "2 none false",
    "1 sign-in false",
    "2 route false",
    "1 connection false",
    "3 route false",
    "4 token false",
    "1 authorizer false",
    "3 iam false",
    "2 permission false",
    "1 iam false",
    "2 event false",
  ]);
});

test("who starts is led by what is open, and by what lets it in", () => {
  const role = findPrincipal(MODEL, "aws_iam_role.r");
  if ("problem" in role) throw new RangeError(role.problem);
  const everybody = [
    "lb_listener.plain true",
    "apigatewayv2_route.open true",
    "api_gateway_method.m true",
    "apigatewayv2_route.later unknown",
  ];
  expect(ids({ kind: "nobody" })).toEqual(everybody);
  const mayInvoke = [...everybody.slice(0, 3), "lambda_function.f#policies true", ...everybody.slice(3)];
  expect(ids({ kind: "principal", principal: role })).toEqual(mayInvoke);
  expect(ids(undefined, functionsNamed(MODEL, "aws_lambda_function.g")[0])).toEqual([
    "lambda_function.g#policies false",
  ]);
  // What answers by itself leads nowhere.
  expect(pathsTo(MODEL, undefined).some(({ access }) => access.entryPoint.id === "aws_lb_listener.fixed")).toBe(false);
});

test("a way is told from the caller to the function", () => {
  const steps = (id: string) => pathsTo(MODEL, undefined).find(({ access }) => access.entryPoint.id === id)?.steps;
  expect(steps("aws_lb_listener.plain")).toEqual([
    "request to b:80 over plain HTTP",
    "load balancer b: every path (default action) (aws_lb_listener.plain)",
    "lets in: public: no authorization",
    "which invokes aws_lambda_function.f",
  ]);
  expect(steps("aws_lambda_event_source_mapping.q")).toEqual([
    "events of sqs q happen",
    "AWS calls aws_lambda_function.f (aws_lambda_event_source_mapping.q)",
  ]);
});

test("a function is named by its address or its name, which may be that of several", () => {
  const named = (name: string) => functionsNamed(MODEL, name).map(({ address }) => address.split(".")[1]);
  expect([named("f"), named("aws_lambda_function.g"), named("g"), named("x")]).toEqual([["f"], ["g"], ["g", "h"], []]);
});

test.each<[target: EntryPoint["target"], text: string]>([
  [
    { kind: "function", function: { kind: "external", id: "arn:aws:lambda:eu-west-1:1:function:x:live" } },
    "function x, not in this input",
  ],
  [
    { kind: "function", function: { kind: "unknown", why: "later", candidates: [] } },
    "a function that isn't known yet",
  ],
  [{ kind: "backend", name: "https://backend.example" }, "https://backend.example"],
  [{ kind: "itself" }, "nothing: it answers by itself"],
  [{ kind: "unknown", why: "known after apply" }, "not known yet: known after apply"],
])("%j is in words: %s", (target, text) => expect(targetText(target)).toBe(text));

const [F] = functionsNamed(MODEL, "f");
if (!F) throw new RangeError("no function");
test.each<[string, EntryPoint["target"], string]>([
  [
    "a function",
    { kind: "function", function: { kind: "resource", target: F } },
    "aws_lambda_function.f, which may still refuse it by its own rules",
  ],
  [
    "a function elsewhere",
    { kind: "function", function: { kind: "external", id: "arn" } },
    "what isn't known (aws_x.e)",
  ],
  ["a backend", { kind: "backend", name: "https://backend.example" }, "https://backend.example"],
  ["itself", { kind: "itself" }, "nothing: it answers by itself"],
  ["what isn't known", { kind: "unknown", why: "later" }, "what isn't known (aws_x.e)"],
])("a request that was let in goes on to %s", (_, target, to) =>
  expect(
    targetStep({ target, address: "aws_x.e" } as EntryPoint).map(
      ({ check, result, text }) => `${check} ${result}: ${text}`,
    ),
  ).toEqual([`handler note: The request goes on to ${to}.`]),
);
