import { entryPointSteps } from "../../../../posture/access/entry-points/steps";
import type { DecideAt, RequestCredentials } from "../../../../posture/access/entry-points/steps";
import type { Credentials, Decision } from "../../../../posture/access";
import type { Step } from "../../../../posture/access/steps/types";
import { known, unknown } from "../../../../posture/model";
import type { EntryPoint } from "../../../../posture/model";
import { readSynth } from "../../../../posture/model/read";
import { holdAnswers } from "../whole";

holdAnswers();

const MODEL = readSynth({
  resource: {
    aws_lambda_function: { f: { function_name: "f", arn: "arn:aws:lambda:eu-west-1:123456789012:function:f" } },
    aws_lambda_permission: {
      one: { function_name: "f", action: "lambda:InvokeFunction", principal: "222222222222" },
    },
  },
});
const [FN] = MODEL.functions;
const [PERMISSION] = MODEL.permissions;
if (!FN || !PERMISSION) throw new RangeError("no function, or no permission");

type Authorization = EntryPoint["authorization"];
const HOST = { name: "it.example", private: false, mutualTls: false };
const entry = (authorization: Authorization, more: Partial<EntryPoint> = {}): EntryPoint => ({
  address: "aws_x.e",
  resource: FN.resource,
  kind: "function-url",
  id: "aws_x.e",
  name: "It",
  group: "g",
  hosts: [HOST],
  authorization,
  target: { kind: "itself" },
  notes: [],
  ...more,
});

const NOTHING: Credentials = { kind: "none" };
const TOKEN: Credentials = { kind: "token", claims: { iss: "https://id.example" } };
const SIGNED: Credentials = { kind: "principal", principal: "arn:aws:iam::123456789012:role/r" };
const carrying = (credentials: Credentials, inside = false): RequestCredentials => ({
  asked: undefined,
  whole: true,
  credentials,
  token: credentials.kind === "token" && "claims" in credentials ? credentials : undefined,
  signed: credentials.kind === "principal" ? credentials : undefined,
  inside,
  options: {},
});
const said = ({ check, result, status, text }: Step) =>
  `${check} ${result}${status === undefined ? "" : ` ${status}`}: ${text}`;
const NOWHERE: DecideAt = () => {
  throw new Error("asked elsewhere");
};
const at = (point: EntryPoint, credentials: Credentials = NOTHING, elsewhere = NOWHERE, inside = false) =>
  entryPointSteps(MODEL, point, carrying(credentials, inside), elsewhere).map(said);

const AUTHORIZER: Authorization = { kind: "authorizer", called: "decides" };
const LIMITED: Authorization = { kind: "limited", to: "callers from 10.0.0.0/8", certain: true };
test.each<[string, Authorization, Credentials, string]>([
  [
    "an API key that is sent",
    { kind: "api-key" },
    { ...NOTHING, apiKey: true },
    "api-key pass: The API key is valid: whoever has it gets in.",
  ],
  [
    "an API key that isn't sent",
    { kind: "api-key" },
    TOKEN,
    "authorization fail 401: It requires an API key, and none is sent.",
  ],
  [
    "a function that is asked by a request with nothing",
    AUTHORIZER,
    NOTHING,
    "authorization fail 401: decides decides by what a request carries, and this one carries nothing.",
  ],
  ["a function and a token", AUTHORIZER, TOKEN, "function unknown: decides decides who gets in."],
  ["a function and a signature", AUTHORIZER, SIGNED, "function unknown: decides decides who gets in."],
  [
    "a function that is asked about everything",
    { ...AUTHORIZER, demands: false },
    NOTHING,
    "function unknown: decides decides who gets in.",
  ],
  [
    "a sign-in",
    { kind: "sign-in", issuer: "pool p" },
    TOKEN,
    "authorization fail 302: It requires a sign-in at pool p and redirects there.",
  ],
  ["some callers only", LIMITED, TOKEN, "authorization fail: It answers callers from 10.0.0.0/8 only."],
  [
    "perhaps some callers only",
    { ...LIMITED, certain: false },
    TOKEN,
    "authorization unknown: It answers callers from 10.0.0.0/8: who can send such requests isn't known.",
  ],
  [
    "a connection",
    { kind: "connection" } as Authorization,
    NOTHING,
    "authorization unknown: Which connections it is sent over isn't known.",
  ],
  ["events", { kind: "event" }, NOTHING, "authorization fail: Callers can't reach it: AWS invokes it by itself."],
  [
    "nobody",
    { kind: "nobody", why: "it is switched off" },
    NOTHING,
    "authorization fail: Nobody gets in: it is switched off.",
  ],
  [
    "what isn't known",
    { kind: "unknown", why: "known after apply" },
    NOTHING,
    "authorization unknown: Who gets in isn't known: known after apply.",
  ],
  [
    "a route that isn't there",
    { kind: "route" } as Authorization,
    NOTHING,
    "authorization unknown: Who gets in isn't known: its route isn't.",
  ],
  [
    "IAM at a function that isn't known",
    { kind: "iam", action: "lambda:InvokeFunctionUrl", of: { kind: "unknown", why: "later", candidates: [] } },
    SIGNED,
    "authorization unknown: Which function the policies have to name isn't known.",
  ],
])("%s", (_, authorization, credentials, text) =>
  expect(at(entry(authorization, { kind: "graphql-field" }), credentials)).toEqual([text]),
);

