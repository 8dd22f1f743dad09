import { readFileSync } from "node:fs";
import { everyOption } from "../support/every-option";
import { emitted } from "../support/synth";
import { waysIn } from "../support/ways-in";

/**
 * Every statement that lets somebody do something in AWS, as the constructs emit it with every option on, stands in docs/iam-statements.md with its
 * reason. A wider statement is a new one, which has none yet.
 */
const DOCUMENT = "docs/iam-statements.md";

type Resource = Readonly<Record<string, unknown>>;

/** The names of a stack's own resources say nothing about a right; what is referred to does. */
const named = (text: string): string =>
  text.replace(/\b(data\.)?(aws_\w+)\.\w+/g, "$1$2.NAME").replace(/"[a-z]+-pool-sms"/g, '"NAME"');

/** The braces of a text that stand side by side, each with what is inside. */
function blocks(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{" && depth++ === 0) from = i;
    if (text[i] === "}" && --depth === 0) found.push(text.slice(from, i + 1));
  }
  return found;
}

/** Statements of a policy, be it JSON or an expression that gives some. */
function statements(policy: string): string[] {
  const expression = policy.replace(/^\$\{jsonencode\(/, "").replace(/\)\}$/, "");
  const list = /"Statement"\s*[:=]\s*\[(.*)\]/s.exec(expression)?.[1];
  expect(list).toBeDefined();
  return blocks((list ?? "").replaceAll("${", "$<").replace(/(\$<[^}]*)\}/g, "$1>")).map((one) =>
    named(one.replace(/"\s*:\s*/g, '" = ').replace(/,(?=\S)/g, ", ")),
  );
}

const POLICIES: Readonly<Record<string, readonly [attribute: string, kind: string]>> = {
  aws_iam_role: ["assume_role_policy", "trust"],
  aws_iam_role_policy: ["policy", "role"],
  aws_api_gateway_rest_api_policy: ["policy", "resource"],
  aws_s3_bucket_policy: ["policy", "resource"],
  aws_sqs_queue_policy: ["policy", "resource"],
  aws_secretsmanager_secret_policy: ["policy", "resource"],
  aws_kms_key: ["policy", "resource"],
};

/** Types that grant nothing by themselves although they are about policies. */
const GRANTS_NOTHING = /^aws_s3_bucket_public_access_block$/;

function grants(type: string, resource: Resource): string[] {
  if (type === "aws_lambda_permission") {
    const { action, principal, source_arn: source = "any source" } = resource as Readonly<Record<string, string>>;
    return [`permission: ${action ?? ""} by ${principal ?? ""} for ${named(source)}`];
  }
  if (type === "aws_iam_role_policy_attachment") return [`attachment: ${named(String(resource["policy_arn"]))}`];
  const [attribute, kind] = POLICIES[type] ?? [];
  if (attribute === undefined) {
    // A type with a policy that this test doesn't read would pass unseen.
    const policies = Object.keys(resource).filter((name) => /^(assume_role_)?policy(_document)?$/.test(name));
    expect([type, GRANTS_NOTHING.test(type) ? [] : policies]).toEqual([type, []]);
    return [];
  }
  const policy = resource[attribute];
  return typeof policy === "string" ? statements(policy).map((one) => `${kind ?? ""}: ${one}`) : [];
}

function emittedGrants(): string[] {
  const all = [everyOption, waysIn].flatMap((build) =>
    Object.entries(
      (emitted(build) as { readonly resource: Record<string, Record<string, Resource>> }).resource,
    ).flatMap(([type, byName]) => Object.values(byName).flatMap((resource) => grants(type, resource))),
  );
  return [...new Set(all)].sort();
}

/** Rows of the document: a statement and its reason. */
function documented(): Map<string, string> {
  const rows = readFileSync(DOCUMENT, "utf8").matchAll(/^\| `(.+?)` \| (.*?) \|$/gm);
  return new Map([...rows].map(([, statement = "", reason = ""]) => [statement.replaceAll("\\|", "|"), reason.trim()]));
}

test("each statement has its row with a reason, and no row is left over", () => {
  const rows = documented();
  expect([...rows.keys()].sort()).toEqual(emittedGrants());
  expect([...rows].filter(([, reason]) => reason.split(" ").length < 4)).toEqual([]);
});

test("a wider statement is another one", () => {
  const policy = (action: string) =>
    `\${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = ["${action}"], "Resource" = ["\${aws_cloudwatch_log_group.hello.arn}:*"]}]})}`;
  const role = (action: string) => grants("aws_iam_role_policy", { policy: policy(action) });
  expect(role("logs:*")).not.toEqual(role("logs:PutLogEvents"));
  expect(grants("aws_lambda_permission", { action: "lambda:InvokeFunction", principal: "*" })).toEqual([
    "permission: lambda:InvokeFunction by * for any source",
  ]);
});
