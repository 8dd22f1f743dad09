import * as path from "node:path";
import { changesBetween } from "../../../posture/diff/index";
import { readFolder, readPlan, readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { temporaryFolder } from "../../support/folder";
import { write } from "../terraform/folder/write";
import { FUNCTION, functionUrl as url, codesBetween as codes, sentencesBetween as said } from "./function-url";

type Json = Record<string, unknown>;

const folder = temporaryFolder("left-as-deployed");
let sides = 0;
const read = (text: string, modules: Readonly<Record<string, string>> = {}): Promise<Model> =>
  readFolder(write(path.join(folder(), String(sides++)), { "main.tf": text, ...modules }));

const ignoring = (what: string) => `lifecycle {
    ignore_changes = ${what}
  }`;

const IGNORED =
  "unknown change-ignored: authorization_type of aws_lambda_function_url.u changed and is in its ignore_changes: Terraform doesn't update it, and what is deployed isn't known.";

describe("ignore_changes of a folder", () => {
  test.each(["[authorization_type]", "all", '["authorization_type"]'])(
    "as %s says neither that a function URL is narrowed nor that it is opened",
    async (what) => {
      const [open, closed] = [await read(url("NONE")), await read(url("AWS_IAM"))];
      const [toOpen, toClosed] = [await read(url("NONE", ignoring(what))), await read(url("AWS_IAM", ignoring(what)))];
      for (const [before, after] of [
        [open, toClosed],
        [closed, toOpen],
      ] as const) {
        expect(said(before, after)).toContain(IGNORED);
        expect(codes(before, after).filter((code) => !code.startsWith("unknown "))).toEqual([]);
      }
    },
  );

  test("of another argument, of the before side only, or of a new resource leaves nothing as it is", async () => {
    const [open, closed] = [await read(url("NONE")), await read(url("AWS_IAM"))];
    const narrowed = codes(open, closed);
    expect(narrowed.some((code) => code.startsWith("narrowed "))).toBe(true);
    expect(codes(open, await read(url("AWS_IAM", ignoring("[cors]"))))).toEqual(narrowed);
    expect(codes(await read(url("NONE", ignoring("all"))), closed)).toEqual(narrowed);
    expect(codes(await read(FUNCTION), await read(url("NONE", ignoring("all"))))).toEqual(
      codes(await read(FUNCTION), open),
    );
  });

  test("that is added where no argument changes says nothing", async () => {
    expect(said(await read(url("NONE")), await read(url("NONE", ignoring("all"))))).toEqual([]);
    expect(said(await read(url("NONE", ignoring("[authorization_type]"))), await read(url("NONE")))).toEqual([]);
  });
});

const lambda = (environment: unknown, lifecycle?: Json, more: Json = {}) =>
  readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
      aws_lambda_function: {
        f: { function_name: "f", environment, ...more, ...(lifecycle && { lifecycle: lifecycle }) },
      },
      aws_apigatewayv2_integration: {
        i: {
          api_id: "${aws_apigatewayv2_api.a.id}",
          integration_type: "AWS_PROXY",
          integration_uri: "${aws_lambda_function.f.invoke_arn}",
        },
      },
      aws_apigatewayv2_authorizer: {
        z: {
          api_id: "${aws_apigatewayv2_api.a.id}",
          authorizer_type: "REQUEST",
          name: "z",
          authorizer_uri: "${aws_lambda_function.f.invoke_arn}",
        },
      },
      aws_apigatewayv2_route: {
        r: {
          api_id: "${aws_apigatewayv2_api.a.id}",
          route_key: "GET /x",
          authorization_type: "CUSTOM",
          authorizer_id: "${aws_apigatewayv2_authorizer.z.id}",
          target: "integrations/${aws_apigatewayv2_integration.i.id}",
        },
      },
    },
  });
const ignored = (before: Model, after: Model) =>
  changesBetween(before, after)
    .filter(({ code }) => code === "change-ignored")
    .map(({ attributes }) => attributes?.[0]?.attribute);