test("from inside a network a limit to addresses says nothing", () =>
  expect(at(entry(LIMITED, { kind: "graphql-field" }), NOTHING, NOWHERE, true)).toEqual([
    "authorization unknown: It answers callers from 10.0.0.0/8: who can send such requests isn't known.",
  ]));

test("an API key of a usage plan isn't asked of who was refused", () => {
  const apiKey = { from: "header" } as NonNullable<EntryPoint["apiKey"]>;
  const point = entry({ kind: "permission", permission: PERMISSION }, { kind: "direct-invocation", apiKey });
  const other: Credentials = { kind: "principal", principal: { kind: "account", id: "333333333333", called: "x" } };
  const steps = entryPointSteps(MODEL, point, carrying(other), NOWHERE).map(({ check }) => check);
  expect(steps).toEqual(["signature", "permission"]);
});

test("an API key of a usage plan counts for who was let in only", () => {
  const apiKey = { from: "header" } as EntryPoint["apiKey"];
  const kinds = (authorization: Authorization) =>
    entryPointSteps(
      MODEL,
      entry(authorization, { kind: "rest-api-method", ...(apiKey && { apiKey }) }),
      carrying(NOTHING),
      NOWHERE,
    ).map(({ check, result }) => `${check} ${result}`);
  expect(kinds({ kind: "none" })).toEqual(["authorization pass", "api-key fail"]);
  expect(kinds(LIMITED)).toEqual(["authorization fail"]);
});

test("a function's policy is told statement by statement: an account that it names, and no other", () => {
  const of = (id: string): Credentials => ({
    kind: "principal",
    principal: { kind: "account", id, called: `account ${id}` },
  });
  const point = entry(
    { kind: "permission", permission: PERMISSION },
    { kind: "direct-invocation", target: { kind: "function", function: { kind: "resource", target: FN } } },
  );
  const results = (credentials: Credentials) =>
    entryPointSteps(MODEL, point, carrying(credentials), NOWHERE).map(({ check, result }) => `${check} ${result}`);
  expect(results(of("222222222222"))).toEqual(["signature note", "permission pass"]);
  expect(results(of("333333333333"))).toEqual(["signature note", "permission fail"]);
  expect(results(TOKEN)).toEqual(["authorization fail"]);
});

type Forwarded = Extract<Authorization, { kind: "forwarded" }>;
const forwarded = (more: Partial<Forwarded> = {}): EntryPoint =>
  entry(
    { kind: "forwarded", to: ["a"], signs: false, sends: [], restricted: false, ...more },
    { kind: "distribution-origin" as never },
  );
const decision = (
  result: Step["result"],
  more: Partial<Decision> = {},
  check: Step["check"] = "authorization",
): Decision => ({
  outcome: result === "fail" ? "deny" : result === "pass" ? "allow" : "unknown",
  ...(result === "fail" && { status: 401 }),
  reason: `it says ${result}.`,
  steps: [{ check, result, text: `it says ${result}.` }],
  ...more,
});
const route = (authorization: string | undefined) =>
  ({
    route: { authorization: authorization === undefined ? unknown("later") : known(authorization) },
  }) as unknown as Partial<Decision>;
