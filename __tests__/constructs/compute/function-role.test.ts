import { NodeFunction, type BundledFunctionOptions } from "../../../constructs";
import { synth, testStack } from "../../support/synth";
import { addresses, resource } from "../../support/terraform-json";

function made(
  options: Partial<BundledFunctionOptions>,
  before: (stack: ReturnType<typeof testStack>) => void = () => undefined,
) {
  const stack = testStack();
  before(stack);
  new NodeFunction(stack, "items", {
    name: "notes-items",
    entry: "functions/items",
    packaging: "prebuilt",
    ...options,
  });
  const json = synth(stack);
  return { json, lambda: resource(json, "aws_lambda_function.items") };
}

const policy = (json: ReturnType<typeof made>["json"]): string =>
  String(resource(json, "aws_iam_role_policy.items")["policy"]);

test("a VPC brings the right to manage network interfaces", () => {
  const { json, lambda } = made({ vpc: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] } });
  expect(lambda).toMatchObject({ vpc_config: { subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] } });
  expect(policy(json)).toContain("ec2:CreateNetworkInterface");
});

test("a role of one's own is used, and none is made", () => {
  const roleArn = "arn:aws:iam::123456789012:role/items";
  const { json, lambda } = made({ roleArn });
  expect(lambda["role"]).toBe(roleArn);
  expect(addresses(json).filter((address) => address.startsWith("aws_iam"))).toEqual([]);
});
