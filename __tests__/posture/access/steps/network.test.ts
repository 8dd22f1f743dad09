import { admissionOf } from "../../../../posture/access/index";
import { decide, holdAnswers, ways } from "../whole";
import { api, document, ip, notIp, stack, type Given, type Statement } from "./rest-support";

holdAnswers();

function who(isPrivate: boolean, given: Given) {
  const model = stack(isPrivate, given);
  const [entryPoint] = model.entryPoints;
  if (!entryPoint) throw new Error("there is no method");
  ways(model);
  for (const inside of [false, true]) decide(model, { entryPoint: entryPoint.id, inside }, { kind: "none" });
  const { open, who: text } = admissionOf(model, entryPoint);
  return [open, text];
}

describe("where requests to a REST API come from", () => {
  const some = (by: string) => `no authorization, for callers whom the API's own policy lets in by ${by}`;
  const BY_IP = "IpAddress aws:SourceIp";
  test.each<[string, Statement[], boolean | "unknown", string]>([
    ["an Allow of some addresses", [ip("192.0.2.0/24", "198.51.100.7")], false, some(BY_IP)],
    ["a Deny of all others", [{}, notIp("192.0.2.0/24")], false, some("NotIpAddress aws:SourceIp")],
    ["an Allow of every address", [ip("0.0.0.0/0")], true, "public: no authorization"],
    ["an Allow of both halves of them", [ip("0.0.0.0/1", "128.0.0.0/1")], true, "public: no authorization"],
    ["a Deny of some", [{}, { Effect: "Deny", ...ip("192.0.2.0/24") }], true, "public: no authorization"],
    [
      "addresses that aren't known yet",
      [ip("${var.office}")],
      "unknown",
      `public: no authorization, as far as the API's own policy lets them (${BY_IP})`,
    ],
    [
      "a VPC endpoint, through which a public API is never asked",
      [{ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }],
      false,
      some("StringEquals aws:SourceVpce"),
    ],
    [
      "a Deny of all but a VPC",
      [{}, { Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }],
      false,
      some("StringNotEquals aws:SourceVpc"),
    ],
  ])("%s", (_, statements, open, text) => {
    expect(who(false, { policy: document(...statements) })).toEqual([open, text]);
  });

  test("isn't known of who signs: they may be there", () => {
    const role = {
      assume_role_policy: "{}",
      inline_policy: [{ policy: document({ Principal: undefined, Resource: "*" }) }],
    };
    const given = {
      policy: document(ip("192.0.2.0/24")),
      authorization: "AWS_IAM",
      more: { aws_iam_role: { r: role } },
    };
    expect(who(false, given)).toEqual([false, "IAM: aws_iam_role.r"]);
  });
});

