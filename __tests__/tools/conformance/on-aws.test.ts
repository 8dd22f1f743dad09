import type { Applied } from "../../../local/terraform/applied";
import type { Model } from "../../../posture/model/index";
import type { Account } from "../../../tools/conformance/account";
import { asAccountProbe, onAws } from "../../../tools/conformance/on-aws";

const account: Account = {
  region: "eu-central-1",
  endpoint: undefined,
  credentials: () => Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }),
};
const original = globalThis.fetch;
afterEach(() => (globalThis.fetch = original));

const known = (value: unknown) => ({ known: true, value });
/** As much of a model as is asked here: one stage, with what its access log goes to. */
const state = (destination?: string): Model =>
  ({
    stages: [{ accessLog: known(destination === undefined ? undefined : { destination: known(destination) }) }],
  }) as unknown as Model;
const routes = (...authorizations: string[]): Applied =>
  ({
    routes: authorizations.map((authorization) => ({
      key: "GET /a",
      method: "GET",
      path: "/a",
      apiId: "api1",
      stage: "$default",
      authorization,
      cors: undefined,
    })),
  }) as unknown as Applied;

/** What AWS answers: the gateway refuses, and the log holds this line. */
function answering(line: string): void {
  globalThis.fetch = (input) =>
    Promise.resolve(
      String(input).includes("logs.")
        ? Response.json({ events: [{ message: line }] })
        : new Response("", { status: 401, headers: { "www-authenticate": "Bearer", "apigw-requestid": "r1" } }),
    );
}
const GROUP = "arn:aws:logs:eu-central-1:111122223333:log-group:/api:*";
const logRow = async (model: Model, applied: Applied) =>
  (await onAws(account, model, applied)).filter(({ caller }) => caller === "access log");

test.each([
  ['{"authorizer.error":"Unauthorized"}', true, 'an entry with authorizerError "Unauthorized"'],
  ['{"authorizerError":"-"}', false, 'an entry with authorizerError "-"'],
])("the access log's entry %s: %s", async (line, passed, observed) => {
  answering(line);
  expect(await logRow(state(GROUP), routes("JWT"))).toMatchObject([{ passed, observed, route: "GET /a" }]);
});

test.each([
  ["no access log", state(), routes("JWT"), "not asked: the state holds no stage with an access log"],
  ["a stream", state("arn:aws:firehose:eu-central-1:1:deliverystream/x"), routes("JWT"), "goes to a log group"],
  ["no guarded route", state(GROUP), routes("NONE", "AWS_IAM"), "not asked: no route has a JWT authorizer"],
])("what can't be asked is a row that isn't asserted, and says why: %s", async (_name, model, applied, why) => {
  answering("{}");
  const [row, ...more] = await logRow(model, applied);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ passed: undefined, proof: "only on AWS" });
  expect(row?.observed).toMatch(new RegExp(why));
});

test("nothing that the local run says of the AWS emulator is said of an account", () => {
  const row = { route: "every route", caller: "x", expected: "y", proof: "only on AWS" } as const;
  expect(asAccountProbe({ ...row, observed: "here: no access logs", passed: undefined }).observed).toBe("not asked");
  expect(asAccountProbe({ ...row, observed: "401", passed: true }).observed).toBe("401");
});
