import { changesBetween, compare, differenceIn } from "../../../posture/diff/index";
import { readPlan, readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { stackOf } from "../rules/support";

type Json = Record<string, unknown>;

const trust = (key: string) => ({
  aws_iam_role: {
    r: { assume_role_policy: JSON.stringify({ Statement: [{ Condition: { StringEquals: { [key]: "x" } } }] }) },
  },
});
const READS = trust("aws:PrincipalTag/team");
const READS_NONE = trust("aws:SourceIp");
/** A stack whose provider says this; `variable` has no default, so its value isn't known. */
const stack = (provider: Json, resources = READS_NONE, locals: Json = {}) =>
  readSynth({
    ...stackOf(resources),
    variable: { a: {}, b: {} },
    locals,
    provider: { aws: [{ region: "eu-west-1", ...provider }] },
  });
const said = (before: Model, after: Model) =>
  changesBetween(before, after)
    .filter(({ code }) => code === "provider-changed")
    .map(({ kind, summary }) => `${kind}: ${summary}`);
const tags = (value: unknown) => ({ default_tags: [{ tags: { team: value } }] });

describe("arguments of a provider's block", () => {
  test("that put the resources elsewhere are named without their values", () => {
    const found = said(
      stack({}),
      stack({ profile: "PRODUCTION", secret_key: "SECRET", endpoints: [{ sts: "https://ELSE" }] }),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^unknown: endpoints, profile, secret_key of the provider aws changed \(used by \S+ and \d+ more\): where its resources are may have changed, which was not analysed\.$/,
      ),
    ]);
    expect(found.join("")).not.toMatch(/PRODUCTION|SECRET|ELSE/);
  });

  test("that say how AWS is called are counted, and nothing is said of them", () => {
    const [before, after] = [stack({}), stack({ max_retries: 3, skip_metadata_api_check: true })];
    expect(said(before, after)).toEqual([]);
    const { extent } = differenceIn(compare(before, after));
    expect([extent.irrelevant, extent.changed]).toEqual([2, 2]);
  });

  test("that give tags matter where a policy reads tags", () => {
    expect(said(stack(tags("a"), READS), stack(tags("x"), READS))).toEqual([
      expect.stringContaining("default_tags of the provider aws changed"),
    ]);
    expect(said(stack(tags("a")), stack(tags("x")))).toEqual([]);
  });

  test("are compared by their text where their values aren't known, through locals", () => {
    const block = { default_tags: [{ tags: "${local.tags}" }] };
    const by = (name: string) => stack(block, READS, { tags: { team: `\${var.${name}}` } });
    expect(said(by("a"), by("b"))).toHaveLength(1);
    expect(said(by("a"), by("a"))).toEqual([]);
  });

  test("region and account are left to the finding of what moves, unless they aren't known", () => {
    expect(said(stack({}), stack({ region: "us-east-1" }))).toEqual([]);
    expect(said(stack({ region: "${var.a}" }), stack({ region: "${var.b}" }))).toEqual([
      expect.stringContaining("unknown: region of the provider aws changed"),
    ]);
    const role = (name: string) => ({ assume_role: [{ role_arn: name }] });
    const arn = (account: number) => `arn:aws:iam::${account}:role/deploy`;
    expect(said(stack(role(arn(111111111111))), stack(role(arn(222222222222))))).toEqual([]);
    expect(said(stack(role("${var.a}")), stack(role("${var.b}")))).toHaveLength(1);
  });

  test("are what a dynamic block makes of them", () => {
    const dynamic = { dynamic: { default_tags: [{ for_each: [1], content: [{ tags: { team: "x" } }] }] } };
    expect(said(stack(tags("x"), READS), stack(dynamic, READS))).toEqual([]);
    expect(said(stack({}, READS), stack(dynamic, READS))).toHaveLength(1);
  });
});

describe("plans", () => {
  const role = { address: "aws_iam_role.r", mode: "managed", type: "aws_iam_role", name: "r" };
  const plan = (expressions: Json, variables: Json = {}, inside = false) => {
    const values = { ...role, values: { name: "r" } };
    const nest = (module: Json, name: "child_modules" | "module_calls"): Json =>
      !inside
        ? module
        : name === "child_modules"
          ? { child_modules: [{ address: "module.m", ...module }] }
          : { module_calls: { m: { expressions: { profile: { constant_value: "inner" } }, module } } };
    const at = inside ? "module.m.aws_iam_role.r" : role.address;
    const key = inside ? "module.m:aws" : "aws";
    return readPlan({
      format_version: "1.2",
      variables,
      planned_values: { root_module: nest({ resources: [{ ...values, address: at }] }, "child_modules") },
      configuration: {
        provider_config: { [key]: { name: "aws", expressions } },
        root_module: nest(
          { resources: [{ ...role, provider_config_key: key, expressions: { name: { constant_value: "r" } } }] },
          "module_calls",
        ),
      },
    }).after;
  };
  const profile = { profile: { references: ["var.profile"] } };
  const given = (value: string) => ({ profile: { value } });

  test("show the same, by the values of variables", () => {
    expect(said(plan(profile, given("a")), plan(profile, given("b")))).toEqual([
      expect.stringContaining("profile of the provider aws changed (used by aws_iam_role.r)"),
    ]);
    expect(said(plan(profile, given("a")), plan({ profile: { constant_value: "a" } }))).toEqual([]);
    const block = (url: string) => ({ endpoints: [{ sts: { constant_value: url } }] });
    expect(said(plan(block("https://a")), plan(block("https://b")))).toHaveLength(1);
  });

  test("show a module's own provider, whose variables are the module's", () => {
    expect(said(plan(profile, given("a"), true), plan(profile, given("b"), true))).toEqual([]);
    expect(said(plan(profile, {}, true), plan({ profile: { constant_value: "b" } }, {}, true))).toEqual([
      expect.stringContaining("profile of the provider aws of module.m changed (used by module.m.aws_iam_role.r)"),
    ]);
  });
});
