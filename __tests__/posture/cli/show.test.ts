import { join } from "node:path";
import { ROOT } from "../../support/project";
import { goodStack, over } from "../rules/support";
import { posture } from "./support";

describe("posture show", () => {
  test("prints who may call which route, through which clients, flows and lifetimes", async () => {
    const { code, out } = await posture(["show", "one-by-one/plan.json"]);
    expect(code).toBe(0);
    expect(out).toMatch(/POST \S+ +public: no authorization/);
    expect(out).toMatch(/holders of notes\/read from pool users/);
    expect(out).toContain("(code; may ask for notes/read; access 30 min, ID 1 h, refresh 30 d)");
    expect(out).toMatch(/3 routes, 1 open to everybody/);
  });

  test("knows every sort of caller", async () => {
    const { out } = await posture(["show", "changes/api/plan.json", "--format", "json"]);
    const { routes } = JSON.parse(out) as { routes: { route: string; caller: { kind: string } }[] };
    const kinds = Object.fromEntries(routes.map(({ route, caller }) => [route, caller.kind]));
    expect(kinds).toMatchObject({
      "GET /open": "everybody",
      "GET /orders": "scopes",
      "GET /status": "token",
      "GET /guarded": "lambda",
      "PUT /adrift": "nobody",
    });
    const before = JSON.parse(
      (await posture(["show", "changes/api/plan.json", "--before", "--format", "json"])).out,
    ) as typeof routes extends never ? never : { routes: typeof routes };
    expect(before.routes.find((r) => r.route === "POST /internal")?.caller).toEqual({
      kind: "principals",
      holders: ["aws_iam_role.caller"],
    });
  });

  test("says what it can't know", async () => {
    const { out } = await posture(["show", "counted/plan.json"]);
    expect(out).toMatch(
      /not known yet: a token( with \S+)? is required, and its authorizer isn't known \(.*local\.authorizer/,
    );
    const api = { protocol_type: "HTTP", body: "openapi: [3.0.1" };
    const described = { resource: { aws_apigatewayv2_api: { a: api } } };
    const { out: yaml } = await posture(["show", "x"], { x: JSON.stringify(described) });
    expect(yaml).toMatch(/routes of the OpenAPI body +not known yet: the OpenAPI body is neither JSON nor YAML/);
    expect(yaml).toContain("1 entry point, 0 open to everybody, 1 not known yet.");
  });

  test("prints markdown that names can't break", async () => {
    const evil = { resource: { aws_apigatewayv2_route: { r: { route_key: "GET /a|b<script>`", api_id: "a" } } } };
    const { out } = await posture(["show", "x", "--format", "markdown"], { x: JSON.stringify(evil) });
    expect(out).toContain("| ``` GET /a\\|b<script>` ```".replace("```", "``").replace("```", "``"));
    expect(out).toContain("public: no authorization");
  });

  test("tells only the tokens that a client's flows give", async () => {
    const shown = async (flows: readonly string[], more: Record<string, unknown> = {}) => {
      const lifetimes = { access_token_validity: 1, id_token_validity: 1, refresh_token_validity: 30 };
      const client = { allowed_oauth_flows: flows, ...lifetimes, ...more };
      return (await posture(["show", "x"], { x: goodStack(over("aws_cognito_user_pool_client", "web", client)) })).out;
    };
    const machine = await shown(["client_credentials"]);
    expect(machine).toMatch(/web \(client_credentials; access 1 h\)/);
    expect(machine).not.toMatch(/refresh|ID 1 h/);
    expect(await shown(["implicit"])).toMatch(/web \(implicit; access 1 h, ID 1 h\)/);
    expect(await shown(["client_credentials"], { explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] })).toMatch(
      /access 1 h, ID 1 h, refresh 30 d/,
    );
  });

  test("keeps two APIs of one name apart", async () => {
    const api = (name: string) => ({
      aws_apigatewayv2_api: { [name]: { name: "orders", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: { [name]: { api_id: `\${aws_apigatewayv2_api.${name}.id}`, route_key: `GET /${name}` } },
    });
    const [a, b] = [api("first"), api("second")];
    const resource = {
      aws_apigatewayv2_api: { ...a.aws_apigatewayv2_api, ...b.aws_apigatewayv2_api },
      aws_apigatewayv2_route: { ...a.aws_apigatewayv2_route, ...b.aws_apigatewayv2_route },
    };
    for (const args of [
      ["show", "x"],
      ["show", "x", "--from", "nobody"],
    ])
      for (const format of ["text", "markdown"]) {
        const { out } = await posture([...args, "--format", format], { x: { resource } });
        for (const name of ["first", "second"])
          expect(out.replaceAll("\\", "")).toContain(`API orders (aws_apigatewayv2_api.${name})`);
      }
    const { out } = await posture(["show", "x"], { x: { resource: a } });
    expect(out).toContain("API orders\n");
  });

  test("says that no client may ask for a scope only where that is known", async () => {
    const none = over("aws_cognito_user_pool_client", "web", { allowed_oauth_scopes: ["openid"] });
    const shown = async (change: Parameters<typeof goodStack>[0]) =>
      (await posture(["show", "x"], { x: { ...goodStack(change), variable: { given: {} } } })).out;
    const NONE = "no client in its audience may ask for such a scope";
    expect(await shown(none)).toContain(NONE);
    const authorizer = goodStack().resource["aws_apigatewayv2_authorizer"]?.["jwt"];
    for (const audience of [["${var.given}"], ["abc123"], "${var.given}"]) {
      const jwt = { ...authorizer, jwt_configuration: { issuer: "https://issuer.example", audience } };
      const out = await shown({ ...none, aws_apigatewayv2_authorizer: { jwt } });
      expect(out).not.toContain(NONE);
      expect(out).toContain("which client may ask for such a scope isn't known");
    }
    const unknown = over("aws_cognito_user_pool_client", "web", { allowed_oauth_scopes: ["${var.given}"] });
    expect(await shown(unknown)).not.toContain(NONE);
  });

  test("shows what leads to one function, or what nobody has to sign in for", async () => {
    const goat = join(ROOT, "examples", "authgoat", "vulnerable");
    const edge = await posture(["show", goat, "--function", "authgoat-edge"]);
    expect(edge.out).toContain("aws_cloudfront_distribution.edge#origin-url");
    expect(edge.out).not.toContain("aws_lambda_function_url.orders");
    const wrong = await posture(["show", goat, "--function", "authgoat-egde"]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("Is authgoat-edge meant?") as string]);
    const unsure = await posture(["show", "every-entry-point-in-modules/plan.json", "--function", "orders-prod"]);
    expect(unsure.out).toContain("module.edge.aws_cloudfront_distribution.this#origin-url -> not known yet");
    const nobody = await posture(["show", goat, "--from", "nobody", "--format", "json"]);
    const { entryPoints } = JSON.parse(nobody.out) as { entryPoints: { id: string; open: unknown }[] };
    expect(entryPoints.every(({ open }) => open === true)).toBe(true);
    expect(entryPoints).toHaveLength(23);
    const page = await posture(["show", goat, "--format", "html"]);
    expect(page.out).toContain("23 open to everybody");
    expect(page.out).not.toMatch(/<script|src=|href=/);
  });

  test.each([
    ["no file", ["show"], "Which file?"],
    ["a state's past", ["show", "update/state.json", "--before"], "--before is for plans"],
    ["an unknown format", ["show", "a", "--format", "sarif"], "text, markdown, json"],
  ])("exits 1 and says why for %s", async (_, args, message) => {
    const { code, err } = await posture(args);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});
