import { samplePath } from "../../../local/terraform/applied";

test("path parameters are filled in", () => {
  expect(samplePath("/a/{id}/{proxy+}")).toBe("/a/sample/sample");
});
