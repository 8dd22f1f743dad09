import { samplePath } from "../../../local/terraform/applied";
import { issuerOfPool } from "../../../posture/aws/issuers";

test("path parameters are filled in", () => {
  expect(samplePath("/a/{id}/{proxy+}")).toBe("/a/sample/sample");
});

test.each([
  ["eu-west-1_abc", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"],
  ["cn-north-1_abc", "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_abc"],
])("the issuer of %s", (id, issuer) => expect(issuerOfPool(id)).toBe(issuer));