describe("the policies of VPC endpoints", () => {
  const INSIDE = "whoever is inside its network: no authorization";
  const through = (resource: string, endpoint: object = {}, beside?: string) => ({
    aws_vpc_endpoint: {
      e: {
        service_name: "com.amazonaws.eu-west-1.execute-api",
        ...(beside === undefined && { policy: document({ Resource: resource }) }),
        ...endpoint,
      },
    },
    ...(beside !== undefined && {
      aws_vpc_endpoint_policy: {
        p: { vpc_endpoint_id: "${aws_vpc_endpoint.e.id}", policy: document({ Resource: beside }) },
      },
    }),
  });
  const own = "${aws_api_gateway_rest_api.a.execution_arn}";
  const bound = document({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } });
  const unless = document({}, { Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } });
  const ID = { id: "vpce-1" };
  const REFUSED = "nobody: The policy of the VPC endpoint aws_vpc_endpoint.e doesn't let it through.";
  test.each<[string, Given, string]>([
    ["none", { policy: document({}) }, INSIDE],
    ["one that lets it through", { policy: document({}), more: through(`${own}/*/GET/*`) }, INSIDE],
    ["one beside its endpoint", { policy: document({}), more: through("", {}, `${own}/*`) }, INSIDE],
    [
      "of another service",
      { policy: document({}), more: through(`${own}/*/POST/*`, { service_name: "com.amazonaws.eu-west-1.s3" }) },
      INSIDE,
    ],
    [
      "one that doesn't, where others may lead to it",
      { policy: document({}), more: through(`${own}/*/POST/*`) },
      `${INSIDE}, as far as a VPC endpoint's policy lets them`,
    ],
    [
      "one that doesn't, and is the only one that the API's policy takes",
      { policy: bound, more: through(`${own}/*/POST/*`, ID) },
      REFUSED,
    ],
    ["the same by a Deny of all others", { policy: unless, more: through("", ID, `${own}/*/POST/*`) }, REFUSED],
    [
      "two that don't, and are the only ones that the API's policy takes",
      {
        policy: document({ Condition: { StringEquals: { "aws:SourceVpce": ["vpce-1", "vpce-2"] } } }),
        more: {
          aws_vpc_endpoint: {
            ...through(`${own}/*/POST/*`, ID).aws_vpc_endpoint,
            f: { ...through(`${own}/*/POST/*`, { id: "vpce-2" }).aws_vpc_endpoint.e },
          },
        },
      },
      "nobody: The policy of the VPC endpoint aws_vpc_endpoint.e, aws_vpc_endpoint.f doesn't let it through.",
    ],
    [
      "one that isn't known yet",
      { policy: document({}), more: through("", { policy: "${var.policy}" }) },
      `${INSIDE}, as far as a VPC endpoint's policy lets them`,
    ],
  ])("%s", (_, given, text) => {
    expect(who(true, given)).toEqual([false, text]);
  });

  test.each([
    ["of an endpoint", bound],
    ["but of an endpoint", unless],
    ["of an address", document(ip("192.0.2.0/24"))],
  ])("a private API that lets in nobody %s, where no endpoint is known", (_, policy) => {
    const asked = { entryPoint: "aws_api_gateway_method.m" };
    const told = [true, false].map((inside) => {
      const { outcome, reason } = decide(stack(true, { policy }), { ...asked, inside }, { kind: "none" });
      return `${outcome}: ${reason}`;
    });
    expect([...told, who(true, { policy })]).toMatchSnapshot();
  });

  test("are asked before the caller's own, by address", () => {
    const model = stack(true, {
      policy: bound,
      authorization: "AWS_IAM",
      more: {
        ...through(`${own}/*/POST/*`, ID),
        aws_iam_role: {
          r: {
            assume_role_policy: "{}",
            inline_policy: [{ policy: document({ Principal: undefined, Resource: "*" }) }],
          },
        },
      },
    });
    const signed = { kind: "principal", principal: "aws_iam_role.r" } as const;
    const { steps, status } = decide(model, { entryPoint: "aws_api_gateway_method.m", inside: true }, signed, {
      advice: false,
    });
    expect([status, steps.filter(({ result }) => result === "fail").map(({ text }) => text)]).toEqual([
      403,
      ["The policy of the VPC endpoint aws_vpc_endpoint.e doesn't let it through."],
    ]);
  });

  test("a private API's custom domain is private too", () => {
    const more = {
      aws_api_gateway_domain_name: {
        d: { domain_name: "api.internal", endpoint_configuration: [{ types: ["PRIVATE"] }] },
      },
      aws_api_gateway_base_path_mapping: {
        m: { api_id: api, domain_name: "${aws_api_gateway_domain_name.d.domain_name}" },
      },
    };
    expect(who(true, { policy: document({}), more })).toEqual([false, INSIDE]);
  });
});

test("a policy that lets in some callers only names its conditions", () => {
  const model = stack(false, {
    policy: document({
      Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] }, Bool: { "aws:SecureTransport": "true" } },
    }),
  });
  const step = decide(model, { entryPoint: "aws_api_gateway_method.m" }, { kind: "none" }).steps.find(
    ({ check }) => check === "policy",
  );
  expect(step?.text).toBe(
    "The policy of aws_api_gateway_rest_api.a lets in only some callers: IpAddress aws:SourceIp, Bool aws:SecureTransport.",
  );
});
