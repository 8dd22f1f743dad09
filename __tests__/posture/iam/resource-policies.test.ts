import type { IamQuestion } from "../../../posture/iam/evaluate";
import { throughEndpoints } from "../../../posture/iam/endpoint-policies";
import { functionPolicy, permissionStatement, resourcePolicyOf } from "../../../posture/iam/resource-policies";
import type { Policies } from "../../../posture/iam/statement";
import { known, unknown } from "../../../posture/model";
import type { Model } from "../../../posture/model";
import { ACCOUNT, actions, allow, at, deny, document, model, policies, when, identity } from "./support";

const unread = ({ unread: all }: Policies) => all.map(({ text }) => text);
const LATER = "(var.unset is not declared)";

describe("a resource's policy", () => {
  test("is its own and that of the resource beside it; of one that isn't known it is said", () => {
    const all = model({
      aws_sqs_queue: { q: { url: "https://q", policy: document(allow("own:x")) } },
      aws_sqs_queue_policy: {
        q: { queue_url: "https://q", policy: document(allow("beside:x")) },
        other: { queue_url: "https://p", policy: document(allow("other:x")) },
        later: { queue_url: "${var.unset}", policy: document(allow("later:x")) },
      },
    });
    const found = resourcePolicyOf(all, at(all, "aws_sqs_queue.q"));
    expect(actions(found)).toEqual(["own:x", "beside:x"]);
    const address = "aws_sqs_queue_policy.later";
    expect(found.unread).toEqual([
      {
        text: `whether ${address} is for aws_sqs_queue.q isn't known yet`,
        at: { address, resource: at(all, address), path: ["queue_url"] },
      },
    ]);
  });

  test("of a REST API may stand in its body, and leave out its ARN", () => {
    const body = (policy: unknown) => JSON.stringify({ openapi: "3.0.1", "x-amazon-apigateway-policy": policy });
    const statement = { ...allow("execute-api:Invoke", ["execute-api:/v1/*", "arn:x:execute-api:/"]), Principal: "*" };
    const found = (api: object) => {
      const all = model({ aws_api_gateway_rest_api: { r: { name: "r", ...api } } });
      const own = resourcePolicyOf(all, at(all, "aws_api_gateway_rest_api.r"));
      return [own.statements.flatMap(({ resources }) => resources.list.items), unread(own)];
    };
    const ITEMS = ["arn:*:execute-api:*:*:*/v1/*", "arn:x:execute-api:/"];
    expect(found({ policy: document(statement) })).toEqual([ITEMS, []]);
    expect(found({ body: body({ Statement: [statement] }) })).toEqual([ITEMS, []]);
    expect(found({ policy: document(statement), body: body("no") })).toEqual([ITEMS, []]);
    expect(found({ body: body("no") })).toEqual([
      [],
      ["the policy in the OpenAPI body of aws_api_gateway_rest_api.r isn't known yet"],
    ]);
    expect(found({})).toEqual([[], []]);
  });

  test("a permission is a statement, with a condition for each argument that limits it", () => {
    const of = (more: object) => {
      const all = model({
        aws_lambda_function: { f: { function_name: "f" } },
        aws_sns_topic: { t: {} },
        aws_lambda_permission: { p: { function_name: "f", action: "lambda:InvokeFunction", principal: "*", ...more } },
      });
      const [permission] = all.permissions;
      if (!permission) throw new RangeError("no permission");
      const { principals, conditions } = permissionStatement(permission);
      return [
        principals?.list.items.map(({ kind, id }) => `${kind} ${id}`),
        conditions.items.map(({ operator, key }) => `${operator} ${key}`),
        conditions.missing,
      ];
    };
    expect(of({})).toEqual([["everyone *"], [], []]);
    expect(of({ principal: ACCOUNT, source_arn: "" })).toEqual([[`AWS ${ACCOUNT}`], [], []]);
    expect(of({ principal: "events.amazonaws.com" })[0]).toEqual(["Service events.amazonaws.com"]);
    expect(of({ principal: "apigateway.amazonaws.com.cn" })[0]).toEqual(["Service apigateway.amazonaws.com.cn"]);
    expect(of({ principal: "alexa-connectedhome.amazon.com" })[0]).toEqual(["Service alexa-connectedhome.amazon.com"]);
    expect(of({ principal: "x.amazonaws.com.example" })[0]).toEqual(["AWS x.amazonaws.com.example"]);
    expect(of({ principal: "${var.unset}" })[0]).toEqual([]);
    expect(of({ source_arn: "${aws_sns_topic.t.arn}", source_account: ACCOUNT })).toEqual([
      ["everyone *"],
      ["ArnLike aws:SourceArn", "StringEquals aws:SourceAccount"],
      [],
    ]);
    expect(of({ source_arn: "${var.unset}" })).toEqual([
      ["everyone *"],
      [],
      [`source_arn of aws_lambda_permission.p ${LATER}`],
    ]);
    const all = {
      event_source_token: "t",
      function_url_auth_type: "NONE",
      invoked_via_function_url: true,
      principal_org_id: "o-1",
    };
    expect(of(all)[1]).toEqual([
      "StringEquals aws:PrincipalOrgID",
      "StringEquals lambda:EventSourceToken",
      "StringEquals lambda:FunctionUrlAuthType",
      "Bool lambda:InvokedViaFunctionUrl",
    ]);
  });

  test("of a function, of its aliases, of one that isn't known", () => {
    const all = model({
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_permission: Object.fromEntries(
        [undefined, "live", "${var.unset}"].map((qualifier, i) => [
          `p${i}`,
          { function_name: "f", action: `lambda:P${i}`, principal: "*", qualifier },
        ]),
      ),
    });
    const [fn] = all.functions;
    if (!fn) throw new RangeError("no function");
    const of = (...qualifier: Parameters<typeof functionPolicy>[2][]) => {
      const own = functionPolicy(all, fn, ...qualifier);
      return [actions(own), unread(own)];
    };
    const OPEN = (name: string) => `whether aws_lambda_permission.${name} is for aws_lambda_function.f isn't known yet`;
    expect(of()).toEqual([["lambda:P0", "lambda:P1", "lambda:P2"], []]);
    expect(of(known(undefined))).toEqual([["lambda:P0"], [OPEN("p2")]]);
    expect(of(known("live"))).toEqual([["lambda:P1"], [OPEN("p2")]]);
    expect(of(unknown("later"))).toEqual([[], [OPEN("p0"), OPEN("p1"), OPEN("p2")]]);
  });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html */
describe("VPC endpoints", () => {
  const ASK = {
    principal: { kind: "everyone", id: "*", called: "anybody" } as const,
    action: "execute-api:Invoke",
    resource: "arn:aws:execute-api:eu-west-1:1:a/v1/GET/x",
  };
  const endpoints = (...all: readonly (object | undefined)[]): Model =>
    model({
      aws_vpc_endpoint: Object.fromEntries(
        all.map((more, i) => [
          `e${i}`,
          { id: `vpce-${i}`, service_name: "com.amazonaws.eu-west-1.execute-api", ...more },
        ]),
      ),
    });
  const letting = (...all: readonly object[]) => ({
    policy: document(...all.map((one) => ({ ...one, Principal: "*" }))),
  });
  const only = (id: string, more: object = {}) =>
    policies({ ...allow("*", "*", when("StringEquals", "aws:SourceVpce", id)), Principal: "*", ...more });
  const refusing = (id: string, more: object = {}) =>
    policies(
      { ...allow("*"), Principal: "*" },
      { ...deny("*", "*", when("StringNotEquals", "aws:SourceVpce", id)), Principal: "*", ...more },
    );
  const CLOSED = letting(allow("s3:*"));
  const through = (of: Model, own = policies(), ask: IamQuestion = ASK) => {
    const found = throughEndpoints(of, "execute-api", ask, own);
    return found && `${found.answer} ${found.endpoints.map(({ address }) => address.split(".")[1]).join(" ")}`;
  };
  test.each<[string, Model, Policies, string | undefined]>([
    ["no endpoint", endpoints(), policies(), undefined],
    ["no policy", endpoints(undefined), policies(), undefined],
    [
      "a policy of another service's",
      endpoints({ ...CLOSED, service_name: "com.amazonaws.eu-west-1.s3" }),
      policies(),
      undefined,
    ],
    ["one that lets it through", endpoints(letting(allow("*"))), policies(), "true e0"],
    [
      "one that lets something else through, and others may lead there",
      endpoints(CLOSED),
      policies({ ...allow("*"), Principal: "*" }),
      "unknown e0",
    ],
    ["one that refuses, beside one without a policy", endpoints(CLOSED, undefined), policies(), "true e1"],
    ["one that refuses, and the API takes no other", endpoints(CLOSED), only("vpce-0"), "false e0"],
    ["one that refuses, and the API takes another", endpoints(CLOSED), only("vpce-x"), "unknown e0"],
    ["one that refuses, and the API denies all others", endpoints(CLOSED), refusing("vpce-0"), "false e0"],
    [
      "the same for a part of it",
      endpoints(CLOSED),
      refusing("vpce-0", { Resource: "arn:aws:execute-api:*:*:*/v1/GET/x" }),
      "unknown e0",
    ],
    ["the same for somebody", endpoints(CLOSED), refusing("vpce-0", { Principal: { AWS: ACCOUNT } }), "unknown e0"],
    [
      "the same under another condition too",
      endpoints(CLOSED),
      refusing("vpce-0", { Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0", "aws:SourceVpc": "x" } } }),
      "unknown e0",
    ],
    [
      "the same where the key may be missing",
      endpoints(CLOSED),
      only("x", when("StringEqualsIfExists", "aws:SourceVpce", "vpce-0")),
      "unknown e0",
    ],
    ["by another key", endpoints(CLOSED), only("x", when("StringEquals", "aws:SourceVpc", "vpce-0")), "unknown e0"],
    ["one that nobody can read", endpoints({ policy: "${var.unset}" }), only("vpce-0"), "unknown e0"],
    [
      "and the API's policy can't be read",
      endpoints(CLOSED),
      { statements: [], unread: [{ text: "p" }] },
      "unknown e0",
    ],
  ])("%s", (_, of, own, answer) => expect(through(of, own)).toBe(answer));

  test("only limit what a role has, and give it nothing", () => {
    const principal = identity(model({ aws_iam_role: { r: { name: "r", assume_role_policy: "{}" } } }), "r");
    expect(through(endpoints(letting(allow("*"))), policies(), { ...ASK, principal })).toBe("true e0");
    expect(through(endpoints(CLOSED), only("vpce-0"), { ...ASK, principal })).toBe("false e0");
  });
});
