import * as path from "node:path";
import { entryAccesses } from "../../../posture/access/index";
import { withOwnArn } from "../../../posture/iam/own-arn";
import type { Pieces } from "../../../posture/model";
import { readFolder } from "../../../posture/model/read";
import { temporaryFolder } from "../../support/folder";
import { write } from "../terraform/folder/write";
import { allow, model, statements } from "./support";

const folder = temporaryFolder("own-arn");
let next = 0;
const DOCUMENT = "data.aws_iam_policy_document.d";

/** Who may invoke each of two functions by policies, and whether a REST API is open, for a policy that is written so. */
async function decided(given: string): Promise<{ one: string; two: string; api: unknown }> {
  // A list is that of a data source's statement.
  const [policy, resources] = given.startsWith("[") ? [`${DOCUMENT}.json`, given] : [given, '["*"]'];
  const main = `
    data "aws_iam_policy_document" "d" {
      statement {
        actions   = ["lambda:InvokeFunction"]
        resources = ${resources}
      }
    }
    provider "aws" { region = "eu-central-1" }
    variable "anything" {}
    data "aws_caller_identity" "me" {}
    data "aws_region" "here" {}
    resource "aws_lambda_function" "one" { function_name = "one-\${var.anything}" }
    resource "aws_lambda_function" "two" { function_name = "two-\${var.anything}" }
    resource "aws_lambda_alias" "one" {
      function_name = aws_lambda_function.one.function_name
      name          = "live"
    }
    resource "aws_sqs_queue" "q" { name = "q" }
    resource "aws_api_gateway_rest_api" "api" { name = "api" }
    resource "aws_api_gateway_rest_api" "other" { name = "other" }
    resource "aws_api_gateway_method" "get" {
      rest_api_id   = aws_api_gateway_rest_api.api.id
      resource_id   = aws_api_gateway_rest_api.api.root_resource_id
      http_method   = "GET"
      authorization = "NONE"
    }
    resource "aws_iam_role" "caller" {
      name               = "caller"
      assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
    }
    resource "aws_iam_role_policy" "caller" {
      role   = aws_iam_role.caller.name
      policy = ${policy}
    }
    resource "aws_api_gateway_rest_api_policy" "api" {
      rest_api_id = aws_api_gateway_rest_api.api.id
      policy      = ${policy}
    }`;
  const model = await readFolder(write(path.join(folder(), String(next++)), { "main.tf": main }));
  const accesses = entryAccesses(model);
  const by = (name: string): string =>
    accesses.find(({ entryPoint }) => entryPoint.id === `aws_lambda_function.${name}#policies`)?.who ?? "nobody";
  return {
    one: by("one"),
    two: by("two"),
    api: accesses.find(({ entryPoint }) => entryPoint.kind === "rest-api-method")?.open,
  };
}

