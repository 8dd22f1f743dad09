import { join } from "node:path";
import { runExitTasks } from "../../process/cleanup";
import { describeEndToEnd } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { Emulated, synthesizeExample } from "./emulated";

const folder = temporaryFolder("private-api");
const ENDPOINT = "vpce-0123456789abcdef0";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal: unknown;
  readonly Resource: string | readonly string[];
  readonly Condition: unknown;
}

/** Whoever calls the AWS emulator comes through no endpoint, and is refused by the policy; coming through one is AWS's to show. */
describeEndToEnd("a private API", () => {
  let aws: Emulated;
  beforeAll(async () => (aws = await Emulated.start(folder())), 240_000);
  afterAll(() => runExitTasks());

  it("applies, and refuses whoever doesn't come through its VPC endpoint", async () => {
    const stack = await synthesizeExample("private-api/main.ts", "private-api", join(folder(), "stack"), {
      VPC_ENDPOINT_ID: ENDPOINT,
    });
    await aws.apply(stack);
    const state = await aws.state(stack);
    expect(state.get("aws_api_gateway_rest_api.api")).toMatchObject({
      endpoint_configuration: [{ types: ["PRIVATE"], vpc_endpoint_ids: [ENDPOINT] }],
    });

    const { policy } = state.get("aws_api_gateway_rest_api_policy.api") as { policy: string };
    const { Statement } = JSON.parse(policy) as { Statement: Statement[] };
    // Everything is denied from elsewhere, whoever signs; what is allowed by the policy is the one route that nobody signs.
    expect(Statement.filter(({ Effect }) => Effect === "Deny")).toEqual([
      expect.objectContaining({
        Principal: "*",
        Resource: expect.stringMatching(/\/\*$/),
        Condition: { StringNotEquals: { "aws:SourceVpce": [ENDPOINT] } },
      }),
    ]);
    expect(Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Resource }) => Resource)).toEqual([
      expect.stringMatching(/\/v1\/GET\/health$/),
    ]);

    const methods = [...state].filter(([address]) => address.startsWith("aws_api_gateway_method."));
    expect(Object.fromEntries(methods.map(([address, method]) => [address, method.authorization]))).toEqual({
      "aws_api_gateway_method.api_get_health": "NONE",
      "aws_api_gateway_method.api_get_reports_by_id": "AWS_IAM",
    });
    const { api_url: url = "" } = await aws.outputs(stack);
    const id = /^https:\/\/([^.]+)\./.exec(url)?.[1] ?? "";
    const answer = await fetch(`${aws.emulator.url}/_aws/execute-api/${id}/v1/health`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("explicit deny in a resource-based policy");
  }, 240_000);
});
