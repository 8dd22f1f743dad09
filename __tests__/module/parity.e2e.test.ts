import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "../../constructs";
import { readAccessList } from "../../posture/access-list";
import { movesOf, readStack } from "../../cli/hcl/module-addresses";
import type { Model } from "../../posture/index";
import { readFolder, readPlan } from "../../posture/model/read";
import { differences } from "../posture/terraform/folder/differences";
import { temporaryFolder } from "../support/folder";
import { synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { CASES } from "./cases";
import { MAIN_INPUTS } from "./inputs";
import { inputsOf } from "../../cli/hcl/inputs";
import { changesIn, MODULE, OFFLINE, planJson, planOf, root, type PlannedResource } from "./support";

/**
 * Both editions plan the same resources with the same arguments, option by option. Each case is a module of one root for each edition: reading the
 * provider's schema is what takes the time.
 */

const here = terraformHere();
const folder = temporaryFolder("parity");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

/** Says whose account it is, for the role that sends text messages: AWS's one answer that these plans need. */
const sts = createServer((_, response) => {
  const identity = "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/test</Arn><UserId>test</UserId>";
  response.setHeader("content-type", "text/xml").end(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
});
beforeAll(async () => {
  await once(sts.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => sts.close());
const provider = (): object => ({
  aws: [
    {
      region: "us-east-1",
      ...OFFLINE,
      endpoints: [{ sts: `http://127.0.0.1:${String((sts.address() as AddressInfo).port)}` }],
    },
  ],
});
type Plan = ReadonlyMap<string, PlannedResource>;

/** Where the zip lies is the one argument that has to differ; what it holds is compared by its hash. */
const ELSEWHERE = new Set(["filename"]);
/** The module's roles have a made-up end, because names of roles are the account's. */
const ROLE = new Set(["name", "name_prefix"]);

/** What a resource is planned to be: known arguments with JSON texts as values, and which are unknown yet. */
function essence({ type, change }: PlannedResource): { after: object; unknown: object } {
  const left = (name: string): boolean => ELSEWHERE.has(name) || (type === "aws_iam_role" && ROLE.has(name));
  const pick = (values: object): object =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (left(name) ? [] : [[name, plain(value)]])));
  return { after: pick(change.after ?? {}), unknown: pick(change.after_unknown) };
}

function plain(value: unknown): unknown {
  return typeof value === "string" && value.startsWith('{"') ? (JSON.parse(value) as unknown) : value;
}

/** Where the stack's resources are found in the module. @param stack the synthesized stack's folder */
function placesOf(stack: string): { stack: string; module: string }[] {
  return movesOf(readStack(path.join(stack, "cdk.tf.json"))).map((move) => ({ ...move }));
}

/** Plans all stacks at once. @param stacks their folders by name */
async function planStacks(stacks: Readonly<Record<string, string>>): Promise<Plan> {
  if (typeof here === "string") throw new Error(here);
  const place = path.join(folder(), "stacks");
  for (const [name, stack] of Object.entries(stacks)) {
    cpSync(stack, path.join(place, name), { recursive: true });
    const json = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8")) as { provider?: object };
    delete json.provider;
    writeFileSync(path.join(place, name, "cdk.tf.json"), JSON.stringify(json, null, 1));
  }
  const module = Object.fromEntries(Object.keys(stacks).map((name) => [name, { source: `./${name}` }]));
  return planOf(here, await root(here, place, { provider: provider(), module }));
}

/** The modules' resources and their access lists, which name nothing that isn't known before anything exists. */
async function planModules(
  inputs: Readonly<Record<string, object>>,
): Promise<{ place: string; json: object; plan: Plan; lists: Readonly<Record<string, { readonly value?: unknown }>> }> {
  if (typeof here === "string") throw new Error(here);
  const module = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, { source: MODULE, ...given }])),
    ...frontModules(),
  };
  const output = Object.fromEntries(
    Object.keys(inputs).map((name) => [name, { value: `\${module.${name}.access_list}` }]),
  );
  // The one token that a case holds.
  const written = JSON.stringify({ provider: provider(), module, output });
  const resolved = JSON.parse(written.replace(/\$\{TfToken\[[^\]]*\]\}/g, '${sensitive(\\"a secret\\")}')) as object;
  const place = await root(here, path.join(folder(), "modules"), resolved);
  const json = (await planJson(here, place)) as { planned_values: { outputs: Record<string, { value?: unknown }> } };
  return { place, json, plan: changesIn(json), lists: json.planned_values.outputs };
}

