import {
  admissionOf,
  callerText,
  duration,
  entryAccesses,
  type Caller,
  type Decision,
  type DecideFunction,
} from "../../../../posture/access";
import { ANY_AWS_ACCOUNT } from "../../../../posture/access/steps/unknown-callers";
import { decisionAt, isAdmitted } from "../../../../posture/access/who/is-admitted";
import { includesAnyone, namesOf } from "../../../../posture/access/who/principals";
import type { Candidate } from "../../../../posture/iam";
import { listing, type EntryPoint } from "../../../../posture/model";
import { readSynth } from "../../../../posture/model/read";

const TOKEN = { issuer: "pool p", audiences: ["web", "ios"] } as const;
test.each<[Caller, string]>([
  [{ kind: "everybody" }, "public: no authorization"],
  [{ kind: "token", ...TOKEN }, "any holder of a token from pool p for web, ios"],
  [
    { kind: "token", ...TOKEN, audiences: [], unsure: "later" },
    "any holder of a token from pool p (a part isn't known yet: later)",
  ],
  [{ kind: "scopes", ...TOKEN, scopes: ["a", "b"] }, "holders of a or b from pool p for web, ios"],
  [{ kind: "scopes", ...TOKEN, scopes: [] }, "holders of a scope from pool p for web, ios"],
  [{ kind: "principals", holders: ["r", "s"] }, "IAM principals: r, s"],
  [{ kind: "principals", holders: [] }, "IAM principals: none in this input is allowed it"],
  [{ kind: "lambda", function: "f" }, "whoever f lets in"],
  [{ kind: "lambda", function: "f", cache: 0 }, "whoever f lets in"],
  [{ kind: "lambda", function: "f", cache: 90 }, "whoever f lets in (results cached for 90 s)"],
  [{ kind: "lambda", function: "f", verifies: "holders of x" }, "holders of x: open at the gateway, verified in f"],
  [{ kind: "key" }, "everyone who has an API key of a usage plan: no authorization"],
  [{ kind: "connected", by: { kind: "everybody" } }, "public: anyone can connect, and messages are not authorized"],
  [
    { kind: "connected", by: { kind: "key" } },
    "connections that $connect let in: everyone who has an API key of a usage plan: no authorization",
  ],
  [{ kind: "nobody", why: "x" }, "nobody: x"],
  [{ kind: "unknown", why: "x" }, "not known yet: x"],
])("%j is in words: %s", (caller, text) => expect(callerText(caller)).toBe(text));

test.each([
  [45, "45 s"],
  [60, "1 min"],
  [90, "90 s"],
  [3600, "1 h"],
  [5400, "90 min"],
  [86_400, "1 d"],
  [129_600, "36 h"],
])("%d s are %s", (seconds, text) => expect(duration(seconds)).toBe(text));

const decision = (...results: readonly [check: string, result: string][]) =>
  ({ steps: results.map(([check, result]) => ({ check, result, text: "" })) }) as unknown as Decision;

