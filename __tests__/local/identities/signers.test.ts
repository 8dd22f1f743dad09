import { allowedAt } from "../../../posture/explain/index";
import { explainRequest } from "../../../local/terraform/applied";
import { expect as expectation } from "../../../local/probes/expectation";
import type { Signer } from "../../../local/identities/caller";
import { SignerSource } from "../../../local/identities/signers";
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