describe("a path of ignore_changes in Terraform JSON", () => {
  test("into a block leaves that argument as it is, and no other of the block", () => {
    const lifecycle = { ignore_changes: ["environment[0].variables"] };
    const before = lambda([{ variables: { OPEN: "true" } }]);
    expect(ignored(before, lambda([{ variables: { OPEN: "false" } }], lifecycle))).toEqual(["environment.variables"]);
    expect(ignored(before, lambda({ variables: { OPEN: "false" } }, lifecycle))).toEqual(["environment.variables"]);
  });

  test("of a map's key counts where that key changes", () => {
    const lifecycle = { ignore_changes: ['environment[0].variables["OPEN"]'] };
    const before = lambda([{ variables: { OPEN: "true", B: "1" } }]);
    const other = lambda([{ variables: { OPEN: "true", B: "2" } }], lifecycle);
    expect(ignored(before, lambda([{ variables: { B: "1" } }], lifecycle))).toEqual(["environment.variables.OPEN"]);
    expect(ignored(before, other)).toEqual([]);
    expect(codes(before, other)).toEqual(codes(before, lambda([{ variables: { OPEN: "true", B: "2" } }])));
  });

  test("into a block that only one side has leaves nothing as it is", () => {
    const lifecycle = { ignore_changes: ["environment[0].variables"] };
    const [without, having] = [lambda([]), lambda([{ variables: { OPEN: "false" } }])];
    expect(ignored(without, lambda([{ variables: { OPEN: "false" } }], lifecycle))).toEqual([]);
    expect(ignored(having, lambda([], lifecycle))).toEqual([]);
  });

  test("to what decides nothing is not told", () => {
    const [before, after] = [{ memory_size: 128 }, { memory_size: 256 }].map((more) =>
      lambda([], { ignore_changes: ["memory_size"] }, more),
    );
    expect(said(before as Model, after as Model)).toEqual([]);
  });
});

describe("an ignored argument that counts only at times", () => {
  const KEY = { one: "aws:PrincipalTag/team", other: "aws:SourceIp" };
  const role = (key: string, tags: Json) => {
    const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "123456789012" } };
    const policy = JSON.stringify({ Statement: [{ ...statement, Condition: { StringEquals: { [key]: "x" } } }] });
    const lifecycle = { ignore_changes: ["tags"] };
    return readSynth({ resource: { aws_iam_role: { r: { name: "r", assume_role_policy: policy, tags, lifecycle } } } });
  };

  test("is a tag, where a policy reads tags", () => {
    expect(ignored(role(KEY.one, { team: "x" }), role(KEY.one, { team: "y" }))).toEqual(["tags"]);
    expect(said(role(KEY.other, { team: "x" }), role(KEY.other, { team: "y" }))).toEqual([]);
  });

  test("is the region, which then moves nothing", () => {
    const [before, after] = ["eu-west-1", "us-east-1"].map((region) =>
      lambda([], { ignore_changes: ["region"] }, { region }),
    ) as [Model, Model];
    expect(codes(before, after).filter((code) => !code.startsWith("unknown "))).toEqual([]);
    expect(codes(before, after).some((code) => code.includes("relocated"))).toBe(false);
  });
});

describe("what a link leads to", () => {
  const route = (target: string, lifecycle?: Json) =>
    readSynth({
      resource: {
        aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
        aws_apigatewayv2_authorizer: Object.fromEntries(
          ["one", "two"].map((name) => [
            name,
            {
              api_id: "${aws_apigatewayv2_api.a.id}",
              authorizer_type: "JWT",
              name,
              identity_sources: ["$request.header.Authorization"],
              jwt_configuration: [{ issuer: `https://${name}.example.com`, audience: ["x"] }],
            },
          ]),
        ),
        aws_apigatewayv2_route: {
          r: {
            api_id: "${aws_apigatewayv2_api.a.id}",
            route_key: "GET /x",
            authorization_type: "JWT",
            authorizer_id: `\${aws_apigatewayv2_authorizer.${target}.id}`,
            ...(lifecycle && { lifecycle }),
          },
        },
      },
    });

  test("is not followed where the change of the reference is ignored", () => {
    const before = route("one");
    const after = route("two", { ignore_changes: ["authorizer_id"] });
    expect(codes(before, route("two")).some((code) => !code.startsWith("unknown "))).toBe(true);
    expect(ignored(before, after)).toEqual(["authorizer_id"]);
    expect(codes(before, after).filter((code) => !code.startsWith("unknown "))).toEqual([]);
    expect(said(before, route("one", { ignore_changes: ["authorizer_id"] }))).toEqual([]);
  });
});

