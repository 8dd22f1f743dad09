import { join } from "node:path";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { AppliedStack } from "./applied-stack";
import { edges, edgesSettings } from "./edges";
import { EDGES_DEFECTS } from "./edges-defects";
import { Emulated, synthesizeExample } from "./emulated";
import { mcp } from "./mcp";
import { federation, synthesizeAccounts } from "./federation";
import { machineClient, mobile, signInPage } from "./people-and-machines";

/**
 * The examples that nothing else applies, all at once: Terraform mostly waits (for each function five seconds, for a record in Route 53
 * thirty), and what it waits for is the provider's own, whatever answers it.
 */
const folder = temporaryFolder("applied");

const TESTS = {
  edges,
  mobile,
  "sign-in-page": signInPage,
  "machine-client": machineClient,
  mcp,
  accounts: federation,
} as const;
type Name = keyof typeof TESTS;

/** What a second plan may still want, by example; anything else fails. */
const JWT = "aws_apigatewayv2_authorizer.jwt";
const EXCUSED: Readonly<Record<Name, readonly string[]>> = {
  edges: [
    "aws_apigatewayv2_api.api",
    JWT,
    "aws_apigatewayv2_authorizer.key",
    "aws_cloudwatch_metric_alarm.authorizer_errors",
    "aws_cloudwatch_metric_alarm.client_errors",
    "aws_cloudwatch_metric_alarm.latency",
    "aws_cloudwatch_metric_alarm.server_errors",
  ],
  mobile: [JWT],
  "sign-in-page": [JWT],
  "machine-client": [JWT],
  mcp: [JWT],
  accounts: [],
};

describeEndToEnd("the examples, applied", () => {
  const applied = new Map<Name, AppliedStack>();
  const of = (name: Name): AppliedStack => {
    const found = applied.get(name);
    if (found === undefined) throw new Error(`${name} was not applied.`);
    return found;
  };

  beforeAll(async () => {
    const aws = await Emulated.start(folder());
    const add = async (name: Name, stack: string) => applied.set(name, await AppliedStack.apply(aws, stack));
    const example = async (name: Name, settings: Readonly<Record<string, string>> = {}) =>
      add(name, await synthesizeExample(`${name}/main.ts`, name, join(folder(), name), { PROJECT: name, ...settings }));
    // Edges first: its records take longest.
    const settings = { ...(await edgesSettings(aws, folder())), DOMAIN: "edges.example" };
    await Promise.all([
      example("edges", settings),
      example("mobile"),
      example("machine-client"),
      example("sign-in-page"),
      example("mcp"),
      add("accounts", synthesizeAccounts(join(folder(), "accounts"))),
    ]);
  }, 240_000);
  afterAll(() => runExitTasks());

  test.each(Object.entries(EXCUSED))(
    "%s leaves nothing to change but what the AWS emulator gets wrong",
    (name, excused) => {
      const { changes, emulatorDefects } = of(name as Name).left(name === "edges" ? EDGES_DEFECTS : []);
      // A defect that is gone is excused no longer.
      expect({ changes, excused: emulatorDefects.map(({ address }) => address).sort() }).toEqual({
        changes: [],
        excused,
      });
    },
  );

  for (const [name, tests] of Object.entries(TESTS)) describe(name, () => tests(() => of(name as Name)));
});
