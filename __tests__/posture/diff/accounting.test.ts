import * as path from "node:path";
import { compare, differenceIn, verdictOf } from "../../../posture/diff/index";
import type { Difference, SourceTexts } from "../../../posture/diff/index";
import type { Detector } from "../../../posture/diff/change";
import { readFolder, readPlan, readSynth } from "../../../posture/model/read";
import { expressionTexts } from "../../../posture/terraform/folder/index";
import { temporaryFolder } from "../../support/folder";
import { fixture } from "../fixtures";
import { goodStack } from "../rules/support";
import { write } from "../terraform/folder/write";
import type { Resources } from "./support";

function between(before: Resources, after: Resources): Difference {
  return differenceIn(compare(readSynth(goodStack(before)), readSynth(goodStack(after))));
}

const one = (type: string, body: Record<string, unknown>): Resources => ({ [type]: { x: body } });

/** The folders of Terraform that the repository shows. */
const EXAMPLES = ["module/examples/minimal"];

/** A change of one attribute that no detector knows of. */
const SILENT: readonly (readonly [string, string, Record<string, unknown>, Record<string, unknown>])[] = [
  ["a permissions boundary", "aws_iam_role", { permissions_boundary: "arn:aws:iam::1:policy/b" }, {}],
  [
    "stage variables",
    "aws_apigatewayv2_stage",
    { name: "s" },
    { name: "s", stage_variables: { host: "evil.example" } },
  ],
  [
    "what of AWS is called",
    "aws_apigatewayv2_integration",
    { integration_type: "AWS_PROXY", integration_subtype: "SQS-SendMessage" },
    { integration_type: "AWS_PROXY", integration_subtype: "SQS-PurgeQueue" },
  ],
  ["a key of triggers", "aws_cognito_user_pool", { name: "p" }, { name: "p", lambda_config: { kms_key_id: "k" } }],
  ["a firewall's rules", "aws_wafv2_web_acl", { rule_json: "[]" }, { rule_json: '[{"Name":"x"}]' }],
  [
    "an attribute that posture doesn't know",
    "aws_apigatewayv2_route",
    { route_key: "GET /x" },
    { route_key: "GET /x", fresh: 1 },
  ],
];

/** One that names an attribute as its own and says nothing of it, whatever it is. */
const MUTE: Detector = {
  source: "none",
  codes: { "mute-unknown": { title: "none", kinds: ["unknown"] } },
  compares: { aws_apigatewayv2_stage: "auto_deploy" },
  detect: () => undefined,
};

describe("what a detector has as its own and says nothing of", () => {
  const found = (after: Record<string, unknown>, after_unknown: Record<string, unknown>) => {
    const of = { address: "aws_apigatewayv2_stage.x", mode: "managed", type: "aws_apigatewayv2_stage", name: "x" };
    const named = { ...of, provider_name: "registry.terraform.io/hashicorp/aws" };
    const before = { name: "s", auto_deploy: true };
    const expressions = { name: { constant_value: "s" }, auto_deploy: { references: ["local.deploy"] } };
    const root = (one: object) => ({ root_module: { resources: [{ ...named, ...one }] } });
    const plan = readPlan({
      ...{ format_version: "1.2", terraform_version: "1.11.4" },
      prior_state: { format_version: "1.0", values: root({ values: before }) },
      planned_values: root({ values: after }),
      resource_changes: [{ ...named, change: { actions: ["update"], before, after, after_unknown } }],
      configuration: root({ expressions }),
    });
    const { findings, extent } = differenceIn(compare(plan.before, plan.after), { detectors: [MUTE] });
    return [verdictOf(findings), findings.map(({ code }) => code), extent.sameEffect.length];
  };

  test("has the same effect where both sides are known", () =>
    expect(found({ name: "s", auto_deploy: false }, {})).toEqual(["nothing broader", [], 1]));

  test("is unknown where a plan doesn't know it", () =>
    expect(found({ name: "s" }, { auto_deploy: true })).toEqual(["unknown", ["configuration-unknown"], 0]));
});

