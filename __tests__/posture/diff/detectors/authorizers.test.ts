import { changesBetween } from "../../../../posture/diff";
import { readPlan, readSynth } from "../../../../posture/model/read";
import type { Model } from "../../../../posture/model/index";

const stack = (issuer: string) =>
  readSynth({
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: {
      aws_cognito_user_pool: { people: { name: "people" } },
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        jwt: {
          ...{ api_id: "${aws_apigatewayv2_api.api.id}", name: "jwt", authorizer_type: "JWT" },
          identity_sources: ["$request.header.Authorization"],
          jwt_configuration: [{ issuer, audience: ["a"] }],
        },
      },
    },
  });
const said = (was: string, is: string) =>
  changesBetween(stack(was), stack(is)).map(({ kind, code, after }) => [kind, code, after]);
const at = (region: string) => `https://cognito-idp.${region}.amazonaws.com/\${aws_cognito_user_pool.people.id}`;
const ENDPOINT = "https://${aws_cognito_user_pool.people.endpoint}";

test("an issuer that names the pool at another region's host is another issuer, another spelling isn't", () => {
  const moved = ["breaking", "authorizer-issuer-changed", "cognito-idp.us-east-1.amazonaws.com"];
  expect(said(at("eu-west-1"), at("us-east-1"))).toEqual([moved]);
  expect(said(ENDPOINT, at("us-east-1"))).toEqual([moved]);
  expect(said(ENDPOINT, at("eu-west-1"))).toEqual([]);
});

describe("an audience that is known after apply, of which a plan of HCL shows what it refers to", () => {
  const web = {
    address: "aws_cognito_user_pool_client.web",
    mode: "managed",
    type: "aws_cognito_user_pool_client",
    name: "web",
  };
  const jobs = { ...web, address: "aws_cognito_user_pool_client.jobs", name: "jobs" };
  const jwt = {
    address: "aws_apigatewayv2_authorizer.jwt",
    mode: "managed",
    type: "aws_apigatewayv2_authorizer",
    name: "jwt",
  };
  const api = {
    ...{ address: "aws_apigatewayv2_api.api", mode: "managed", type: "aws_apigatewayv2_api", name: "api" },
    values: { id: "i1", name: "api", protocol_type: "HTTP" },
  };
  const route = {
    ...{ address: "aws_apigatewayv2_route.get", mode: "managed", type: "aws_apigatewayv2_route", name: "get" },
    values: {
      ...{ id: "r1", api_id: "i1", route_key: "GET /", authorization_type: "JWT", authorizer_id: "a1" },
      target: "integrations/n1",
    },
  };
  const unchanged = ({ values, ...rest }: { readonly values: object }) => ({
    ...rest,
    change: { actions: ["no-op"], before: values, after: values, after_unknown: {} },
  });
  const issuer = "https://id.example.com";
  const values = (audience: readonly string[]) => ({
    ...{
      id: "a1",
      api_id: "i1",
      name: "jwt",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
    },
    jwt_configuration: [{ issuer, audience }],
  });
  /** A plan that adds a client to what is deployed. */
  const plan = (deployed: readonly string[], references: readonly string[], variables = {}) => {
    const { jwt_configuration: _, ...rest } = values([]);
    const unsaid = { ...rest, jwt_configuration: [{ issuer }] };
    const had = { name: "web", id: "web-id", generate_secret: false };
    return readPlan({
      format_version: "1.2",
      variables,
      planned_values: {
        root_module: {
          resources: [
            api,
            route,
            { ...web, values: had },
            { ...jobs, values: { name: "jobs" } },
            { ...jwt, values: unsaid },
          ],
        },
      },
      prior_state: {
        format_version: "1.0",
        values: {
          root_module: {
            resources: [api, route, { ...web, values: had }, { ...jwt, values: values(deployed) }],
          },
        },
      },
      resource_changes: [
        unchanged(api),
        unchanged(route),
        { ...web, change: { actions: ["no-op"], before: had, after: had, after_unknown: {} } },
        {
          ...jobs,
          change: { actions: ["create"], before: null, after: { name: "jobs" }, after_unknown: { id: true } },
        },
        {
          ...jwt,
          change: {
            actions: ["update"],
            before: values(deployed),
            after: unsaid,
            after_unknown: { jwt_configuration: [{ audience: true }] },
          },
        },
      ],
      configuration: {
        root_module: {
          variables: { others: {} },
          resources: [
            { ...web, expressions: { name: { constant_value: "web" } } },
            { ...jobs, expressions: { name: { constant_value: "jobs" } } },
            {
              ...jwt,
              expressions: { jwt_configuration: [{ issuer: { constant_value: issuer }, audience: { references } }] },
            },
          ],
        },
      },
    });
  };
  const both = [`${web.address}.id`, web.address, `${jobs.address}.id`, jobs.address];
  const lines = ({ before, after }: { readonly before: Model; readonly after: Model }) =>
    changesBetween(before, after)
      .filter(({ address }) => address === jwt.address)
      .map(({ kind, code }) => `${kind} ${code}`);
  const added = "broadened authorizer-audience-added";
  const open = "unknown authorizer-unknown";

  test("may hold other ids too: none is told as gone, and whether one came is unknown", () => {
    const found = plan(["web-id", "partner"], both);
    expect(lines(found)).toEqual([added, open]);
    expect(changesBetween(found.before, found.after).find(({ code }) => code === "authorizer-unknown")?.summary).toBe(
      "Whether the authorizer jwt accepts tokens of other clients than jobs, web is unknown: the plan shows what the expression of its audience refers to, not what else is written there.",
    );
    expect(lines(plan(["web-id"], both))).toEqual([added, open]);
  });

  test("what it held is told whole beside what came, and no decision calls an id gone that may still be there", () => {
    const { before, after } = plan(["web-id", "partner"], both);
    const changes = changesBetween(before, after);
    expect(changes.find(({ code }) => code === "authorizer-audience-added")?.before).toBe("partner, web");
    expect(changes.map(({ code }) => code).filter((code) => code.startsWith("route-access"))).toEqual([]);
  });

  test("no longer refers to a client that it held: that one is gone", () => {
    expect(lines(plan(["web-id"], [`${jobs.address}.id`, jobs.address]))).toEqual([
      added,
      open,
      "narrowed authorizer-audience-removed",
    ]);
  });

  test("is the same in two plans that refer to the same and have the same inputs, else unknown", () => {
    const others = (...ids: readonly string[]) =>
      plan(["web-id"], [...both, "var.others"], { others: { value: ids } }).after;
    const between = (before: Model, after: Model) => lines({ before, after });
    expect(between(others("a"), others("a"))).toEqual([]);
    expect(between(others("a"), others("b"))).toEqual([open]);
  });

  test("held something else before, where only the plan before doesn't show it", () => {
    const { after } = plan(["web-id"], both);
    const { before: deployed } = plan(["web-id", "partner"], both);
    const [finding] = changesBetween(after, deployed).filter(({ code }) => code === "authorizer-unknown");
    expect(finding?.summary).toMatch(
      /^Whether the authorizer jwt has accepted tokens of other clients than jobs, web /,
    );
  });
});
