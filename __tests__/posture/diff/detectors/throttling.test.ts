import { changesBetween } from "../../../../posture/diff/index";
import { readState, readSynth } from "../../../../posture/model/read";
import { type Body, type Side, eachPair } from "./each-pair";

const stage = (settings: Body): Side => ({
  resource: {
    aws_apigatewayv2_api: { api: { name: "orders", protocol_type: "HTTP" } },
    aws_apigatewayv2_stage: { live: { api_id: "${aws_apigatewayv2_api.api.id}", name: "live", ...settings } },
  },
});
const numbers = (rate: unknown, burst: unknown) => ({ throttling_rate_limit: rate, throttling_burst_limit: burst });
const LIMITS: Readonly<Record<string, Body>> = {
  "no requests": numbers(0, 0),
  "5 a second, 8 at once": numbers(5, 8),
  "9 a second, 8 at once": numbers(9, 8),
  "9 a second, 12 at once": numbers(9, 12),
  "5 a second, none at once": { throttling_rate_limit: 5 },
  "7 at once, none a second": { throttling_burst_limit: 7 },
  "a number a second that isn't known": numbers("${var.unset}", 8),
};
const each = (of: (limits: Body) => Side) =>
  Object.fromEntries(Object.entries(LIMITS).map(([name, limits]) => [name, of(limits)]));
const CODE = /^throttling-/;

test("a stage's own limit comes, goes, rises and falls", () => {
  const sides = {
    none: stage({}),
    ...each((limits) => stage({ default_route_settings: [limits] })),
    "not known": stage({ default_route_settings: "${var.unset}" }),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});

test("a route's own limit comes, goes, rises and falls", () => {
  const of = (route_key: string, limits: Body) => ({ route_key, ...limits });
  const sides = {
    none: stage({}),
    ...each((limits) => stage({ route_settings: [of("GET /a", limits)] })),
    "of another route": stage({ route_settings: [of("GET /b", numbers(5, 8))] }),
    "of two routes": stage({ route_settings: [of("GET /b", numbers(5, 8)), of("GET /a", numbers(5, 8))] }),
    "of a route that isn't known": stage({ route_settings: [of("${var.unset}", numbers(5, 8))] }),
    "not known": stage({ route_settings: "${var.unset}" }),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});

test("a route without a limit of its own has its stage's", () => {
  const limits = (ofStage: number | undefined, ofRoute?: number) =>
    stage({
      ...(ofStage !== undefined && { default_route_settings: [numbers(ofStage, 8)] }),
      ...(ofRoute !== undefined && { route_settings: [{ route_key: "GET /a", ...numbers(ofRoute, 8) }] }),
    });
  const sides = {
    "the stage's": limits(10),
    "a higher one": limits(10, 20),
    "a lower one": limits(10, 5),
    "the same": limits(10, 10),
    "one, and none of the stage": limits(undefined, 5),
    "one, and one of the stage that isn't known": stage({
      default_route_settings: "${var.unset}",
      route_settings: [{ route_key: "GET /a", ...numbers(5, 8) }],
    }),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});

test("zeros of a state are a limit or none; a 0 beside a number is a limit", () => {
  const state = (limits: Body) =>
    readState({
      format_version: "1.0",
      terraform_version: "1.9.0",
      values: {
        root_module: {
          resources: [
            {
              address: "aws_apigatewayv2_stage.live",
              mode: "managed",
              type: "aws_apigatewayv2_stage",
              name: "live",
              provider_name: "registry.terraform.io/hashicorp/aws",
              values: { name: "live", default_route_settings: [limits] },
            },
          ],
        },
      },
    });
  const written = (settings: Body) =>
    readSynth({ resource: { aws_apigatewayv2_stage: { live: { name: "live", ...settings } } } });
  const said = [numbers(0, 0), numbers(5, 0), numbers(5, 8)].map((stored) =>
    [
      {},
      ...[numbers(0, 0), { throttling_rate_limit: 5 }, numbers(5, 8), numbers(9, 8)].map((one) => ({
        default_route_settings: [one],
      })),
    ].map((settings) => {
      const [was, is] = [state(stored), written(settings)];
      const told = (changes: ReturnType<typeof changesBetween>) =>
        changes
          .filter(({ code }) => CODE.test(code))
          .map(({ kind, summary, before, after }) => `${kind}: ${summary} [${before} | ${after}]`);
      return { stored, settings, forth: told(changesBetween(was, is)), back: told(changesBetween(is, was)) };
    }),
  );
  expect(said).toMatchSnapshot();
});