describe("what no detector speaks of", () => {
  test.each(SILENT)("%s is reported, and is unknown", (_, type, before, after) => {
    for (const [from, to] of [
      [before, after],
      [after, before],
    ] as const) {
      const { findings, extent } = between(one(type, from), one(type, to));
      const found = findings.filter(({ address, kind }) => address === `${type}.x` && kind === "unknown");
      expect(found).not.toEqual([]);
      expect(extent.changed).toBe(1);
      expect(verdictOf(findings)).toBe("unknown");
    }
  });

  test.each(SILENT)("%s, unchanged, is no change", (_, type, before) => {
    const { findings, extent } = between(one(type, before), one(type, before));
    expect(findings).toEqual([]);
    expect(extent).toMatchObject({ changed: 0, irrelevant: 0, unclassified: [] });
  });

  test("a new resource that decides something is reported", () => {
    const { findings } = between({}, one("aws_lb_listener_certificate", { listener_arn: "l", certificate_arn: "c" }));
    expect(findings).toEqual([
      expect.objectContaining({ code: "resource-changed", kind: "unknown", address: "aws_lb_listener_certificate.x" }),
    ]);
  });

  test("irrelevant attributes are counted, not reported", () => {
    const { findings, extent } = between(
      one("aws_apigatewayv2_api", { name: "a", protocol_type: "HTTP", description: "old" }),
      one("aws_apigatewayv2_api", { name: "a", protocol_type: "HTTP", description: "new" }),
    );
    expect(findings).toEqual([]);
    expect(extent).toMatchObject({ irrelevant: 1, changed: 1 });
  });

  test("types that nobody sorted are named, and make a strict verdict unknown", () => {
    const { findings, extent } = between(one("aws_brand_new_thing", { a: 1 }), one("aws_brand_new_thing", { a: 2 }));
    expect(findings).toEqual([]);
    expect(extent.unclassified).toEqual(["aws_brand_new_thing"]);
    expect(verdictOf(findings, { extent })).toBe("nothing broader");
    expect(verdictOf(findings, { extent, strict: true })).toBe("unknown");
  });

  test("a finding speaks of its own attribute only", () => {
    const stage = {
      name: "s",
      default_route_settings: { throttling_rate_limit: 1, throttling_burst_limit: 5 },
      stage_variables: { host: "a" },
    };
    const { findings } = between(
      one("aws_apigatewayv2_stage", stage),
      one("aws_apigatewayv2_stage", {
        ...stage,
        default_route_settings: { throttling_rate_limit: 2, throttling_burst_limit: 5 },
        stage_variables: { host: "b" },
      }),
    );
    expect(findings.map(({ code }) => code).sort()).toEqual(["stage-variable-changed", "throttling-raised"]);
  });

  test("a default that is configured is no change of access", () => {
    const route = { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /open" };
    const { findings, extent } = between(
      one("aws_apigatewayv2_route", route),
      one("aws_apigatewayv2_route", { ...route, authorization_type: "NONE" }),
    );
    expect(findings).toEqual([]);
    expect(extent.sameEffect).toEqual([{ address: "aws_apigatewayv2_route.x", attribute: "authorization_type" }]);
  });
});

/** A plan of one policy, or another resource, of which one argument is known only after apply. */
function planned(
  references: readonly string[],
  constants: Record<string, unknown> = {},
  [type, argument] = ["aws_iam_role_policy", "policy"],
): unknown {
  const address = `${type}.x`;
  const resource = { address, mode: "managed", type, name: "x" };
  const api = { address: "aws_apigatewayv2_api.a", mode: "managed", type: "aws_apigatewayv2_api", name: "a" };
  const values = { name: "p", role: "r" };
  return {
    format_version: "1.2",
    variables: constants,
    planned_values: {
      root_module: {
        resources: [
          { ...resource, values },
          { ...api, values: { name: "a", protocol_type: "HTTP" } },
        ],
      },
    },
    resource_changes: [
      {
        ...resource,
        change: {
          actions: ["create"],
          before: null,
          after: values,
          after_unknown: { [argument as string]: true, id: true },
        },
      },
      { ...api, change: { actions: ["create"], before: null, after: { name: "a" }, after_unknown: { id: true } } },
    ],
    configuration: {
      root_module: {
        resources: [
          { ...resource, expressions: { [argument as string]: { references }, role: { constant_value: "r" } } },
          { ...api, expressions: { name: { constant_value: "a" } } },
        ],
        variables: Object.fromEntries(Object.keys(constants).map((name) => [name, {}])),
      },
    },
  };
}

const diffOf = (before: unknown, after: unknown): Difference =>
  differenceIn(compare(readPlan(before).after, readPlan(after).after));

/** Argument, what it refers to, and whether nothing but the whole of that may stand there. */
const REFERRING: readonly (readonly [type: string, argument: string, reference: string, alone: boolean])[] = [
  ["aws_iam_role_policy", "policy", "data.aws_iam_policy_document.d.json", true],
  ["aws_iam_role_policy", "policy", "aws_lambda_function.f.arn", false],
  ["aws_lambda_permission", "function_name", "aws_lambda_function.f.arn", false],
  ["aws_lambda_permission", "function_name", "aws_lambda_function.f.function_name", true],
  ["aws_api_gateway_integration", "uri", "aws_lambda_function.f.invoke_arn", true],
  ["aws_api_gateway_integration", "uri", "aws_lambda_function.f.arn", false],
  ["aws_api_gateway_authorizer", "provider_arns", "aws_cognito_user_pool.p.arn", false],
];

test.each(REFERRING)(
  "%s, %s: %s may stand within a text or beside others, or not",
  (type, argument, reference, alone) => {
    const model = () => readPlan(planned([reference], {}, [type, argument])).after;
    const { findings, extent } = differenceIn(compare(model(), model()));
    expect(findings).toEqual([]);
    expect(extent.notCompared).toEqual(alone ? [] : [{ address: `${type}.x`, attribute: argument }]);
  },
);

test("a finding names the construct of a synthesized stack, whoever reports it", () => {
  const own = (body: Record<string, unknown>) => ({
    "//": { metadata: { path: "stack/Own", uniqueId: "x" } },
    ...body,
  });
  const trust = (service: string) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }] });
  for (const [type, before, after] of [
    ...SILENT.map(([, silent, was, is]) => [silent, was, is] as const),
    ["aws_lb", { internal: true }, { internal: false }],
    ["aws_iam_role", { assume_role_policy: trust("ec2.amazonaws.com") }, { assume_role_policy: trust("*") }],
  ] as const) {
    const { findings } = between(one(type, own(before)), one(type, own(after)));
    const mine = findings.filter(({ address }) => address === `${type}.x`);
    expect(mine.map(({ constructPath }) => constructPath)).toEqual(mine.map(() => "stack/Own"));
    expect([type, mine.length]).not.toEqual([type, 0]);
  }
  const { findings } = between({}, one("aws_lb_listener", own({ protocol: "HTTPS" })));
  expect(findings.map(({ constructPath }) => constructPath)).toEqual(findings.map(() => "stack/Own"));
});