const behind = (authorization: Authorization, kind: EntryPoint["kind"] = "rest-api-method"): Partial<Decision> => ({
  entryPoint: entry(authorization, { id: "a", kind }),
});
const IAM: Authorization = { kind: "iam", action: "execute-api:Invoke", of: FN.resource };

describe("a distribution in front", () => {
  const HEADERS =
    "authorization unknown: It forwards the request to a: Whether it accepts the custom headers that the distribution sends isn't known.";
  const REFUSED = "authorization fail 403: It forwards the request to a: it says fail.";
  test.each<[string, Partial<Forwarded>, Decision, string]>([
    [
      "wants signed URLs",
      { restricted: true },
      decision("pass"),
      "authorization fail 403: The distribution requires a signed URL or cookie, and there is none.",
    ],
    [
      "perhaps wants signed URLs",
      { restricted: "unknown" },
      decision("pass"),
      "authorization unknown: Whether it requires signed URLs or cookies isn't known.",
    ],
    ["perhaps wants them, and what is behind refuses", { restricted: "unknown" }, decision("fail"), REFUSED],
    ["leads to what is open", {}, decision("pass"), "authorization pass: It forwards the request to a: it says pass."],
    [
      "leads to what isn't known",
      {},
      decision("unknown"),
      "authorization unknown: It forwards the request to a: it says unknown.",
    ],
    [
      "leads nowhere that is known",
      { to: [] },
      decision("pass"),
      "authorization fail 403: It forwards the request to an unknown origin.",
    ],
    [
      "signs for what wants signatures",
      { signs: true },
      decision("fail", behind(IAM)),
      "authorization pass: It forwards the request to a, and CloudFront signs for every caller.",
    ],
    [
      "perhaps signs for it",
      { signs: "unknown" },
      decision("fail", behind(IAM)),
      "authorization unknown: It forwards the request to a: it says fail.",
    ],
    ["signs for what wants none", { signs: true }, decision("fail", behind({ kind: "nobody", why: "x" })), REFUSED],
    [
      "leads to what takes some addresses only",
      {},
      decision("fail", behind(LIMITED)),
      "authorization unknown: It forwards the request to a: Whether it accepts requests from CloudFront's IP addresses isn't known.",
    ],
    ["sends a secret to a Lambda authorizer", { sends: ["x-secret"] }, decision("fail", route("CUSTOM")), HEADERS],
    [
      "sends a secret to a function that decides",
      { sends: ["x-secret"] },
      decision("fail", behind(AUTHORIZER)),
      HEADERS,
    ],
    ["sends nothing to a Lambda authorizer", {}, decision("fail", route("CUSTOM")), REFUSED],
    ["sends a secret to what wants a token", { sends: ["x-secret"] }, decision("fail", route("JWT")), REFUSED],
    ["sends a token", { sends: ["authorization"] }, decision("fail", route("JWT")), HEADERS],
    ["sends a header that isn't known", { sends: ["*"] }, decision("fail", route("JWT")), HEADERS],
    ["sends one that only ends alike", { sends: ["x-authorization"] }, decision("fail", route("JWT")), REFUSED],
    [
      "sends a secret where nobody knows who decides",
      { sends: ["x-secret"] },
      decision("fail", route(undefined)),
      REFUSED,
    ],
  ])("%s", (_, more, found, text) => expect(at(forwarded(more), TOKEN, () => found)).toEqual([text]));

  test("counts as open if one of its origins is, and its API key as the caller's", () => {
    const asked: (Credentials | undefined)[] = [];
    const one: DecideAt = (id, credentials) => {
      asked.push(credentials);
      return id === "b" ? decision("pass") : decision("fail");
    };
    expect(at(forwarded({ to: ["a", "b"], sends: ["x-api-key"] }), TOKEN, one)).toEqual([
      "authorization pass: It forwards the request to b: it says pass.",
    ]);
    expect(asked).toEqual([
      { ...TOKEN, apiKey: true },
      { ...TOKEN, apiKey: true },
    ]);
  });

  test("may sign at a function URL only as far as the function's policy lets it", () => {
    const url = (permissions: object) => {
      const model = readSynth({
        resource: {
          aws_lambda_function: { f: { function_name: "f" } },
          aws_lambda_function_url: { u: { function_name: "f", authorization_type: "AWS_IAM" } },
          aws_lambda_permission: permissions,
        },
      });
      const [own] = model.entryPoints.filter(({ kind }) => kind === "function-url");
      const found = decision("fail", { ...(own && { entryPoint: own }) });
      return entryPointSteps(model, forwarded({ signs: true }), carrying(NOTHING), () => found).map(said);
    };
    const lets = (action: string, more: object = {}) => ({
      [action]: { function_name: "f", action: `lambda:${action}`, principal: "cloudfront.amazonaws.com", ...more },
    });
    const both = { ...lets("InvokeFunctionUrl"), ...lets("InvokeFunction") };
    const of = "authorization RESULT: It forwards the request to a, and CloudFront signs for every caller";
    const LACKS = `${of.replace("RESULT", "unknown")}, but no permissions here let it lambda:InvokeFunctionUrl and lambda:InvokeFunction.`;
    expect(url(both)).toEqual([`${of.replace("RESULT", "pass")}.`]);
    expect(url(lets("InvokeFunctionUrl"))).toEqual([LACKS]);
    const from = (source_arn: string) => ({
      ...lets("InvokeFunctionUrl", { source_arn }),
      ...lets("InvokeFunction", { source_arn }),
    });
    expect(url(from("arn:aws:cloudfront::123456789012:distribution/OTHER"))).toEqual([LACKS]);
  });
});

