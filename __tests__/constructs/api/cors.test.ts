import { TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CorsPolicy, ORIGIN_PATTERNS, type CorsOptions } from "../../../constructs/api/cors";
import { expectRefusal } from "../../support/expect-error";
import { ROOT } from "../../support/project";
import { NO_ORIGINS, ORIGINS } from "../../support/origins";
import { testStack } from "../../support/synth";

const ORIGIN: CorsOptions = { allowOrigins: ["https://app.example.com"] };
const render = (options: CorsOptions = ORIGIN, methods: string[] = ["GET"]) => new CorsPolicy(options).render(methods);

test("by default the routes' methods, no cookies, and what a token needs", () => {
  expect(render(ORIGIN, ["POST", "GET", "GET"])).toEqual({
    allowOrigins: ["https://app.example.com"],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type"],
    exposeHeaders: undefined,
    allowCredentials: false,
    maxAge: 300,
  });
});

test.each<[Partial<CorsOptions>, object]>([
  [{ allowMethods: ["GET", "PUT"] }, { allowMethods: ["GET", "PUT"] }],
  [{ allowHeaders: ["x-request-id"] }, { allowHeaders: ["x-request-id"] }],
  [{ exposeHeaders: ["etag"] }, { exposeHeaders: ["etag"] }],
  [{ allowCredentials: true }, { allowCredentials: true }],
  [{ maxAgeSeconds: -1 }, { maxAge: -1 }],
  [{ maxAgeSeconds: 86_400 }, { maxAge: 86_400 }],
  [{ allowOrigins: ["*"] }, { allowOrigins: ["*"] }],
])("%j", (options, expected) => expect(render({ ...ORIGIN, ...options })).toMatchObject(expected));

test("ANY is every method", () => expect(render(ORIGIN, ["ANY", "GET"]).allowMethods).toEqual(["*"]));

test("with credentials every method has its name, since browsers then take * for one", () =>
  expect(render({ ...ORIGIN, allowCredentials: true }, ["ANY"]).allowMethods).toEqual([
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
  ]));

describe("origins", () => {
  test.each(ORIGINS)("%s", (origin) => expect(render({ allowOrigins: [origin] }).allowOrigins).toEqual([origin]));

  test.each(NO_ORIGINS)("not %j", (origin, hint) =>
    expectRefusal(() => render({ allowOrigins: [origin] }), "cors-origin", hint),
  );
});

test("whatever address is given, what is accepted is what a browser sends, and what is told instead is accepted", () => {
  const address = fc.oneof(
    fc.webUrl({ validSchemes: ["http", "https"], withFragments: true, withQueryParameters: true }),
    fc.tuple(fc.webUrl(), fc.integer({ min: 1, max: 70_000 })).map(([url, port]) => `${new URL(url).origin}:${port}`),
    fc.string().map((text) => `https://${text}`),
    fc
      .webAuthority({ withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true })
      .map((host) => `http://${host}`),
  );
  const outcome = (origin: string): string | undefined => {
    try {
      render({ allowOrigins: [origin] });
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(address, (given) => {
      const told = outcome(given);
      if (told === undefined && !given.includes("*")) expect(new URL(given).origin).toBe(given);
      const instead = told === undefined ? undefined : /Write "(.*)", which/.exec(told)?.[1];
      if (instead !== undefined) expect(outcome(instead)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("the HCL edition takes the same origins", () => {
  const written = readFileSync(join(ROOT, "module/modules/inputs/known.tf"), "utf8");
  const [, patterns = ""] = / origin = \{\n(.*?)\n {4}\}/s.exec(written) ?? [];
  const joined = patterns.replace(/join\("", (\[[^]*?),\n +\]\)/g, (_, parts: string) =>
    JSON.stringify((JSON.parse(`${parts}]`) as string[]).join("")),
  );
  const found = [...joined.matchAll(/^ +(\w+) += (".*")$/gm)].map(
    ([, name = "", text = ""]) =>
      [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), JSON.parse(text)] as const,
  );
  expect(Object.fromEntries(found)).toEqual(ORIGIN_PATTERNS);
});

test("what only Terraform knows passes", () => {
  const { stringValue, numberValue } = new TerraformVariable(testStack(), "given", {});
  expect(render({ allowOrigins: [stringValue], maxAgeSeconds: numberValue }).allowOrigins).toEqual([stringValue]);
});

test("every page with the user's session is refused", () => {
  expectRefusal(() => render({ allowOrigins: ["*"], allowCredentials: true }), "cors-credentials-wildcard");
  expectRefusal(() => render({ allowOrigins: ["https://*"], allowCredentials: true }), "cors-credentials-wildcard");
  expectRefusal(
    () => render({ allowOrigins: ["https://a.test", "*"], allowCredentials: true }),
    "cors-credentials-wildcard",
  );
});

test.each([-2, 86_401])("maxAgeSeconds %d is refused", (maxAgeSeconds) =>
  expectRefusal(() => render({ ...ORIGIN, maxAgeSeconds }), "cors-max-age", String(maxAgeSeconds)),
);