describe("what is known only after apply", () => {
  const api = ["aws_apigatewayv2_api.a.execution_arn", "aws_apigatewayv2_api.a"];

  test("is listed as not compared where both sides refer to the same", () => {
    const { findings, extent } = diffOf(planned(api), planned(api));
    expect(findings).toEqual([]);
    expect(extent.notCompared).toEqual([{ address: "aws_iam_role_policy.x", attribute: "policy" }]);
    expect(verdictOf(findings, { extent })).toBe("nothing broader");
    expect(verdictOf(findings, { extent, strict: true })).toBe("unknown");
  });

  test("is unknown where the references differ", () => {
    const { findings } = diffOf(planned(api), planned([...api, "aws_apigatewayv2_api.a.id"]));
    expect(verdictOf(findings)).toBe("unknown");
  });

  test("is unknown where a variable that it refers to has another value", () => {
    const refers = [...api, "var.path"];
    const { findings } = diffOf(
      planned(refers, { path: { value: "GET/items" } }),
      planned(refers, { path: { value: "*" } }),
    );
    expect(verdictOf(findings)).toBe("unknown");
  });

  test("passes through locals, which plans don't show, as not compared", () => {
    const { findings, extent } = diffOf(planned(["local.policy"]), planned(["local.policy"]));
    expect(findings).toEqual([]);
    expect(extent.notCompared).toHaveLength(1);
  });
});