const encoded = (resource: string, action = "lambda:InvokeFunction"): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "${action}", Resource = ${resource} }] })`;
const written = (resource: string, action = "lambda:InvokeFunction"): string => `<<-EOF
  { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": ["${action}"], "Resource": "${resource}" } }
EOF
`;

const YES = "IAM: aws_iam_role.caller";
const PERHAPS = "IAM: perhaps aws_iam_role.caller";

describe("what a policy says of a resource whose ARN isn't known yet", () => {
  test.each([
    ["its ARN", encoded("aws_lambda_function.one.arn"), YES, "nobody"],
    ["its ARN among others", encoded("[aws_sqs_queue.q.arn, aws_lambda_function.one.arn]"), YES, "nobody"],
    ["its ARN in a data source", "[aws_lambda_function.one.arn]", YES, "nobody"],
    ["its ARN among others there", '["arn:aws:sqs:*:*:q", aws_lambda_function.one.arn]', YES, "nobody"],
    ["another's ARN there", "[aws_sqs_queue.q.arn]", "nobody", "nobody"],
    ["something that isn't known there", "[aws_sqs_queue.q.arn, var.anything]", PERHAPS, PERHAPS],
    ["its ARN in a heredoc", written("${aws_lambda_function.one.arn}"), YES, "nobody"],
    ["its ARN and whatever follows", written("${aws_lambda_function.one.arn}*"), YES, "nobody"],
    ["its versions alone", written("${aws_lambda_function.one.arn}:*"), "nobody", "nobody"],
    ["its alias alone", encoded("aws_lambda_alias.one.arn"), "nobody", "nobody"],
    [
      "its name in an ARN",
      written(
        "arn:aws:lambda:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:function:${aws_lambda_function.one.function_name}",
      ),
      YES,
      "nobody",
    ],
    [
      "every function of the account",
      written("arn:aws:lambda:*:${data.aws_caller_identity.me.account_id}:function:*"),
      YES,
      YES,
    ],
    [
      "another partition",
      written("arn:aws-cn:lambda:*:${data.aws_caller_identity.me.account_id}:function:*"),
      "nobody",
      "nobody",
    ],
    ["something that isn't known", written("${var.anything}"), PERHAPS, PERHAPS],
    [
      "its ARN behind something that isn't known",
      written("${var.anything}${aws_lambda_function.one.arn}"),
      PERHAPS,
      PERHAPS,
    ],
    ["another action", written("${var.anything}", "sqs:SendMessage"), "nobody", "nobody"],
    ["a function of its ARN", encoded('replace(aws_lambda_function.one.arn, "a", "b")'), PERHAPS, PERHAPS],
  ])("%s", async (_, policy, one, two) => {
    expect(await decided(policy)).toMatchObject({ one, two });
  });

  test.each([
    ["all of the API", written("${aws_api_gateway_rest_api.api.execution_arn}/*", "execute-api:Invoke"), true],
    ["its GET", written("${aws_api_gateway_rest_api.api.execution_arn}/*/GET/*", "execute-api:*"), true],
    ["its POST", written("${aws_api_gateway_rest_api.api.execution_arn}/*/POST/*", "execute-api:*"), false],
    ["another API", written("${aws_api_gateway_rest_api.other.execution_arn}/*", "execute-api:Invoke"), false],
    [
      "its id in an ARN",
      written(
        "arn:aws:execute-api:eu-central-1:${data.aws_caller_identity.me.account_id}:${aws_api_gateway_rest_api.api.id}/*",
        "execute-api:Invoke",
      ),
      true,
    ],
    [
      "another's id in an ARN",
      written(
        "arn:aws:execute-api:eu-central-1:${data.aws_caller_identity.me.account_id}:${aws_api_gateway_rest_api.other.id}/*",
        "execute-api:Invoke",
      ),
      false,
    ],
  ])("a REST API's policy about %s", async (_, policy, api) => {
    expect(await decided(policy)).toMatchObject({ api });
  });
});

describe("pieces of a pattern about a function", () => {
  const of = model(
    {
      aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" } },
      aws_lambda_alias: {
        f: { name: "live", function_name: "f" },
        g: { name: "live", function_name: "g" },
        later: { name: "live", function_name: "${var.unset}" },
        unnamed: { name: "${var.unset}", function_name: "f" },
      },
      aws_lambda_layer_version: { l: {} },
      aws_sqs_queue: { q: {} },
    },
    {
      aws_caller_identity: { me: {} },
      aws_region: { here: {} },
      aws_partition: { own: {} },
      aws_lambda_function: { d: {} },
    },
  );
  const F = "aws_lambda_function.f";
  const ref = (address: string, ...attribute: (string | number)[]) => ({ address, attribute }) as Pieces[number];
  const ARN = "arn:*:lambda:*:*:function:f";
  const OPEN = { gap: "segment", open: true } as const;
  const ASKED = ["arn:", OPEN, ":lambda:", OPEN, ":", { ...OPEN, of: F }, ":function:f"];
  const filled = (pieces: Pieces, asked = ASKED) => {
    const [one] = statements(allow("a:b"));
    if (!one) throw new RangeError("no statement");
    const resources = { not: false, list: { items: ["x"], missing: ["early", "later"] }, referring: [pieces] };
    const [found] = withOwnArn(of, { statements: [{ ...one, resources }], unread: [] }, asked).statements;
    const { list, referring } = found?.resources ?? resources;
    return [list.items.slice(1), list.missing.length - 1, referring?.length ?? 0];
  };
  const LEFT = [[], 1, 1];
  const NOTHING = [[], 0, 0];
  const is = (text: string) => [[text], 0, 0];
  const [REGION, ACCOUNT_ID] = [ref("data.aws_region.here", "name"), ref("data.aws_caller_identity.me", "account_id")];
  test.each<[string, Pieces, unknown]>([
    ["its ARN", [ref(F, "arn")], is(ARN)],
    ["its ARN and more", [ref(F, "arn"), ":", "*"], is(`${ARN}:*`)],
    ["its ARN and what isn't known", [ref(F, "arn"), ref("aws_sqs_queue.q", "arn")], LEFT],
    ["something else of it", [ref(F, "role")], LEFT],
    ["a part of its ARN", [ref(F, "arn", 0)], LEFT],
    ["another function's ARN", [ref("aws_lambda_function.g", "arn")], NOTHING],
    ["a queue's ARN", [ref("aws_sqs_queue.q", "arn")], NOTHING],
    ["a layer's ARN", [ref("aws_lambda_layer_version.l", "arn")], LEFT],
    ["an ARN that is only read", [ref("data.aws_lambda_function.d", "arn")], LEFT],
    ["what isn't here", [ref("aws_x.y", "arn")], LEFT],
    ["its alias", [ref("aws_lambda_alias.f", "arn")], is(`${ARN}:live`)],
    ["its alias and more", [ref("aws_lambda_alias.f", "arn"), "*"], LEFT],
    ["another's alias", [ref("aws_lambda_alias.g", "arn")], NOTHING],
    ["an alias of nobody knows what", [ref("aws_lambda_alias.later", "arn")], LEFT],
    ["its alias of which the name isn't known", [ref("aws_lambda_alias.unnamed", "arn")], LEFT],
    ["nothing", [], LEFT],
    [
      "its name",
      ["arn:aws:lambda:", REGION, ":", ACCOUNT_ID, ":function:", ref(F, "function_name")],
      is("arn:aws:lambda:*:*:function:*"),
    ],
    [
      "its name and more",
      ["arn:aws:lambda:*:*:function:", ref(F, "function_name"), ":live"],
      is("arn:aws:lambda:*:*:function:*:live"),
    ],
    ["another's name", ["arn:aws:lambda:*:*:function:", ref("aws_lambda_function.g", "function_name")], NOTHING],
    ["its role in the place of a name", ["arn:aws:lambda:*:*:function:", ref(F, "role")], LEFT],
    ["a queue's name", ["arn:aws:lambda:*:*:function:", ref("aws_sqs_queue.q", "id")], LEFT],
    ["a name that begins otherwise", ["arn:aws:lambda:*:*:function:x-", ref(F, "function_name")], LEFT],
    ["a name that ends otherwise", ["arn:aws:lambda:*:*:function:", ref(F, "function_name"), "-x"], LEFT],
    [
      "the partition",
      ["arn:", ref("data.aws_partition.own", "partition"), ":lambda:*:*:function:f"],
      is("arn:*:lambda:*:*:function:f"),
    ],
    [
      "something else of the caller",
      ["arn:aws:lambda:*:", ref("data.aws_caller_identity.me", "user_id"), ":function:f"],
      LEFT,
    ],
  ])("%s", (_, pieces, found) => expect(filled(pieces)).toEqual(found));

  test("of something else are left as they are", () => {
    expect(filled([ref(F, "arn")], ["arn:aws:lambda:eu-west-1:1:function:f"])).toEqual([[], 1, 1]);
    expect(filled([ref(F, "arn")], [...ASKED, ":live"])).toEqual(is(ARN));
  });
});
