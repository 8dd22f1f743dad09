import type { Model } from "../../../posture/model/index";
import { readPlan } from "../../../posture/model/read";

const audience = (model: Model) =>
  model.authorizers[0]?.jwt?.audience.items.map((a) => (a.kind === "client" ? a.client.address : a.id));

describe("a plan of Terraform JSON, which lists what is written as well as what it refers to", () => {
  type Values = Readonly<Record<string, unknown>>;
  /** A new resource: what is known of it, what is known after apply, and how that is written. */
  interface Made {
    readonly values?: Values;
    readonly unknown?: Values;
    readonly written: Readonly<Record<string, unknown>>;
    readonly sensitive?: Values;
  }

  const references = (written: string): readonly string[] =>
    Array.from(written.matchAll(/(?:aws_\w+|var|local)\.[\w.]+/g), ([name]) => name).flatMap((name) =>
      name.startsWith("aws_") ? [name, name.split(".").slice(0, 2).join(".")] : [name],
    );
  const expression = (written: unknown): unknown => {
    if (typeof written === "object" && written !== null && !Array.isArray(written))
      return [Object.fromEntries(Object.entries(written).map(([name, inner]) => [name, expression(inner)]))];
    const found = references(JSON.stringify(written));
    return { constant_value: written, ...(found.length > 0 && { references: found }) };
  };
  const read = (made: Readonly<Record<string, Made>>, more: object = {}): Model => {
    const resources = Object.entries(made).map(([address, { values = {} }]) => {
      const [type, name] = address.split(".");
      return { address, mode: "managed", type, name, values };
    });
    return readPlan({
      format_version: "1.2",
      planned_values: { root_module: { resources } },
      resource_changes: resources.map((one) => ({
        ...one,
        change: {
          actions: ["create"],
          before: null,
          after: one.values,
          after_unknown: { id: true, ...made[one.address]?.unknown },
          after_sensitive: made[one.address]?.sensitive ?? {},
        },
      })),
      configuration: {
        root_module: {
          resources: resources.map(({ address, type, name }) => ({
            address,
            mode: "managed",
            type,
            name,
            expressions: Object.fromEntries(
              Object.entries(made[address]?.written ?? {}).map(([argument, text]) => [argument, expression(text)]),
            ),
          })),
        },
      },
      ...more,
    }).after;
  };
  const client: Made = { values: { name: "web" }, written: { name: "web" } };
  const authorizer = (...items: readonly string[]): Made => ({
    values: { authorizer_type: "JWT", jwt_configuration: [{ issuer: "https://id.example.com" }] },
    unknown: { jwt_configuration: [{ audience: true }] },
    written: {
      authorizer_type: "JWT",
      jwt_configuration: { audience: items, issuer: "https://id.example.com" },
    },
  });
  const WEB = "${aws_cognito_user_pool_client.web.id}";
  const role: Made = { values: { name: "r" }, written: { name: "r" } };
  const policy = (text: string, sensitive: Values = {}): Made => ({
    unknown: { policy: true },
    written: { policy: text, role: "${aws_iam_role.r.id}" },
    sensitive,
  });
  const encoded = '${jsonencode({"Statement" = [{"Action" = "s3:*", "Resource" = aws_s3_bucket.b.arn}]})}';
  const policyOf = (model: Model): unknown => model.resource("aws_iam_role_policy.p")?.attributes.json("policy");

  test("has the list that is written, literals beside references, and nothing is hidden", () => {
    const model = read({
      "aws_cognito_user_pool_client.web": client,
      "aws_apigatewayv2_authorizer.j": authorizer(WEB, "partner-client"),
    });
    const found = model.authorizers[0]?.jwt?.audience;
    expect(audience(model)?.toSorted()).toEqual(["aws_cognito_user_pool_client.web", "partner-client"]);
    expect(found?.missing).toEqual([]);
    expect(found?.inferred).toBeUndefined();
  });

  test("one of which is a local, which no plan lists, isn't whole", () => {
    const model = read({
      "aws_cognito_user_pool_client.web": client,
      "aws_apigatewayv2_authorizer.j": authorizer(WEB, "${local.partner}"),
    });
    expect(model.authorizers[0]?.jwt?.audience.missing).toEqual(["known after apply, from local.partner"]);
  });

  test("has the value of a variable, and of an argument of another resource", () => {
    const name = "${aws_cognito_user_pool_client.web.name}-${var.stage}";
    const model = read(
      { "aws_cognito_user_pool_client.web": client, "aws_apigatewayv2_authorizer.j": authorizer(WEB, name) },
      { variables: { stage: { value: "live" } } },
    );
    expect(audience(model)).toContain("web-live");
  });

  test("has what a policy allows, but for an ARN that isn't known", () => {
    const bucket: Made = { unknown: { arn: true }, written: {} };
    const model = read({
      "aws_iam_role.r": role,
      "aws_s3_bucket.b": bucket,
      "aws_iam_role_policy.p": policy(encoded),
    });
    expect(policyOf(model)).toMatchObject({
      Statement: [{ Action: "s3:*", Resource: { why: "known after apply, from aws_s3_bucket.b.arn" } }],
    });
    expect(model.resource("aws_iam_role_policy.p")?.attributes.text("policy").known).toBe(false);
  });

  test("doesn't copy what is sensitive", () => {
    const secret: Made = { values: { secret_string: "planted" }, written: {}, sensitive: { secret_string: true } };
    const model = read({
      "aws_secretsmanager_secret_version.s": secret,
      "aws_cognito_user_pool_client.web": client,
      "aws_apigatewayv2_authorizer.j": authorizer(WEB, "${aws_secretsmanager_secret_version.s.secret_string}"),
    });
    expect(JSON.stringify(model.authorizers[0]?.jwt?.audience.items, ["kind", "id"])).not.toContain("planted");
    expect(model.authorizers[0]?.jwt?.audience.missing).toHaveLength(1);
  });
});
