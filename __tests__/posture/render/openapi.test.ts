import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/project";
import { skippedUnless } from "../../support/skip";
import { posture } from "../cli/support";

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
}
interface Document {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

const API = { protocol_type: "HTTP", name: "notes" };
const AT = "${aws_apigatewayv2_api.api.id}";
const route = (route_key: string, more: object = {}): object => ({ api_id: AT, route_key, ...more });
const jwt = (more: object = {}): object => ({
  api_id: AT,
  name: "pool",
  authorizer_type: "JWT",
  identity_sources: ["$request.header.Authorization"],
  jwt_configuration: { issuer: "https://issuer.example.com/", audience: ["notes"] },
  ...more,
});

const documents: string[] = [];

/** The document of a synthesized stack with these resources beside its API, which a validator took. */
async function documentOf(resource: Readonly<Record<string, object>>, ...args: string[]): Promise<Document> {
  const files = { "cdk.tf.json": { resource: { aws_apigatewayv2_api: { api: API }, ...resource } } };
  const { code, out, err } = await posture(["show", "cdk.tf.json", "--format", "openapi", ...args], files);
  expect([code, err]).toEqual([0, ""]);
  documents.push(out);
  return JSON.parse(out) as Document;
}

test("routes, schemes and scopes of every kind of authorization", async () => {
  const by = (name: string, more: object = {}): object => ({
    authorization_type: name === "keys" ? "CUSTOM" : "JWT",
    authorizer_id: `\${aws_apigatewayv2_authorizer.${name}.id}`,
    ...more,
  });
  const document = await documentOf({
    aws_apigatewayv2_route: {
      open: route("GET /open"),
      signed: route("POST /signed", { authorization_type: "AWS_IAM" }),
      items: route("GET /items/{id}", by("pool", { authorization_scopes: ["read", "write"] })),
      other: route("PUT /items/{key}", by("pool")),
      keys: route("ANY /keys/{proxy+}", by("keys")),
      one: route("GET /keys/{id}"),
      key: route("GET /keys/{all+}", by("header")),
      rest: route("$default", by("pool")),
    },
    aws_apigatewayv2_authorizer: {
      pool: jwt(),
      header: jwt({ name: "header", identity_sources: ["$request.header.X-Token"] }),
      keys: {
        api_id: AT,
        name: "keys",
        authorizer_type: "REQUEST",
        identity_sources: ["$request.header.X-Key", "$request.querystring.tenant", "$context.routeKey"],
      },
    },
  });
  expect(document).toMatchSnapshot();
  const { paths, components } = document;
  const asked = (place: string, method: string) => paths[place]?.[method]?.security;
  expect(asked("/open", "get")).toEqual([]);
  expect(asked("/signed", "post")).toEqual([{ "aws-iam": [] }]);
  expect(asked("/items/{id}", "get")).toEqual([{ pool: ["read"] }, { pool: ["write"] }]);
  // One path for both names of its parameter.
  expect(paths["/items/{id}"]?.["put"]?.parameters).toEqual([expect.objectContaining({ name: "id" })]);
  expect(paths["/items/{key}"]).toBeUndefined();
  expect(asked("/keys/{all+}", "delete")).toEqual([{ keys: [], "keys-2": [] }]);
  expect(paths["/keys/{all+}"]?.["get"]).toMatchObject({ summary: "GET /keys/{all+}", security: [{ header: [] }] });
  expect(asked("/keys/{id}", "get")).toEqual([]);
  expect(paths["/{default+}"]?.["patch"]?.summary).toBe("$default");
  expect(components?.securitySchemes).toMatchObject({
    pool: { type: "openIdConnect", openIdConnectUrl: "https://issuer.example.com/.well-known/openid-configuration" },
    header: { type: "apiKey", in: "header", name: "X-Token" },
    keys: { type: "apiKey", in: "header", name: "X-Key" },
    "keys-2": { type: "apiKey", in: "query", name: "tenant" },
    "aws-iam": { "x-amazon-apigateway-authtype": "awsSigv4" },
  });
});

test("what isn't known asks for something, and says why", async () => {
  const document = await documentOf({
    aws_apigatewayv2_route: {
      a: route("GET /a", { authorization_type: "${var.kind}" }),
      b: route("GET /b", { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.later.id}" }),
      c: route("GET /c", { authorization_type: "JWT", authorizer_id: "${var.authorizer}" }),
      d: route("GET /d", {
        authorization_type: "JWT",
        authorizer_id: "${aws_apigatewayv2_authorizer.later.id}",
        authorization_scopes: "${var.scopes}",
      }),
    },
    aws_apigatewayv2_authorizer: {
      later: jwt({ name: "later", jwt_configuration: { issuer: "${var.issuer}", audience: ["notes"] } }),
    },
  });
  expect(document).toMatchSnapshot();
  const { paths, components } = document;
  expect(paths["/a"]?.["get"]?.security).toEqual([{ unknown: [] }]);
  expect(components?.securitySchemes["unknown"]?.["description"]).toContain("Not known from this input");
  const why = Object.values(paths).map((methods) => methods["get"]?.description);
  expect(new Set(why).size).toBe(4);
});

test("a domain is where it answers", async () => {
  const domain = { domain_name: "api.example.com", domain_name_configuration: {} };
  const mapping = {
    api_id: AT,
    domain_name: "${aws_apigatewayv2_domain_name.own.id}",
    stage: "$default",
    api_mapping_key: "v1",
  };
  const { servers } = await documentOf({
    aws_apigatewayv2_domain_name: { own: domain },
    aws_apigatewayv2_api_mapping: { own: mapping },
  });
  expect(servers).toEqual([{ url: "https://api.example.com/v1" }]);
});

test.each<[readonly string[], string]>([
  [["--format", "openapi"], "There are 2 HTTP APIs. Write --api with the address of one"],
  [["--format", "openapi", "--api", "none"], "There is no HTTP API none"],
  [["--api", "a"], "--api goes with --format openapi"],
])("%p is refused", async (args, text) => {
  const files = { "cdk.tf.json": { resource: { aws_apigatewayv2_api: { a: API, b: API } } } };
  const { code, err } = await posture(["show", "cdk.tf.json", ...args], files);
  expect([code > 0, err]).toEqual([true, expect.stringContaining(text)]);
});

test.each([
  [["ANY /{proxy+}"]],
  [["$default"]],
  [["ANY /", "GET /", "$default"]],
  [["GET /{a}", "POST /{b}", "GET /{a}/{rest+}", "GET /{x}/{y}"]],
  [["HEAD /x", "OPTIONS /x", "PATCH /x", "ANY /x", "GET /X"]],
  [["GET /a/{b.c}", "GET /a-b/{c-d}/e_f", "GET /a/{id}/{all+}"]],
  [["GET /a%20b", "GET /a~b", "GET /a+b", "GET /a$b", "GET /é", "GET /a/b/"]],
])("%j: each route is in the document, and each variable of a path is declared", async (keys) => {
  const routes = Object.fromEntries(keys.map((key, at) => [`r${String(at)}`, route(key)]));
  const { paths } = await documentOf({ aws_apigatewayv2_route: routes });
  const summaries = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ summary }) => summary));
  for (const key of keys) expect(summaries).toContain(key);
  for (const [place, methods] of Object.entries(paths))
    for (const [, name] of place.matchAll(/\{([^}]+)\}/g))
      for (const { parameters = [] } of Object.values(methods))
        expect(parameters.map((one) => one.name)).toContain(name);
});

/** The validator is an ECMAScript module, which Jest doesn't load. It throws for a document that isn't one of OpenAPI. */
const VALIDATE = `import parser from "@apidevtools/swagger-parser";
import { readFileSync } from "node:fs";
for (const document of JSON.parse(readFileSync(0, "utf8"))) await parser.validate(JSON.parse(document));`;

const validate = (given: readonly string[]): void => {
  const options = { input: JSON.stringify(given), cwd: ROOT, stdio: "pipe" } as const;
  execFileSync(process.execPath, ["--input-type=module", "-e", VALIDATE], options);
};

const installed = existsSync(join(ROOT, "node_modules", "@apidevtools", "swagger-parser"));
skippedUnless(
  installed,
  "@apidevtools/swagger-parser isn't installed: npm install --no-save @apidevtools/swagger-parser",
)("a validator takes the documents above, and refuses what is none", () => {
  expect(documents.length).toBeGreaterThan(2);
  validate(documents);
  expect(() => validate(['{"openapi":"3.1.1","paths":{}}'])).toThrow("info");
  return Promise.resolve();
});
