import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readAny, readPlan } from "../../../posture/model/read";
import { RULES, evaluateRules } from "../../../posture/rules/index";
import { fixture } from "../fixtures";

const FIXTURES = join(__dirname, "../fixtures");
/** Stands in the fixtures for every value that is sensitive. */
const SECRET = "sensitive-value-of-the-fixture";

const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(plan|state)\.json$/.test(file),
);

describe("what is sensitive", () => {
  test.each(files)("is in no finding about %s", (file) => {
    const { current } = readAny(fixture(dirname(file), basename(file)));
    expect(JSON.stringify(evaluateRules(current, RULES).findings)).not.toContain(SECRET);
  });

  test("is concealed in a finding, which is made all the same, without a remedy that would tell", () => {
    const { after } = readPlan(fixture("changes/identity"));
    const findings = evaluateRules(after, RULES).findings.filter((f) => f.code === "client-callback-insecure");
    expect(findings).toContainEqual(
      expect.objectContaining({
        address: "aws_cognito_user_pool_client.hidden",
        message: expect.stringContaining('"(sensitive)"'),
        remedy: expect.stringContaining("isn't shown"),
      }),
    );
    for (const finding of findings.filter((f) => f.address.endsWith(".hidden")))
      expect(finding).not.toHaveProperty("nearest");
  });
});
