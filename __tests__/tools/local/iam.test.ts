import { expect as expectation } from "../../../tools/local/expectation";
import { matches, mayCall, rolesAllowed, type Signer } from "../../../tools/local/iam";
import { posture, route } from "./support";

const { model } = posture();
const signedRoute = route("GET /signed", { authorization: "AWS_IAM" });
const credentials = { accessKeyId: "AKIA", secretAccessKey: "s" };
const answer = (role: string, flaw?: Signer["flaw"]) =>
  expectation(posture(), signedRoute, {
    name: "x",
    signer: { role, credentials, ...(flaw === undefined ? {} : { flaw }) },
  }).answer;

test.each([
  ["signer", "function"],
  ["wide", "function"],
  ["elsewhere", 403],
  ["barred", 403],
  ["nobody", 403],
] as const)("a request signed as %s: %p", (role, expected) => {
  expect(answer(role)).toBe(expected);
});

test("a bad signature is refused whoever signs", () => {
  expect(answer("signer", "another secret")).toBe(403);
  expect(answer("signer", "another path")).toBe(403);
});

test("roles that may call a route are found, a Deny wins over an Allow", () => {
  expect(rolesAllowed(model, signedRoute)).toEqual(["signer", "wide"]);
  expect(mayCall(model, signedRoute, "barred")).toBe(false);
});

test("IAM patterns match whole texts, and nothing but * and ? is special", () => {
  expect(matches("execute-api:*", "execute-api:Invoke")).toBe(true);
  expect(matches("Execute-API:invoke", "execute-api:Invoke", "i")).toBe(true);
  expect(matches("a.c", "abc")).toBe(false);
  expect(matches("a?c", "abc")).toBe(true);
  expect(matches("/$default/GET/x", "/$default/GET/x/y")).toBe(false);
});
