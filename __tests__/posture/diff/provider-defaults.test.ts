import { compare, differenceIn } from "../../../posture/diff/index";
import { isWrittenDefault } from "../../../posture/diff/provider-defaults";
import { readPlan } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";

type Json = Record<string, unknown>;
interface Planned {
  readonly before?: Json;
  readonly after: Json;
  readonly unknown?: Json;
  readonly expressions?: Json;
}

/** A plan of one resource of each type, as `terraform show -json` writes it. */
const plan = (resources: Record<string, Planned>) => {
  const all = Object.entries(resources).map(([type, { before = null, after, unknown = {}, expressions }]) => ({
    ...{ address: `${type}.x`, mode: "managed", type, name: "x", values: after },
    ...{ provider_name: "registry.terraform.io/hashicorp/aws", schema_version: 0 },
    change: { actions: [before ? "update" : "create"], before, after, after_unknown: unknown },
    expressions: expressions ?? Object.fromEntries(Object.keys(after).map((name) => [name, { constant_value: "x" }])),
  }));
  return readPlan({
    format_version: "1.2",
    terraform_version: "1.11.4",
    prior_state: {
      format_version: "1.0",
      values: {
        root_module: {
          resources: all.flatMap(({ change, ...one }) => (change.before ? { ...one, values: change.before } : [])),
        },
      },
    },
    planned_values: { root_module: { resources: all } },
    resource_changes: all,
    configuration: { root_module: { resources: all } },
  });
};

const said = (before: Model, after: Model) =>
  differenceIn(compare(before, after)).findings.map(({ kind, summary }) => `${kind}: ${summary}`);

describe("a block that one side leaves to AWS", () => {
  const pool = (after: Json, unknown: Json = {}, expressions?: Json) =>
    plan({ aws_cognito_user_pool: { after, unknown, ...(expressions && { expressions }) } }).after;
  const one = (model: Model) => {
    const found = model.resource("aws_cognito_user_pool.x");
    if (!found) throw new Error("no pool");
    return found;
  };
  const BLOCK = "password_policy";
  const left = pool({ name: "p" }, { [BLOCK]: true });
  const written = (block: Json) => pool({ name: "p", [BLOCK]: [block] });
  const isDefault = (before: Model, after: Model, explained: (path: string) => boolean = () => true) =>
    isWrittenDefault(one(before), one(after), [BLOCK], explained);

  test("is the default where each argument that the other side writes is one that is compared", () => {
    const asked: string[] = [];
    const both = written({ minimum_length: 8, require_numbers: true, require_symbols: null });
    for (const [before, after] of [
      [left, both],
      [both, left],
    ] as const)
      expect(isDefault(before, after, (path) => asked.push(path) > 0)).toBe(true);
    expect(new Set(asked)).toEqual(new Set([`${BLOCK}.minimum_length`, `${BLOCK}.require_numbers`]));
    expect(isDefault(left, both, (path) => !path.endsWith("numbers"))).toBe(false);
  });

  test("is not where both write it or neither does, nor where what is written isn't known or is nothing", () => {
    expect(isDefault(left, left)).toBe(false);
    expect(isDefault(written({ minimum_length: 8 }), written({ minimum_length: 9 }))).toBe(false);
    const later = pool({ name: "p" }, { [BLOCK]: true }, { [BLOCK]: { references: ["terraform_data.later.output"] } });
    expect(isDefault(left, later)).toBe(false);
    expect(isDefault(left, pool({ name: "p", [BLOCK]: "" }))).toBe(false);
  });
});

describe("what wasn't compared", () => {
  const queue = (later: boolean) =>
    plan({
      aws_sqs_queue: {
        after: later ? {} : { redrive_allow_policy: "all" },
        unknown: later ? { redrive_allow_policy: true } : {},
        expressions: { redrive_allow_policy: { references: [later ? "terraform_data.later.output" : "var.x"] } },
      },
    }).after;

  test("says on which side it isn't known", () => {
    const name = "redrive_allow_policy of aws_sqs_queue.x";
    expect(said(queue(false), queue(true))).toEqual([
      `unknown: ${name} is known only after apply, so it was not compared.`,
    ]);
    expect(said(queue(true), queue(false))).toEqual([`unknown: ${name} was not known before, so it was not compared.`]);
  });
});

describe("a limit of 0 in a state", () => {
  const API = {
    before: { id: "a", name: "orders", protocol_type: "HTTP" },
    after: { id: "a", name: "orders", protocol_type: "HTTP" },
  };
  const stage = (was: number | undefined, is: number | undefined) => {
    const settings = (limit: number | undefined) => ({
      ...{ api_id: "a", name: "live" },
      ...(limit !== undefined && {
        default_route_settings: [{ throttling_rate_limit: limit, throttling_burst_limit: limit }],
      }),
    });
    const { before, after } = plan({
      aws_apigatewayv2_api: API,
      aws_apigatewayv2_stage: { before: settings(was), after: settings(is) },
    });
    return said(before, after).filter((line) => !line.includes("at once"));
  };
  const whose = "The stage, on routes without a limit of their own,";

  test("may be none, so a limit after it is unknown, and none after it no change", () => {
    expect(stage(0, 10)).toEqual([
      `unknown: ${whose} accepts 10 requests a second; before it was 0, which in a state means a limit of 0 or no limit.`,
    ]);
    expect(stage(0, undefined)).toEqual([]);
  });

  test("is none where it is written, which stops every call; other limits are told as they are", () => {
    expect(stage(10, 0)).toEqual([`breaking: ${whose} accepts 0 requests a second: every call gets 429.`]);
    expect(stage(10, undefined)).toEqual([
      `broadened: ${whose} no longer has a limit of requests a second: only the account's limit applies.`,
    ]);
    expect(stage(undefined, 10)).toEqual([`protective: ${whose} accepts 10 requests a second.`]);
  });
});