/** A stack's access list with the module's addresses, in one order. */
function listOf(stack: string, places: readonly { stack: string; module: string }[]): unknown {
  const addresses = new Map(places.map((place) => [place.stack, place.module.replace(/\[0\]$/, "")]));
  const renamed = (value: unknown): unknown =>
    typeof value === "string"
      ? (addresses.get(value) ?? value)
      : Array.isArray(value)
        ? value.map(renamed)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item)]))
          : value;
  return sorted(renamed(JSON.parse(readFileSync(path.join(stack, "access.json"), "utf8"))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}

/** The distribution, which is a module of its own in HCL: the same settings for both. */
const FRONT = { project: "front", domainName: "www.example.com" } as const;
const FRONT_CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const GUARDED = {
  ...CASES["plain"],
  project: FRONT.project,
  lambdaAuthorizers: { keys: { resultTtlInSeconds: 60 } },
  routes: { "GET /items": { authorizer: "keys", target: "items" } },
} as unknown as (typeof CASES)[string];
const FRONT_PROPS: typeof GUARDED = {
  ...GUARDED,
  distribution: {
    domainName: FRONT.domainName,
    certificateArn: FRONT_CERTIFICATE,
    hostedZoneId: "Z0000000000000",
    priceClass: "PriceClass_100",
    webAcl: {
      rateLimit: 2000,
      managedRuleGroups: { AWSManagedRulesCommonRuleSet: { count: ["SizeRestrictions_BODY"] } },
    },
    originSecret: { current: "b", previous: "a" },
  },
};
function frontModules(): Record<string, object> {
  const { lambda_authorizers, ...inputs } = inputsOf(GUARDED) as { lambda_authorizers: { keys: object } };
  const keys = { ...lambda_authorizers.keys, origin_header: "${module.front-distribution.origin_header}" };
  return {
    front: { source: MODULE, ...inputs, lambda_authorizers: { keys } },
    "front-distribution": {
      source: path.join(MODULE, "modules", "distribution"),
      name: FRONT.project,
      origin: "${module.front.distribution_origin}",
      domain_name: FRONT.domainName,
      certificate_arn: FRONT_CERTIFICATE,
      hosted_zone: { id: "Z0000000000000" },
      price_class: "PriceClass_100",
      rate_limit: 2000,
      managed_rule_groups: { AWSManagedRulesCommonRuleSet: ["SizeRestrictions_BODY"] },
      origin_secret_current: "b",
      origin_secret_previous: "a",
    },
  };
}
/** Where the distribution's resources are found in the module. */
const FRONT_PLACES = {
  "aws_cloudfront_distribution.distribution": "aws_cloudfront_distribution.distribution",
  "aws_wafv2_web_acl.distribution_acl": "aws_wafv2_web_acl.acl[0]",
  "aws_route53_record.distribution": 'aws_route53_record.distribution["A"]',
  "aws_route53_record.distribution_ipv6": 'aws_route53_record.distribution["AAAA"]',
  "aws_secretsmanager_secret.origin_a": 'aws_secretsmanager_secret.origin["a"]',
  "aws_secretsmanager_secret.origin_b": 'aws_secretsmanager_secret.origin["b"]',
  "aws_secretsmanager_secret_version.origin_a": 'aws_secretsmanager_secret_version.origin["a"]',
  "aws_secretsmanager_secret_version.origin_b": 'aws_secretsmanager_secret_version.origin["b"]',
};

function synthesizeCases(): Record<string, string> {
  const app = new App({ outdir: path.join(folder(), "out") });
  for (const [name, props] of Object.entries({ ...CASES, front: FRONT_PROPS })) {
    const stack = new ApiStack(app, name);
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    new SecuredApi(stack, "Default", props);
  }
  app.synth();
  return Object.fromEntries(
    [...Object.keys(CASES), "front"].map((name) => [name, path.join(folder(), "out", "stacks", name)]),
  );
}

planned(
  "both editions plan the same resources with the same arguments, and declare the same access, whatever is switched on or off",
  async () => {
    mkdirSync(folder(), { recursive: true });
    const { stack: main } = await synthesizeMain(path.join(folder(), "main"), { LAMBDA_PACKAGING: "prebuilt" });
    const { front, ...cases } = synthesizeCases();
    const stacks = { ...cases, main };
    const inputs = {
      ...Object.fromEntries(Object.entries(CASES).map(([name, props]) => [name, inputsOf(props)])),
      main: MAIN_INPUTS,
    };
    const ofStacks = await planStacks({ ...stacks, ...(front !== undefined && { front }) });
    const { place: ofHcl, json, plan: ofModules, lists } = await planModules(inputs);
    expect(ofStacks.size).toBeGreaterThan(250);

    const differing: object[] = [];
    const compare = (stack: string, module: string): void => {
      const [one, other] = [ofStacks.get(stack), ofModules.get(module)];
      if (one === undefined || other === undefined) throw new Error(`${stack} is planned by one edition only.`);
      try {
        expect(essence(other)).toEqual(essence(one));
      } catch (error) {
        differing.push({ stack, how: String(error).slice(0, 1500) });
      }
    };
    for (const [name, stack] of Object.entries(stacks)) {
      const below = (plan: Plan): string[] =>
        [...plan.keys()].filter((address) => address.startsWith(`module.${name}.`)).sort();
      const places = placesOf(stack);
      expect({ name, list: sorted(lists[name]?.value) }).toEqual({ name, list: listOf(stack, places) });
      expect(() => readAccessList(lists[name]?.value)).not.toThrow();
      expect({ name, stack: below(ofStacks) }).toEqual({
        name,
        stack: places.map((place) => `module.${name}.${place.stack}`).sort(),
      });
      expect({ name, module: below(ofModules) }).toEqual({
        name,
        module: places.map((place) => `module.${name}.${place.module}`).sort(),
      });
      for (const place of places) compare(`module.${name}.${place.stack}`, `module.${name}.${place.module}`);
    }
    for (const [stack, module] of Object.entries(FRONT_PLACES))
      compare(`module.front.${stack}`, `module.front-distribution.${module}`);
    expect([...ofModules.keys()].filter((address) => address.startsWith("module.front-distribution."))).toHaveLength(
      Object.keys(FRONT_PLACES).length,
    );
    compare("module.front.aws_apigatewayv2_authorizer.keys", 'module.front.aws_apigatewayv2_authorizer.lambda["keys"]');
    const authorizer = 'module.front.aws_lambda_function.function["keys-authorizer"]';
    compare("module.front.aws_lambda_function.keys_authorizer", authorizer);
    expect(differing).toEqual([]);

    // Without Terraform, the module's folder is read as it is planned: posture needs no credentials for it.
    const [read, { after }] = [await readFolder(ofHcl), readPlan(json)];
    const addresses = (model: Model): string[] =>
      model.resources.flatMap(({ mode, address }) => (mode === "managed" ? [address] : [])).sort();
    expect(addresses(read)).toEqual(addresses(after));
    const { wrong, compared } = differences(read, after);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(1000);
    const required = (model: Model): object =>
      Object.fromEntries(model.routes.map(({ address, authorization }) => [address, authorization]));
    expect(required(read)).toEqual(required(after));
  },
  900_000,
);
