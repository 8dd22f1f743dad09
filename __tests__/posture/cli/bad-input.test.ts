import { posture } from "./support";

const COMMANDS = [["check"], ["diff"], ["show"], ["report"], ["explain", "--route", "GET /items"]] as const;

const shown = (resource: object) => ({
  format_version: "1.2",
  planned_values: { root_module: { resources: [resource] } },
  resource_changes: [],
});
const api = { address: "aws_apigatewayv2_api.a", type: "aws_apigatewayv2_api", name: "a", values: {} };

const LARGE = Buffer.alloc(200 * 1024 * 1024, " ");

const INPUTS = {
  "no plan": [{ a: 1 }, "not-terraform"],
  "one that was cut": ['{"format_version": "1.2", "planned_values": {', "truncated"],
  "another format version": [{ format_version: "2.0", planned_values: {} }, "format-version"],
  "no HTTP API": [{ format_version: "1.2", planned_values: {}, resource_changes: [] }, "no-api"],
  "a resource without a name": [shown({ ...api, address: ["a"] }), "malformed"],
  "a change without actions": [
    { ...shown(api), resource_changes: [{ ...api, change: { actions: "create" } }] },
    "malformed",
  ],
} as const;

describe.each(COMMANDS.map((command) => [command[0], command] as const))("posture %s", (_, [name, ...more]) => {
  test.each(Object.entries(INPUTS))("exits 1, prints nothing and says why for %s", async (__, [input, code]) => {
    const said = await posture([name, "plan", ...more], { plan: input, "-": "a.b.c" });
    expect([said.code, said.out]).toEqual([1, ""]);
    expect(said.err).toContain(`posture ${name}: `);
    expect(said.err).toContain(`[${code}]`);
  });

  test("exits 1 for a file of 200 MB", async () => {
    const said = await posture([name, "plan", ...more], { plan: LARGE, "-": "a.b.c" });
    expect([said.code, said.out]).toEqual([1, ""]);
    expect(said.err).toContain("200 MB");
  });
});

test("says which part of an input is misfitOf, also where it is read late, and never in the program's own words", async () => {
  const document = {
    ...shown({ address: "aws_apigatewayv2_api.a", type: "aws_apigatewayv2_api", name: "a", values: {} }),
    configuration: { root_module: { resources: [{ address: "aws_apigatewayv2_api.a", expressions: null }] } },
  };
  for (const [name, ...more] of COMMANDS) {
    const { code, err } = await posture([name, "plan", ...more], { plan: document, "-": "a.b.c" });
    expect([code, err]).toEqual([1, expect.stringContaining("[malformed]")]);
    expect(err).toContain("aws_apigatewayv2_api.a (configuration.root_module.resources[0]): expressions is null");
  }
});
