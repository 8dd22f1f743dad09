import { TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import {
  AccessLog,
  DEFAULT_ACCESS_LOG_FORMAT,
  type AccessLogFormat,
  type AccessLogOptions,
} from "../../../../constructs/api/monitoring/access-log";
import { CONTEXT_VARIABLES } from "../../../../posture/aws/context-variables";
import { readEntry } from "../../../../posture/explain/log/format";
import { expectRefusal } from "../../../support/expect-error";
import type { ApiStack } from "../../../../constructs/stack/stack";
import { emitted, synth, testStack } from "../../../support/synth";
import { resource, type Block } from "../../../support/terraform-json";

const group = (options: AccessLogOptions = {}, tags?: Record<string, string>): Block =>
  resource(
    emitted((stack) => new AccessLog(stack, "access_log", { apiName: "notes-api", tags, ...options })),
    "aws_cloudwatch_log_group.access_log",
  );
const format = (given: unknown): string =>
  new AccessLog(testStack(), "access_log", { apiName: "notes-api", format: given as AccessLogFormat }).format;

describe("a log group that is managed elsewhere", () => {
  const arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shared/apis";
  const log = (options: AccessLogOptions) => (stack: ApiStack) =>
    new AccessLog(stack, "access_log", { apiName: "notes-api", ...options });

  test("is used by its ARN, with or without the data source's ending, and none is made", () => {
    for (const given of [arn, `${arn}:*`]) {
      const stack = testStack();
      expect(log({ existingLogGroupArn: given })(stack).logGroupArn).toBe(arn);
      expect(synth(stack).resource).toBeUndefined();
    }
  });

  test.each<[AccessLogOptions, string]>([
    [{ existingLogGroupArn: "/shared/apis" }, "is not the ARN"],
    [{ existingLogGroupArn: arn, retentionInDays: 7 }, "retentionInDays"],
    [{ existingLogGroupArn: arn, kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/k" }, "kmsKeyArn"],
  ])("refuses %j", (options, text) => expectRefusal(() => log(options)(testStack()), "log-group-existing", text));

  test("has no resource here", () => {
    const existing = log({ existingLogGroupArn: arn })(testStack());
    expectRefusal(() => existing.resource, "log-group-existing", "logGroupArn");
  });
});

describe("the log group", () => {
  test("keeps entries for 30 days, outside of the resource policy that all groups share", () => {
    expect(group()).toMatchObject({ name: "/aws/vendedlogs/apigateway/notes-api", retention_in_days: 30 });
    expect(group()).not.toHaveProperty("kms_key_id");
  });

  test.each<[AccessLogOptions, object]>([
    [{ retentionInDays: 365 }, { retention_in_days: 365 }],
    [{ retentionInDays: 0 }, { retention_in_days: 0 }],
    [
      { kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/a" },
      { kms_key_id: expect.stringContaining("key/a") as string },
    ],
    [{ logGroupName: "/api/notes" }, { name: "/api/notes" }],
  ])("%j", (options, expected) => expect(group(options)).toMatchObject(expected));

  test("is tagged", () => expect(group({}, { team: "identity" })).toMatchObject({ tags: { team: "identity" } }));

  test.each(["aws/notes", "notes api", "a".repeat(513), "name:with:colons"])("can't be called %j", (logGroupName) =>
    expectRefusal(() => group({ logGroupName }), "log-group-name", "auth-api/access_log"),
  );

  test("takes a name that only Terraform knows", () => {
    const stack = testStack();
    const logGroupName = new TerraformVariable(stack, "log", {}).stringValue;
    expect(() => new AccessLog(stack, "access_log", { apiName: "notes", logGroupName })).not.toThrow();
  });

  test("can't keep entries for a time that CloudWatch doesn't know", () =>
    expectRefusal(() => group({ retentionInDays: 100 }), "log-retention", "90 or 120"));
});

describe("the format", () => {
  test("says by default who was refused and why, who called, and where the time went", () => {
    const fields = JSON.parse(format(undefined)) as Record<string, string>;
    expect(fields).toEqual(DEFAULT_ACCESS_LOG_FORMAT);
    for (const variable of [
      "$context.authorizer.error",
      "$context.error.message",
      "$context.integrationErrorMessage",
      "$context.authorizer.claims.sub",
      "$context.authorizer.claims.client_id",
      "$context.responseLatency",
      "$context.integrationLatency",
    ])
      expect(Object.values(fields)).toContain(variable);
  });

  test("holds neither tokens nor other secrets", () => {
    expect(format(undefined)).not.toMatch(/authorization|identitySource|header|clientCertPem/i);
  });

  test("is one line of JSON in the order of the names", () => {
    expect(format({ requestId: "$context.requestId", at: "$context.path" })).toBe(
      '{"at":"$context.path","requestId":"$context.requestId"}',
    );
  });

  test.each([
    ["$context.requestid", '"$context.requestId"'],
    ["$context.authoriser.error", '"$context.authorizer.error"'],
    ["$context.nothingLikeIt", "CONTEXT_VARIABLES"],
    ["context.path", 'no variable "context.path"'],
    ["constant", 'no variable "constant"'],
  ])("refuses %s, which AWS would log as -", (variable, hint) =>
    expectRefusal(
      () => format({ requestId: "$context.requestId", at: variable }),
      "log-variable-unknown",
      "field at",
      hint,
    ),
  );

  test("needs the request's id", () =>
    expectRefusal(() => format({ at: "$context.path" }), "log-request-id", "requestId"));

  test("takes 3 KB and no more", () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i + 100}`, "$context.path"]));
    const fits = format({ requestId: "$context.requestId", ...fields(110) });
    expect(fits.length).toBeLessThanOrEqual(3072);
    expectRefusal(() => format({ requestId: "$context.requestId", ...fields(115) }), "log-format-size", "3072");
    // Bytes, as AWS counts them and the HCL edition does.
    const wide = { requestId: "$context.requestId", ["ü".repeat(1520)]: "$context.path" };
    expectRefusal(() => format(wide), "log-format-size", "3093 bytes");
  });

  test("of whatever fields is refused, or one line that AWS accepts and posture reads", () => {
    const variable = fc.oneof(
      fc.constantFrom(...CONTEXT_VARIABLES),
      fc.constantFrom("authorizer.claims.sub", "authorizer.tenant", "authorizer.Error", "path.", "", "nothing"),
    );
    const fields = fc.dictionary(fc.string({ maxLength: 200 }), variable, { maxKeys: 20 });
    fc.assert(
      fc.property(fields, (names) => {
        const given = Object.fromEntries(Object.entries(names).map(([field, name]) => [field, `$context.${name}`]));
        const variables = Object.values(given);
        let line: string;
        try {
          line = format(given);
        } catch (error) {
          expect(String(error)).toMatch(
            /log-(variable-unknown|request-id|format-size)|\[input-value\] format.*its name is empty/,
          );
          return;
        }
        expect(JSON.parse(line)).toEqual(given);
        expect(line).not.toMatch(/[\r\n]/);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(3072);
        expect(variables.some((text) => /^\$context\.(extendedR|r)equestId$/.test(text))).toBe(true);
        expect([...(readEntry(line, line) ?? [])].map(([name]) => name).sort()).toEqual(
          [...new Set(variables.map((text) => text.slice("$context.".length)))].sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
