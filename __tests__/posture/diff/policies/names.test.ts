import { changesBetween, compare } from "../../../../posture/diff/index";
import { namingFor } from "../../../../posture/diff/policies/names";
import { readPlan, readSynth } from "../../../../posture/model/read";
import type { Model, Resource, Step } from "../../../../posture/model/index";

type Tree = { readonly [name: string]: unknown };

/** `[block.part]` with something at its end: blocks on the way are lists of one. */
const nested = ([name = "", ...rest]: readonly string[], end: unknown): Tree => ({
  [name]: rest.length === 0 ? end : [nested(rest, end)],
});

/** A plan of one resource, of which the argument at a path comes at apply, from the references. */
function planOf(type: string, mode: string, path: string, references: readonly string[]): Model {
  const steps = path.split(".");
  const address = `${mode === "data" ? "data." : ""}${type}.x`;
  const provider_name = "registry.terraform.io/hashicorp/aws";
  const one = { address, mode, type, name: "x", provider_name };
  const change = {
    actions: [mode === "data" ? "read" : "create"],
    before: null,
    after: {},
    after_unknown: nested(steps, true),
  };
  const module = {
    resources: [
      {
        address: `${mode === "data" ? "data." : ""}${type}.x`,
        mode,
        type,
        name: "x",
        expressions: nested(steps, { references }),
      },
    ],
  };
  return readPlan({
    format_version: "1.2",
    terraform_version: "1.14.0",
    planned_values: { root_module: { resources: [{ ...one, values: {} }] } },
    resource_changes: [{ ...one, change }],
    configuration: { root_module: module },
  }).after;
}

/** Do both sides call it the same? */
function isNamedAlike(before: Model, after: Model, steps: readonly Step[]): boolean {
  const { nameOf } = namingFor(compare(before, after));
  const place = ({ resources }: Model) => {
    const [resource] = resources as readonly Resource[];
    if (!resource) throw new Error("the plan has no resource");
    return { address: resource.address, resource, path: steps };
  };
  return nameOf?.(place(before), "before") === nameOf?.(place(after), "after");
}

const PARTS: readonly (readonly [type: string, mode: string, paths: string])[] = [
  [
    "aws_lambda_permission",
    "managed",
    "action principal qualifier source_arn source_account principal_org_id event_source_token function_url_auth_type invoked_via_function_url",
  ],
  [
    "aws_iam_policy_document",
    "data",
    "statement.effect statement.actions statement.not_actions statement.resources statement.not_resources statement.principals.type statement.principals.identifiers statement.not_principals.type statement.not_principals.identifiers statement.condition.test statement.condition.variable statement.condition.values source_json source_policy_documents override_json override_policy_documents",
  ],
];

test.each(PARTS.flatMap(([type, mode, paths]) => paths.split(" ").map((path) => [type, path, mode] as const)))(
  "%s: the same expression of %s is the same statement, another is another",
  (type, path, mode) => {
    const plan = (reference: string) => planOf(type, mode, path, [reference]);
    expect(isNamedAlike(plan("local.one"), plan("local.one"), [])).toBe(true);
    expect(isNamedAlike(plan("local.one"), plan("local.two"), [])).toBe(false);
  },
);

const ARN = "${aws_apigatewayv2_api.a.execution_arn}";

/** A role whose policy is a document that allows these resources. */
const stack = (...resources: readonly string[]) =>
  readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
      aws_iam_role: { r: { name: "r", assume_role_policy: '{"Statement":[]}' } },
      aws_iam_role_policy: { p: { role: "r", policy: "${data.aws_iam_policy_document.d.json}" } },
    },
    data: { aws_iam_policy_document: { d: { statement: [{ actions: ["execute-api:Invoke"], resources }] } } },
  });
const said = (was: readonly string[], is: readonly string[]) =>
  changesBetween(stack(...was), stack(...is)).map(({ kind, code }) => `${kind} ${code}`);

test("a document's resources that the sources write in another way aren't the same", () => {
  const [narrow, wide] = [`${ARN}/*/GET/items`, `${ARN}/*`];
  expect(said([narrow], [wide])).toEqual(["unknown iam-policy-unknown"]);
  expect(said([narrow], [narrow, wide])).toEqual(["unknown iam-policy-unknown"]);
  expect(said([narrow], [narrow])).toEqual([]);
  expect(said([`${ARN}/*`], ["${aws_iam_role.r.arn}"])).toEqual([
    "broadened iam-policy-widened",
    "narrowed iam-policy-narrowed",
  ]);
});
