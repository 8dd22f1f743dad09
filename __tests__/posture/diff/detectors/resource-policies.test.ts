import { changesBetween } from "../../../../posture/diff/index";
import { readSynth, readState } from "../../../../posture/model/read";

const document = (principal: unknown, action: string, more: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: action, Resource: "*", ...more }],
  });
const told = (before: object, after: object) =>
  changesBetween(readSynth({ resource: before }), readSynth({ resource: after }))
    .filter(({ code }) => code.startsWith("resource-policy"))
    .map(({ kind, summary }) => `${kind}: ${summary}`);

describe("the policy of a REST API that is removed", () => {
  const api = (authorization: string) => ({
    aws_api_gateway_rest_api: { r: { name: "r" } },
    aws_api_gateway_method: {
      m: {
        rest_api_id: "${aws_api_gateway_rest_api.r.id}",
        resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
        http_method: "GET",
        authorization,
      },
    },
  });
  const policy = (text: string) => ({
    aws_api_gateway_rest_api_policy: { p: { rest_api_id: "${aws_api_gateway_rest_api.r.id}", policy: text } },
  });
  const office = document("*", "execute-api:Invoke", {
    Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  });
  const partner = document({ AWS: "210987654321" }, "execute-api:Invoke");

  test("leaves who may call them to its methods", () => {
    expect(told({ ...api("NONE"), ...policy(office) }, api("NONE"))).toEqual([
      "broadened: aws_api_gateway_rest_api.r has no resource policy now: the authorization of its methods alone decides who may call them.",
    ]);
  });

  test("takes what it allowed where every method wants a signature", () => {
    expect(told({ ...api("AWS_IAM"), ...policy(partner) }, api("AWS_IAM"))).toEqual([
      "narrowed: The policy of aws_api_gateway_rest_api_policy.p no longer allows execute-api:Invoke for 210987654321.",
    ]);
  });

  // A side that is no configuration refers to nothing: there the ids of both tell whose policy it is.
  test("takes it in a state too, which holds no references", () => {
    const state = (resources: Record<string, Record<string, Record<string, unknown>>>) =>
      readState({
        format_version: "1.0",
        values: {
          root_module: {
            resources: Object.entries(resources).flatMap(([type, named]) =>
              Object.entries(named).map(([name, one]) => ({
                address: `${type}.${name}`,
                mode: "managed",
                type,
                name,
                values: JSON.parse(JSON.stringify({ id: "abc", ...one }).replace(/\$\{[^}]*\}/g, "abc")) as object,
              })),
            ),
          },
        },
      });
    const found = changesBetween(state({ ...api("AWS_IAM"), ...policy(partner) }), state(api("AWS_IAM")));
    expect(found.filter(({ kind }) => kind === "broadened")).toEqual([]);
    expect(found.map(({ code }) => code)).toContain("resource-policy-narrowed");
  });
});

test("a policy that moves to a resource beside its own, word by word, allows nothing new and nothing less", () => {
  const text = document("*", "sqs:SendMessage");
  const inline = { aws_sqs_queue: { q: { name: "q", policy: text } } };
  const beside = {
    aws_sqs_queue: { q: { name: "q" } },
    aws_sqs_queue_policy: { q: { queue_url: "${aws_sqs_queue.q.id}", policy: text } },
  };
  expect(told(inline, beside)).toEqual([]);
  expect(told(beside, inline)).toEqual([]);
  const wider = document("*", "sqs:*");
  const widened = { ...beside, aws_sqs_queue_policy: { q: { queue_url: "${aws_sqs_queue.q.id}", policy: wider } } };
  expect(told(inline, widened).filter((one) => one.startsWith("broadened"))).not.toEqual([]);
});
