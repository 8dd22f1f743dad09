import { accountDefaults } from "../../constructs";
import { made } from "./compute/made";
import { resource } from "../support/terraform-json";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";

test("an account's defaults hold for everything below, and what is given goes before them", () => {
  const boundary = "arn:aws:iam::123456789012:policy/team";
  const { json } = made({ logRetentionInDays: 7 }, (stack) => {
    accountDefaults(stack, {
      permissionsBoundaryArn: boundary,
      rolePath: "/team/",
      logRetentionInDays: 90,
      logKmsKeyArn: KEY,
    });
  });
  expect(resource(json, "aws_iam_role.items")).toMatchObject({ path: "/team/", permissions_boundary: boundary });
  expect(resource(json, "aws_cloudwatch_log_group.items")).toMatchObject({ retention_in_days: 7, kms_key_id: KEY });
});

test("an account's runtime is that of every bundled function that names none", () => {
  const runtimes = (options: object) => {
    const { json } = made(options, (stack) => accountDefaults(stack, { runtime: "nodejs24.x" }));
    const { required_providers } = json.terraform as { required_providers: { aws: { version: string } } };
    return [resource(json, "aws_lambda_function.items")["runtime"], required_providers.aws.version];
  };
  expect(runtimes({})).toEqual(["nodejs24.x", ">= 6.19.0, < 7.0.0"]);
  expect(runtimes({ runtime: "nodejs22.x" })).toEqual(["nodejs22.x", ">= 5.100.0, < 7.0.0"]);
});