describe("somebody is admitted", () => {
  const HOSTS = ["a.example", "b.example"].map((name) => ({ name, private: false, mutualTls: false }) as const);
  const by = (...answers: readonly Decision[]) => {
    const asked: unknown[] = [];
    const judge: DecideFunction = (_, request) => answers[asked.push(request) - 1] ?? decision();
    const found = isAdmitted({} as never, { id: "x", hosts: HOSTS.slice(0, answers.length) }, { kind: "none" }, judge, {
      inside: true,
    });
    return { found, asked };
  };
  const [PASS, FAIL] = [decision(["route", "pass"]), decision(["route", "fail"])];
  test.each<[string, Decision[], unknown]>([
    ["one host", [PASS], true],
    ["none of two", [FAIL, FAIL], false],
    ["one of two", [FAIL, PASS], true],
    ["perhaps", [decision(["authorization", "unknown"])], "unknown"],
    ["by nobody but a function", [decision(["authorization", "pass"], ["function", "unknown"])], false],
    ["perhaps by a function", [decision(["policy", "unknown"], ["function", "unknown"])], "unknown"],
    [
      "whatever becomes of it behind",
      [decision(["route", "pass"], ["handler", "fail"], ["throttling", "unknown"])],
      true,
    ],
  ])("by %s", (_, answers, found) => expect(by(...answers).found).toBe(found));
  test("at each host, with what else is asked; without a host once", () => {
    expect(by(FAIL, FAIL).asked).toEqual([
      { entryPoint: "x", host: "a.example", inside: true },
      { entryPoint: "x", host: "b.example", inside: true },
    ]);
    const asked: unknown[] = [];
    const judge: DecideFunction = (...given) => (asked.push(given.slice(1)), PASS);
    expect(isAdmitted({} as never, { id: "x", hosts: [] }, { kind: "none" }, judge)).toBe(true);
    decisionAt({} as never, "y", { kind: "none" }, judge);
    const OPTIONS = { now: 1_800_000_000, advice: false };
    expect(asked).toEqual([
      [{ entryPoint: "x" }, { kind: "none" }, OPTIONS],
      [{ entryPoint: "y" }, { kind: "none" }, OPTIONS],
    ]);
  });
});

describe("principals", () => {
  const one = (called: string, may: Candidate["may"], kind = "role", through?: string) =>
    ({
      principal: { kind, called },
      may,
      ...(through !== undefined && { through: { called: through } }),
    }) as unknown as Candidate;
  test("are named once, those who may before those who perhaps may, and behind a role who assumes it", () => {
    const all = [one("z", true), one("p", "unknown"), one("a", true, "user", "z"), one("a", true, "user", "z")];
    expect(namesOf(all)).toEqual(["a (by assuming z)", "z", "perhaps p"]);
    expect(namesOf([...all, one("everybody", true, "everyone"), one("g", true, "guests")])).toEqual(["everybody", "g"]);
    expect(namesOf([one("r", true), one("everybody", "unknown", "everyone")])).toEqual(["r", "perhaps everybody"]);
  });
  test("hold anybody where everyone or guests are among them", () => {
    expect(includesAnyone([one("r", true)])).toBe(false);
    expect(includesAnyone([one("r", true), one("g", "unknown", "guests")])).toBe("unknown");
    expect(includesAnyone([one("g", "unknown", "guests"), one("e", true, "everyone")])).toBe(true);
    expect(ANY_AWS_ACCOUNT.kind).toBe("everyone");
  });
});