describe("what refers to an argument whose change is ignored", () => {
  const permission = (type: string, how: string, lifecycle = "") => `${url(type, lifecycle)}
locals {
  through = aws_lambda_function_url.u.authorization_type
  all     = { type = aws_lambda_function_url.u.authorization_type }
}
resource "aws_lambda_permission" "p" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.f.function_name
  principal              = "*"
  function_url_auth_type = ${how}
}`;

  test.each([
    "aws_lambda_function_url.u.authorization_type",
    "local.through",
    "local.all.type",
    "upper(local.through)",
    '"${local.through}"',
  ])("is not compared: %s", async (how) => {
    const before = await read(permission("NONE", how));
    const [closed, after] = [
      await read(permission("AWS_IAM", how)),
      await read(permission("AWS_IAM", how, ignoring("[authorization_type]"))),
    ];
    expect(codes(before, closed).some((code) => !code.startsWith("unknown "))).toBe(true);
    expect(said(before, after)).toEqual([
      "unknown permission-unknown: Whether others may invoke the function f is unknown: ignore_changes of aws_lambda_function_url.u leaves what is deployed.",
      "unknown function-url-unknown: Whether the function URL of f requires the same as before isn't known before apply.",
      IGNORED,
    ]);
  });

  test("is said to be not compared, though its own expression is the same", async () => {
    const side = (description: string, lifecycle = "") =>
      read(`${FUNCTION.replace("}", `  environment {\n    variables = { A = aws_apigatewayv2_api.a.description, B = "x-\${lower(aws_apigatewayv2_api.a.description)}" }\n  }\n}`)}
resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
  description   = "${description}"
  ${lifecycle}
}
resource "aws_apigatewayv2_authorizer" "z" {
  api_id          = aws_apigatewayv2_api.a.id
  authorizer_type = "REQUEST"
  name            = "z"
  authorizer_uri  = aws_lambda_function.f.invoke_arn
}`);
    expect(said(await side("one"), await side("two", ignoring("[description]")))).toEqual([
      ...["A", "B"].map(
        (name) =>
          `unknown configuration-unknown: environment.variables.${name} of aws_lambda_function.f was not compared: ignore_changes of aws_apigatewayv2_api.a leaves what is deployed, and it refers to that.`,
      ),
    ]);
    expect(said(await side("one"), await side("one", ignoring("[description]")))).toEqual([]);
  });

  test("from another module is not compared either", async () => {
    const inside = `${FUNCTION}
variable "type" {}
resource "aws_lambda_permission" "p" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.f.function_name
  principal              = "*"
  function_url_auth_type = var.type
}`;
    const call = `
module "m" {
  source = "./m"
  type   = aws_lambda_function_url.u.authorization_type
}`;
    const side = (type: string, lifecycle = "") => read(url(type, lifecycle) + call, { "m/main.tf": inside });
    const found = changesBetween(await side("NONE"), await side("AWS_IAM", ignoring("all")));
    expect(found.map(({ kind }) => kind)).not.toContain("narrowed");
    expect(found.some(({ address }) => address === "module.m.aws_lambda_permission.p")).toBe(true);
  });

  test("is compared where another argument of the resource is ignored", async () => {
    const how = "aws_lambda_function_url.u.authorization_type";
    const [before, after] = [
      await read(permission("NONE", how)),
      await read(permission("AWS_IAM", how, ignoring("[cors]"))),
    ];
    expect(codes(before, after)).toEqual(codes(before, await read(permission("AWS_IAM", how))));
  });
});

