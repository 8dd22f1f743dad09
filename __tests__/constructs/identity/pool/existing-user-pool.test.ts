import { TerraformOutput } from "cdktf";
import { ExistingUserPool, type ExistingUserPoolProps } from "../../../../constructs/identity/pool/existing-user-pool";
import { POOL } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { addresses } from "../../../support/terraform-json";

function used(props: Omit<ExistingUserPoolProps, "poolId">) {
  return emitted((stack) => {
    const { issuer, arn, poolId } = new ExistingUserPool(stack, "pool", { poolId: POOL.poolId, ...props });
    new TerraformOutput(stack, "found", { value: { issuer, arn, pool_id: poolId } });
  });
}

test("by its id: AWS is asked for the ARN, and the issuer derives from the id", () => {
  const json = used({});
  expect(json.data?.aws_cognito_user_pool?.pool).toMatchObject({ user_pool_id: POOL.poolId });
  expect(json.output?.found?.value).toEqual({
    issuer: POOL.issuer,
    arn: "${data.aws_cognito_user_pool.pool.arn}",
    pool_id: POOL.poolId,
  });
});

test("by attributes of another state: nothing is asked", () => {
  const json = used({ arn: POOL.arn, endpoint: "cognito-idp-fips.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI" });
  expect(addresses(json)).toEqual(["output.found"]);
  expect(json.output?.found?.value).toEqual({
    issuer: "https://cognito-idp-fips.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
    arn: POOL.arn,
    pool_id: POOL.poolId,
  });
});

test.each([
  [{ arn: POOL.arn }, POOL.issuer.replace("cognito-idp", "issuer-cognito-idp")],
  [
    { arn: POOL.arn, endpoint: "cognito-idp-fips.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI" },
    "https://issuer-cognito-idp-fips.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
  ],
])("with the updated issuer: %j", (props, issuer) => {
  expect(used({ ...props, issuerType: "UPDATED" }).output?.found?.value).toMatchObject({ issuer });
});

test("what is no pool id is refused", () =>
  expectRefusal(() => new ExistingUserPool(testStack(), "pool", { poolId: "pool" }), "pool-id", "auth-api/pool"));