describe("an entry point is for", () => {
  const model = readSynth({ resource: { aws_lambda_function: { f: { function_name: "f" } } } });
  const [FN] = model.functions;
  if (!FN) throw new RangeError("no function");
  const HOST = { name: "it.example", private: false, mutualTls: false } as const;
  const of = (authorization: EntryPoint["authorization"], more: Partial<EntryPoint> = {}) =>
    admissionOf(model, {
      ...{ address: "e", resource: FN.resource, kind: "graphql-field", id: "e", name: "It", group: "g", hosts: [HOST] },
      ...{ authorization, target: { kind: "itself" }, notes: [] },
      ...more,
    });
  const token = { kind: "token", issuer: "pool p", scopes: listing<string>([]) } as const;
  test.each<[EntryPoint["authorization"], Partial<EntryPoint>, string]>([
    [token, {}, "any holder of a token from pool p"],
    [{ ...token, use: "id" }, {}, "any holder of an ID token from pool p"],
    [{ ...token, scopes: listing(["a", "b"]) }, {}, "holders of a or b from pool p"],
    [{ ...token, scopes: listing<string>([], ["later"]) }, {}, "holders of a scope that isn't known yet from pool p"],
    [
      { ...token, clients: { called: "web" }, groups: listing(["x", "y"]) },
      {},
      "any holder of a token from pool p for web in the group x or y",
    ],
    [
      { ...token, groups: listing<string>([], ["later"]) },
      {},
      "any holder of a token from pool p, which of them isn't known (later)",
    ],
    [token, { hosts: [{ ...HOST, mutualTls: true }] }, "any holder of a token from pool p, with a client certificate"],
    [token, { hosts: [{ ...HOST, mutualTls: true }, HOST] }, "any holder of a token from pool p"],
    [token, { hosts: [{ ...HOST, private: true }] }, "any holder of a token from pool p, from inside its network"],
    [token, { hosts: [] }, "any holder of a token from pool p"],
    [token, { apiKey: { from: "header" } as never }, "any holder of a token from pool p, with an API key"],
    [token, { apiKey: { from: "authorizer" } as never }, "any holder of a token from pool p"],
    [{ kind: "api-key" }, {}, "everyone who has the API key, which every client contains"],
    [{ kind: "authorizer", called: "decides" }, {}, "whoever decides lets in"],
    [{ kind: "sign-in", issuer: "pool p" }, {}, "whoever signs in at pool p"],
    [
      { kind: "sign-in", issuer: "pool p" },
      { hosts: [{ ...HOST, plain: true }] },
      "whoever signs in at pool p, over plain HTTP",
    ],
    [
      { kind: "limited", to: "callers from 10.0.0.0/8", certain: true },
      { hosts: [{ ...HOST, plain: true }] },
      "no authorization, for callers from 10.0.0.0/8, over plain HTTP",
    ],
    [{ kind: "event" }, {}, "no caller: AWS invokes it by itself"],
    [{ kind: "nobody", why: "it is off" }, {}, "nobody: it is off"],
    [{ kind: "unknown", why: "later" }, {}, "not known yet: later"],
    [
      { kind: "forwarded", to: [], signs: false, sends: [], restricted: true },
      {},
      "whoever has a signed URL or cookie",
    ],
  ])("%j of %j: %s", (authorization, more, who) => {
    const point = { id: `e${JSON.stringify([authorization, more])}`, ...more };
    expect(of(authorization, point).who).toBe(who);
  });

  /** Open entry points of the whole input, with what closes them. */
  test("is closed by what its service has for that", () => {
    const open = readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f" } },
        aws_lambda_function_url: { u: { function_name: "f", authorization_type: "NONE" } },
        aws_lambda_permission: { p: { function_name: "f", action: "lambda:InvokeFunction", principal: "*" } },
        aws_apigatewayv2_api: {
          q: { name: "q", protocol_type: "HTTP", target: "https://b.example" },
          w: { id: "w", name: "w", protocol_type: "WEBSOCKET" },
          h: { id: "h", name: "h", protocol_type: "HTTP" },
        },
        aws_apigatewayv2_route: {
          c: { api_id: "w", route_key: "$connect", authorization_type: "NONE" },
          g: { api_id: "h", route_key: "GET /x", authorization_type: "NONE" },
        },
        aws_api_gateway_rest_api: { r: { id: "r", name: "r", root_resource_id: "root" } },
        aws_api_gateway_method: {
          m: { rest_api_id: "r", resource_id: "root", http_method: "GET", authorization: "NONE" },
        },
        aws_iam_role: {
          g: {
            name: "g",
            arn: "arn:aws:iam::123456789012:role/g",
            assume_role_policy: JSON.stringify({
              Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" }],
            }),
          },
        },
        aws_iam_role_policy: {
          g: {
            role: "g",
            policy: JSON.stringify({
              Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" }],
            }),
          },
        },
      },
    });
    const fixes = Object.fromEntries(
      entryAccesses(open).map(({ entryPoint, fix }) => [entryPoint.id.replace(/^aws_/, ""), fix]),
    );
    expect(fixes).toEqual({
      "lambda_function_url.u": 'set authorization_type = "AWS_IAM"',
      "lambda_permission.p": "name one account, service or organization as principal in place of *",
      "apigatewayv2_api.q#quick-create":
        "write its route and integration as resources, with an authorizer, in place of target",
      "apigatewayv2_route.c": "give $connect an authorizer or AWS_IAM",
      "apigatewayv2_route.g": "give the route authorization_type JWT, CUSTOM or AWS_IAM",
      "api_gateway_method.m": "set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM",
      "lambda_function.f#policies": "limit who may assume it in the role's trust policy",
    });
  });
});
