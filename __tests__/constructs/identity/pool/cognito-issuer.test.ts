import { TerraformOutput, TerraformVariable } from "cdktf";
import { cognitoIssuer } from "../../../../constructs/cognito-issuer";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";

test.each([
  ["eu-central-1_AbCdEfGhI", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"],
  ["eusc-de-east-1_AbCdEfGhI", "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbCdEfGhI"],
  ["us-gov-west-1_AbCdEfGhI", "https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_AbCdEfGhI"],
])("%s", (poolId, issuer) => expect(cognitoIssuer(poolId, "here")).toBe(issuer));

test("the updated form", () => {
  expect(cognitoIssuer("eu-central-1_AbCdEfGhI", "here", "UPDATED")).toBe(
    "https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
  );
  const json = emitted((stack) => {
    const { stringValue } = new TerraformVariable(stack, "pool", {});
    new TerraformOutput(stack, "issuer", { value: cognitoIssuer(stringValue, "here", "UPDATED") });
  });
  expect(json.output?.issuer?.value).toMatch(/^https:\/\/issuer-cognito-idp\.\$\{/);
});

test.each(["AbCdEfGhI", "eu-central-1", "eu-central-1_", "eu-central-1-AbC", "https://a.test", ""])(
  "not %j",
  (poolId) => expectRefusal(() => cognitoIssuer(poolId, "here"), "pool-id", "here", "REGION_ID"),
);

test("an id that only Terraform knows is taken apart by Terraform", () => {
  const json = emitted((stack) => {
    const { stringValue } = new TerraformVariable(stack, "pool", {});
    new TerraformOutput(stack, "issuer", { value: cognitoIssuer(stringValue, "here") });
  });
  expect(json.output?.issuer?.value).toBe(
    'https://cognito-idp.${element(split("_", var.pool), 0)}.${startswith(var.pool, "cn-") ? "amazonaws.com.cn" : startswith(var.pool, "eusc-") ? "amazonaws.eu" : "amazonaws.com"}/${var.pool}',
  );
});