describe("one entry point behind another", () => {
  const after = entry({ kind: "none" }, { id: "first" });
  const through = (
    first: Decision,
    next: Decision,
    credentials: Credentials = TOKEN,
    to: readonly string[] = ["a"],
  ) => {
    const asked: unknown[] = [];
    const steps = at(forwarded({ after, to }), credentials, (id, own, inside) => {
      asked.push([id, own, inside]);
      return id === "first" ? first : next;
    });
    return { steps, asked };
  };
  const FIRST = "authorization pass: first comes first: it says pass.";
  test.each<[string, Decision, Decision, string[]]>([
    [
      "both let in",
      decision("pass"),
      decision("pass"),
      [FIRST, "authorization pass: It forwards the request to a: it says pass."],
    ],
    [
      "the first refuses",
      decision("fail"),
      decision("pass"),
      ["authorization fail 401: first comes first: it says fail."],
    ],
    [
      "the second refuses",
      decision("pass"),
      decision("fail"),
      [FIRST, "authorization fail 401: It forwards the request to a: it says fail."],
    ],
    [
      "the second isn't known",
      decision("pass"),
      decision("unknown"),
      [FIRST, "authorization unknown: It forwards the request to a: it says unknown."],
    ],
    [
      "the second is a function's word",
      decision("pass"),
      decision("unknown", {}, "function"),
      [FIRST, "function unknown: It forwards the request to a: it says unknown."],
    ],
    [
      "the first is a function's word",
      decision("unknown", {}, "function"),
      decision("pass"),
      [
        "function unknown: first comes first: it says unknown.",
        "authorization pass: It forwards the request to a: it says pass.",
      ],
    ],
  ])("%s", (_, first, next, steps) => expect(through(first, next).steps).toEqual(steps));

  test("what becomes of the request behind the second says nothing of who gets in", () =>
    expect(through(decision("pass"), decision("pass", { status: 500 })).steps).toEqual([
      FIRST,
      "authorization pass: It forwards the request to a: it says pass.",
    ]));

  test("the second is asked from inside, with a token but without the first's signature", () => {
    expect(through(decision("pass"), decision("pass")).asked).toEqual([
      ["first", undefined, undefined],
      ["a", undefined, true],
    ]);
    expect(through(decision("pass"), decision("pass"), SIGNED).asked[1]).toEqual(["a", { kind: "none" }, true]);
  });

  test("one that leads nowhere lets nobody in", () =>
    expect(through(decision("pass"), decision("pass"), TOKEN, []).steps[1]).toBe(
      "authorization fail: It forwards the request to an unknown origin.",
    ));
});
