import { allowedAt } from "../../../posture/explain/index";
import { explainRequest } from "../../../local/terraform/applied";
import { expect as expectation } from "../../../local/probes/expectation";
import type { Signer } from "../../../local/identities/caller";
import { SignerSource } from "../../../local/identities/signers";
import { readSynth } from "../../../posture/model/read";
import { serving } from "../serving";
import { posture, route } from "../support";

const stack = posture();
const signedRoute = route("GET /signed", { authorization: "AWS_IAM" });
const credentials = { accessKeyId: "AKIA", secretAccessKey: "s" };
const predicted = (role: string, flaw?: Signer["flaw"], at = signedRoute) =>
  expectation(stack, at, {
    name: "x",
    signer: { role, principal: role, credentials, ...(flaw === undefined ? {} : { flaw }) },
  });

test.each([
  ["signer", "function"],
  ["wide", "function"],
  ["elsewhere", 403],
  ["barred", 403],
  ["nobody", 403],
] as const)("a request signed as %s: %p", (role, expected) => {
  expect(predicted(role)).toMatchObject({ answer: expected, reason: expect.stringMatching(/./) });
  expect(predicted(role).unproven).toBeUndefined();
});

test("a bad signature is refused whoever signs", () => {
  expect(predicted("signer", "secret")).toMatchObject({ answer: 403, reason: expect.stringContaining("secret key") });
  expect(predicted("signer", "request")).toMatchObject({
    answer: 403,
    reason: expect.stringContaining("another request"),
  });
});

test("who may call a route is found, a Deny wins over an Allow", () => {
  const entity = stack.model.routes.find(({ address }) => address.endsWith("get_signed"));
  if (entity === undefined) throw new Error("no such route");
  expect(allowedAt(stack.model, entity, explainRequest(signedRoute)).map(({ name }) => name)).toEqual([
    "signer",
    "wide",
  ]);
});

test("a signature is no token elsewhere", () => {
  expect(predicted("signer", undefined, route("GET /items")).answer).toBe(401);
  expect(predicted("signer", undefined, route("GET /staff", { authorization: "CUSTOM" })).answer).toBe(403);
  expect(predicted("signer", undefined, route("GET /hello", { authorization: "NONE" })).answer).toBe("function");
});

test("a role that isn't the stack's has no credentials", async () => {
  const signers = new SignerSource("http://127.0.0.1:1", "us-east-1", stack.model);
  expect(await signers.of("arn:aws:iam::123456789012:role/unheard-of")).toBeUndefined();
});

describe("the roles that sign", () => {
  const sts = () =>
    serving(({ body }) => {
      const role = new URLSearchParams(body).get("RoleArn")?.split("/")[1] ?? "";
      const keys = { AccessKeyId: `id-${role}`, SecretAccessKey: `secret-${role}`, SessionToken: "t" };
      return {
        status: 200,
        body: Object.entries(keys)
          .map(([name, text]) => `<${name}>${text}</${name}>`)
          .join(""),
      };
    });
  const keysOf = (role: string) => ({
    accessKeyId: `id-${role}`,
    secretAccessKey: `secret-${role}`,
    sessionToken: "t",
  });

  test("are assumed once each, by name or address", async () => {
    const { asked, url } = await sts();
    const signers = new SignerSource(url, "us-east-1", stack.model);
    expect([await signers.of("signer"), await signers.of("aws_iam_role.signer")]).toEqual([
      keysOf("signer"),
      keysOf("signer"),
    ]);
    expect(asked).toHaveLength(1);
  });

  test("sign at a route well and badly where they may call it, and one signs that may not", async () => {
    const signers = new SignerSource((await sts()).url, "us-east-1", stack.model);
    const callers = await signers.callersOf(signedRoute, ["aws_iam_role.barred"]);
    const bad = { "signed with another secret": "secret", "signed for another path": "request" };
    expect(callers).toEqual([
      ...["signer", "wide", "barred"].flatMap((role) => {
        const signer = { role, principal: `aws_iam_role.${role}`, credentials: keysOf(role) };
        return [
          { name: "signed by an allowed role", signer },
          ...Object.entries(bad).map(([name, flaw]) => ({ name, signer: { ...signer, flaw } })),
        ];
      }),
      {
        name: "signed by another role",
        signer: { role: "elsewhere", principal: "aws_iam_role.elsewhere", credentials: keysOf("elsewhere") },
      },
    ]);
  });

  test("are not there where all may call it, or their ARN isn't known", async () => {
    const all = ["signer", "wide", "elsewhere", "barred", "nobody"].map((name) => `aws_iam_role.${name}`);
    const signers = new SignerSource((await sts()).url, "us-east-1", stack.model);
    expect((await signers.callersOf(signedRoute, all)).filter(({ name }) => name === "signed by another role")).toEqual(
      [],
    );
    const unnamed = readSynth({ resource: { aws_iam_role: { x: { name: "x", assume_role_policy: "{}" } } } });
    expect(await new SignerSource("http://127.0.0.1:1", "us-east-1", unnamed).of("x")).toBeUndefined();
  });
});
