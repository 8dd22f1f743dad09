import { UNKNOWN, normalize, disagreements, readPlan, readSynth } from "../../../posture/model/read";
import { fixture } from "../fixtures";

const synth = readSynth(fixture("raw-json", "main.tf.json"));
const plan = readPlan(fixture("raw-json")).after;

describe("a synthesized stack and the plan of the same stack", () => {
  test("give the same model where both know", () => {
    expect(disagreements(synth, plan)).toEqual([]);
  });

  test("know enough for that to mean something", () => {
    const routes = normalize(plan)["routes"] ?? {};
    expect(Object.keys(routes)).toHaveLength(3);
    expect(routes).toMatchSnapshot();
    expect(JSON.stringify(routes)).not.toContain(UNKNOWN);
    expect(JSON.stringify(normalize(synth)["routes"])).toBe(JSON.stringify(routes));
    expect(JSON.stringify(normalize(synth)["stages"])).toContain("requestId");
  });

  test("contradict each other as soon as one fact differs", () => {
    const changed = structuredClone(fixture("raw-json", "main.tf.json")) as {
      resource: Record<string, Record<string, Record<string, unknown>>>;
    };
    const route = changed.resource["aws_apigatewayv2_route"]?.["get_items"];
    if (!route) throw new Error("the fixture has no get_items");
    delete route["authorization_type"];
    expect(disagreements(readSynth(changed), plan)).toEqual([
      expect.stringContaining('authorization: "NONE" here, "JWT" there'),
    ]);
  });

  test("differ in what only one can tell: prevent_destroy and construct paths", () => {
    expect(synth.pools[0]?.preventDestroy).toEqual({ known: true, value: true });
    expect(plan.pools[0]?.preventDestroy.known).toBe(false);
    expect(synth.routes[0]?.constructPath).toBe("demo/routes/get_items");
  });
});

describe("what a state and a stack write differently", () => {
  test("a password history that is left out, and 0", () => {
    const pool = (password_policy: object) => ({ resource: { aws_cognito_user_pool: { p: { password_policy } } } });
    expect(
      disagreements(
        readSynth(pool({ minimum_length: 12 })),
        readSynth(pool({ minimum_length: 12, password_history_size: 0 })),
      ),
    ).toEqual([]);
  });

  test("the end of a permission's source ARN, with the authorizer's id and without", () => {
    const permission = (source_arn: string) =>
      readSynth({ resource: { aws_apigatewayv2_api: { api: {} }, aws_lambda_permission: { p: { source_arn } } } });
    const arn = "${aws_apigatewayv2_api.api.execution_arn}";
    const [stack] = permission(`${arn}/authorizers/\${aws_apigatewayv2_authorizer.a.id}`).permissions;
    expect(stack).toMatchObject({ sourcePath: { known: false }, sourcePattern: "/authorizers/*" });
    const [whole] = permission(`${arn}/*/*`).permissions;
    expect(whole).toMatchObject({ sourcePath: { known: true, value: "/*/*" }, sourcePattern: "/*/*" });
    const [bare] = permission(arn).permissions;
    expect(bare).toMatchObject({ sourcePath: { known: true, value: "" }, sourcePattern: "" });
    const [applied] = permission("arn:aws:execute-api:eu-west-1:123456789012:abc/authorizers/def").permissions;
    expect(applied).toMatchObject({ sourcePath: { known: true, value: "/authorizers/def" } });
    const [hidden] = permission("${local.arn}").permissions;
    expect(hidden).toMatchObject({ sourcePath: { known: false }, sourcePattern: undefined });
  });
});
