import { readSynth } from "../../../../posture/model/read";
import { targetOf } from "../../../../posture/model/index";
import type { Model } from "../../../../posture/model/index";
import { permission, stackOf } from "../../rules/support";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const good = (...changes: Resources[]): Model => readSynth(stackOf(...changes));

describe("compute", () => {
  test("functions have Lambda's defaults, and permissions lead to them and to their source", () => {
    expect(good().functions[0]).toMatchObject({ managed: true, timeout: { value: 3 }, codeHash: { value: undefined } });
    const [own] = good().permissions;
    expect(own && targetOf(own.function)?.address).toBe("aws_lambda_function.items");
    expect(own && targetOf(own.source)?.address).toBe("aws_apigatewayv2_api.api");
    expect(own).toMatchObject({ sourcePattern: "/*/*", sourcePath: { value: "/*/*" } });
    expect(good(permission({ source_arn: undefined })).permissions[0]?.source).toEqual({ kind: "none" });
  });

  const twice = (resource: Resources): Model =>
    readSynth({
      provider: {
        aws: [
          { region: "eu-west-1", assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/deploy" }] },
          { alias: "us", region: "us-east-1", allowed_account_ids: ["444455556666"] },
        ],
      },
      resource: {
        aws_lambda_function: {
          here: { function_name: "f" },
          there: { provider: "aws.us", function_name: "f" },
        },
        ...resource,
      },
    });
  const functionOf = (function_name: string, more = {}): string | undefined => {
    const [one] = twice({ aws_lambda_permission: { p: { function_name, ...more } } }).permissions;
    return one?.function.kind === "external" ? "elsewhere" : one && targetOf(one.function)?.address;
  };
  test.each<[string, string | undefined, object]>([
    ["f", "aws_lambda_function.here", {}],
    ["f", "aws_lambda_function.there", { provider: "aws.us" }],
    ["arn:aws:lambda:us-east-1:444455556666:function:f", "aws_lambda_function.there", {}],
    ["arn:aws:lambda:eu-west-1:111122223333:function:f:live", "aws_lambda_function.here", {}],
    ["arn:aws:lambda:eu-west-1:999988887777:function:f", "elsewhere", {}],
    ["arn:aws:lambda:ap-south-1:111122223333:function:f", "elsewhere", {}],
    ["${aws_lambda_function.there.arn}", "aws_lambda_function.there", {}],
  ])("%s is the function of its region and account: %s", (name, address, more) =>
    expect(functionOf(name, more)).toBe(address),
  );

  test("an alias leads to the function of its own region", () => {
    const alias = { provider: "aws.us", name: "live", function_name: "f" };
    expect(
      targetOf(
        twice({
          aws_lambda_alias: { a: alias },
          aws_lambda_permission: { p: { function_name: "${aws_lambda_alias.a.arn}" } },
        }).permissions[0]?.function ?? { kind: "none" },
      )?.address,
    ).toBe("aws_lambda_function.there");
  });
});
