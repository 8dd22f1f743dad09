import { createHash } from "node:crypto";
import { accessListOf, compareAccess } from "../../../../../posture/access-list";
import { CONFIG, ask, stack } from "./support";
import { holdAnswers } from "../../whole";

holdAnswers();

const hash = (value: string): string => createHash("sha256").update(value).digest("hex");
const header = (config: unknown) => ({
  resource: {
    aws_lambda_function: {
      decides: {
        function_name: "decides",
        environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify(CONFIG), ORIGIN_HEADER: config } },
      },
    },
  },
});
const GIVEN = header(JSON.stringify({ name: "x-origin", sha256: [hash("old"), hash("secret")] }));
const sent = (value: string | undefined, given: object = GIVEN) =>
  ask({}, "GET /notes", given, { headers: value === undefined ? {} : { "x-origin": value } });

test.each([
  ["the value of the distribution", "secret", "passes", undefined],
  ["the one that it added before", "old", "passes", undefined],
  ["another value", "secret ", "refused", 403],
  ["no such header", undefined, "refused", 403],
])("a call with %s", (_, value, outcome, status) => {
  const said = sent(value);
  expect([said.outcome, said.status, said.assuming]).toEqual([outcome, status, []]);
  expect(JSON.stringify(said)).not.toContain("secret");
  if (status !== undefined) expect(said.summary).toContain('Its log names the reason "origin_header"');
});

test("API Gateway answers itself where the header is an identity source and isn't sent", () => {
  const authorizer = { identity_sources: ["$request.header.Authorization", "$request.header.x-origin"] };
  const said = sent(undefined, { ...GIVEN, authorizer });
  expect(said).toMatchObject({ outcome: "refused", status: 401 });
  expect(said.summary).toContain("The header x-origin");
  expect(sent("wrong", { ...GIVEN, authorizer })).toMatchObject({ outcome: "refused", status: 403 });
  expect(sent("secret", { ...GIVEN, authorizer }).outcome).toBe("passes");
});

test("whose headers aren't told passes if it came by the distribution", () => {
  expect(ask({}, "GET /notes", GIVEN)).toMatchObject({
    outcome: "passes",
    assuming: ["the request came through the distribution that adds x-origin"],
  });
  expect(ask({}, "GET /notes", header("${local.header}"))).toMatchObject({
    outcome: "passes",
    assuming: ["the request carries the header that a distribution in front of the API adds"],
  });
  expect(sent(undefined, header("${local.header}")).outcome).toBe("unknown");
});

test.each(["{", "[]", '{"name":"X-Origin","sha256":["a"]}', JSON.stringify({ name: "x-origin", sha256: [] })])(
  "a function that can't read %s denies every call",
  (text) => expect(sent("secret", header(text))).toMatchObject({ outcome: "refused", status: 403 }),
);

test("an access list that names the header is held to it", () => {
  const declared = accessListOf(stack(GIVEN));
  expect(declared.routes[0]?.allow).toMatchObject({ originHeader: "x-origin" });
  const effects = (given: object) => compareAccess(stack(given), declared).map(({ code, effect }) => [code, effect]);
  expect(effects(GIVEN)).toEqual([]);
  expect(effects(header("${local.header}"))).toEqual([]);
  expect(effects({})).toEqual(Array(2).fill(["access-authorizer", "Let in: calls that bypass the distribution."]));
});
