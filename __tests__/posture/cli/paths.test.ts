import { join } from "node:path";
import { ROOT } from "../../support/project";
import { posture } from "./support";

const GOAT = join(ROOT, "examples", "authgoat", "vulnerable");
const ids = async (...args: string[]): Promise<string[]> => {
  const { out } = await posture(["paths", GOAT, "--format", "json", ...args]);
  return (JSON.parse(out) as { paths: { id: string }[] }).paths.map(({ id }) => id);
};

describe("posture paths", () => {
  test("prints each way step by step, the weakest first, with what closes it", async () => {
    const { code, out } = await posture(["paths", GOAT, "--to", "authgoat-edge"]);
    expect(code).toBe(0);
    expect(out).toContain("4 ways to aws_lambda_function.edge");
    expect(out).toMatch(/^1\. open {2}CloudFront distributions: origin function authgoat-edge$/m);
    expect(out).toContain("lets in: public: CloudFront signs for every caller");
    expect(out).toMatch(/to close it: require signed URLs or cookies/);
    const all = (await posture(["paths", GOAT])).out;
    for (const [door, fix] of [
      ["aws_apigatewayv2_api.quick#", "write its route and integration as resources"],
      ["aws_apigatewayv2_api.described#", "give the operation security"],
    ] as const)
      expect(all.slice(all.indexOf(door)).split("to close it: ")[1]).toContain(fix);
    expect(out.indexOf("guarded")).toBeGreaterThan(out.indexOf("2. open"));
  });

  test("from nobody lists exactly the open ones", async () => {
    const open = await ids("--to", "authgoat-orders", "--from", "nobody");
    expect(open).toHaveLength(19);
    expect(open).not.toContain("aws_apigatewayv2_route.guarded");
    expect(open).toContain("aws_lambda_permission.everybody");
  });

  test("from nobody, wherever they lead, lists what show counts as open", async () => {
    const { out } = await posture(["show", GOAT, "--format", "json"]);
    const { entryPoints } = JSON.parse(out) as { entryPoints: { id: string; open: unknown }[] };
    expect((await ids("--from", "nobody")).sort()).toEqual(
      entryPoints.flatMap(({ id, open }) => (open === false ? [] : [id])).sort(),
    );
    expect((await posture(["paths", GOAT, "--from", "nobody"])).out).toContain("23 ways in from nobody");
  });

  test("to a backend that is no function says which", async () => {
    const resource = {
      aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP", target: "https://example.com/items" } },
    };
    const { out } = await posture(["paths", "stack.json"], { "stack.json": { resource } });
    expect(out).toContain("which leads to https://example.com/items");
  });

  test("from a role lists what its policies let it do, besides", async () => {
    const guest = await ids("--to", "authgoat-edge", "--from", "aws_iam_role.guest");
    expect(guest).toContain("aws_lambda_function.edge#policies");
    const orders = await ids("--to", "authgoat-edge", "--from", "aws_iam_role.orders");
    expect(orders).not.toContain("aws_lambda_function.edge#policies");
  });

  test.each([
    ["a misspelt function", ["--to", "authgoat-ordes"], "Is authgoat-orders meant?"],
    ["a principal that isn't there", ["--to", "authgoat-edge", "--from", "aws_iam_role.nobody"], "aws_iam_role"],
  ])("exits 1 and says why for %s", async (_, args, message) => {
    const { code, err } = await posture(["paths", GOAT, ...args]);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  test("exits 1 without a file", async () => {
    expect((await posture(["paths"])).err).toContain("Which file?");
  });
});