describe.each([
  "for-each",
  "one-by-one",
  "counted",
  "every-entry-point",
  "every-entry-point-in-modules",
  "existing-pool",
  "module-style",
  "nested-modules",
  "rest-beside",
  "update",
])("the plan of %s against itself", (name) => {
  test("has no finding", () => {
    const [a, b] = [readPlan(fixture(name)), readPlan(fixture(name))];
    expect(differenceIn(compare(a.after, b.after)).findings).toEqual([]);
    expect(differenceIn(compare(a.before, b.before)).findings).toEqual([]);
  });
});

describe("folders", () => {
  const limited = (routes: string, rate = "1") => `
variable "routes" {}
resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_stage" "s" {
  api_id = aws_apigatewayv2_api.a.id
  name   = "s"
  dynamic "route_settings" {
    for_each = ${routes}
    content {
      route_key             = route_settings.key
      throttling_rate_limit = ${rate}
    }
  }
}`;
  const folder = temporaryFolder("accounting");
  /** As `posture diff` compares two folders: their sources are those of both sides. */
  const between = async (before: string, after: string): Promise<readonly string[]> => {
    const sources = { before: await expressionTexts(before), after: await expressionTexts(after) };
    return differenceIn(compare(await readFolder(before), await readFolder(after)), { sources }).findings.map(
      ({ code }) => code,
    );
  };
  const codes = (before: string, after: string): Promise<readonly string[]> =>
    between(
      write(path.join(folder(), "before"), { "main.tf": before }),
      write(path.join(folder(), "after"), { "main.tf": after }),
    );

  test.each([limited("var.routes"), limited('["GET /x"]', "var.routes"), limited("toset(var.routes)")])(
    "have no finding against themselves, whatever isn't known (%#)",
    async (text) => {
      expect(await codes(text, text)).toEqual([]);
    },
  );

  test.each([
    [limited("var.routes"), limited("toset(var.routes)")],
    [limited("var.routes"), limited("var.routes", "2")],
    [limited('["GET /x"]', "var.routes"), limited('["GET /x"]', "var.routes + 1")],
    [limited("var.routes"), limited('["GET /x"]')],
  ])("name limits of single routes that may differ (%#)", async (before, after) => {
    expect(await codes(before, after)).toEqual([expect.stringMatching(/^(throttling|configuration)-unknown$/)]);
  });

  test.each(EXAMPLES)("%s has no finding against itself", async (example) => {
    expect(await between(example, example)).toEqual([]);
  });
});

describe("the sources of both sides", () => {
  const refers = ["aws_apigatewayv2_api.a.execution_arn", "aws_apigatewayv2_api.a"];
  const texts = (policy: string | undefined): SourceTexts =>
    Object.assign(
      (address: string, path: readonly (string | number)[]) =>
        address === "aws_iam_role_policy.x" && path.join(".") === "policy" ? policy : undefined,
      { missing: [] },
    );
  const between = (before: string | undefined, after: string | undefined): Difference =>
    differenceIn(compare(readPlan(planned(refers)).after, readPlan(planned(refers)).after), {
      sources: { before: texts(before), after: texts(after) },
    });

  test("make exact what plans don't show", () => {
    expect(between("one", "one")).toMatchObject({ findings: [], extent: { notCompared: [] } });
    expect(between("one", "other").findings).toEqual([
      expect.objectContaining({ code: "configuration-unknown", kind: "unknown", address: "aws_iam_role_policy.x" }),
    ]);
  });

  test("leave not compared what they don't show either", () => {
    expect(between("one", undefined)).toMatchObject({ findings: [], extent: { notCompared: [expect.anything()] } });
  });
});