const removed = (from: string, lifecycle: string) => `
removed {
  from = ${from}
  ${lifecycle}
}`;
const KEEPS = "lifecycle {\n    destroy = false\n  }";
const FORGOTTEN = (address: string) =>
  `unknown resource-forgotten: Terraform forgets ${address} without destroying it: what is deployed stays, and is no longer managed.`;

describe("a removed block of a folder", () => {
  test("that destroys nothing says neither removed nor narrowed", async () => {
    const before = await read(url("NONE"));
    const after = await read(FUNCTION + removed("aws_lambda_function_url.u", KEEPS));
    expect(said(before, after)).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
  });

  test("without a lifecycle forgets, as OpenTofu does", async () => {
    const after = await read(FUNCTION + removed("aws_lambda_function_url.u", ""));
    expect(said(await read(url("NONE")), after)).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
  });

  test("that destroys is a removal, and so is the lack of any", async () => {
    const before = await read(url("NONE"));
    const gone = codes(before, await read(FUNCTION));
    const after = await read(FUNCTION + removed("aws_lambda_function_url.u", KEEPS.replace("false", "true")));
    expect(gone.some((code) => code.startsWith("narrowed ") || code.startsWith("breaking "))).toBe(true);
    expect(codes(before, after)).toEqual(gone);
  });

  test("holds for all instances, and for all of a module, from wherever it stands", async () => {
    const module = { "m/main.tf": url("NONE").replace('"u" {', '"u" {\n  count = 2') };
    const call = 'module "m" {\n  source = "./m"\n}\n';
    const before = await read(call, module);
    const each = [0, 1].map((i) => FORGOTTEN(`module.m.aws_lambda_function_url.u[${i}]`));
    const inside = { "m/main.tf": FUNCTION + removed("aws_lambda_function_url.u", KEEPS) };
    expect(said(before, await read(call, inside))).toEqual(each);
    expect(said(before, await read(removed("module.m", KEEPS)))).toEqual([
      FORGOTTEN("module.m.aws_lambda_function.f"),
      ...each,
    ]);
    expect(said(before, await read(call + removed("module.other", KEEPS), { "m/main.tf": FUNCTION }))).not.toContain(
      each[0],
    );
  });
});

describe("the action forget of a plan", () => {
  const URL = { address: "aws_lambda_function_url.u", mode: "managed", type: "aws_lambda_function_url", name: "u" };
  const LAMBDA = { address: "aws_lambda_function.f", mode: "managed", type: "aws_lambda_function", name: "f" };
  const values = { function_name: "f", authorization_type: "NONE" };
  const plan = (...actions: readonly string[]) => planned(actions);
  const planned = (actions: readonly string[], listed: readonly object[] = []) => {
    const stays = { ...LAMBDA, values: { function_name: "f" } };
    return readPlan({
      format_version: "1.2",
      prior_state: {
        format_version: "1.0",
        values: { root_module: { resources: [stays, { ...URL, values }] } },
      },
      planned_values: {
        root_module: { resources: [stays, ...(actions.includes("create") ? [{ ...URL, values }] : listed)] },
      },
      resource_changes: [
        { ...LAMBDA, change: { actions: ["no-op"], before: stays.values, after: stays.values } },
        { ...URL, change: { actions, before: values, after: actions.includes("create") ? values : null } },
      ],
      configuration: { root_module: {} },
    });
  };

  test("says neither removed nor narrowed", () => {
    const { before, after } = plan("forget");
    expect(said(before, after)).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
  });

  test("says so where the plan lists it among its planned values without values, as Terraform 1.11 does", () => {
    const { before, after } = planned(["forget"], [{ ...URL, schema_version: 0, sensitive_values: false }]);
    expect(said(before, after)).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
    expect(after.resource("aws_lambda_function_url.u")?.attributes.value("authorization_type")).toEqual({
      known: true,
      value: "NONE",
    });
  });

  test("with a creation in its place says that the old one stays", () => {
    const { before, after } = plan("create", "forget");
    expect(said(before, after)).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
  });

  test("is not that of a removal", () => {
    const { before, after } = plan("delete");
    expect(codes(before, after).some((code) => code.startsWith("unknown "))).toBe(false);
    expect(codes(before, after)).not.toEqual([]);
  });
});
