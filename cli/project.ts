import { ignored, SETTINGS, type PackageManager } from "./package-manager";

/** The files of a new project, by their places. */
export function projectFiles({
  name,
  version,
  manager = "npm",
}: {
  readonly name: string;
  readonly version: string;
  readonly manager?: PackageManager;
}): Record<string, string> {
  return {
    "main.ts": MAIN,
    "cdktf.json": cdktfJson(name, {
      project: name,
      domain: "example.com",
      region: "eu-central-1",
      packaging: "prebuilt",
    }),
    "package.json": json({
      name,
      private: true,
      scripts: {
        synth: "tsx main.ts",
        test: "node --import tsx --test test/api.test.ts",
        check: "posture check cdktf.out/stacks/api/cdk.tf.json",
      },
      ...dependencies(version),
    }),
    "tsconfig.json": tsconfig(["main.ts", "functions", "test"]),
    "functions/items/index.ts": FUNCTION,
    "test/api.test.ts": TEST,
    ".gitignore": ignored(manager),
    "README.md": readme(name, manager),
    ...SETTINGS[manager],
  };
}

/** The files around a `main.ts` that has everything in it. */
export function filesAround(name: string, version: string, manager: PackageManager): Record<string, string> {
  return {
    "cdktf.json": cdktfJson(name, {}),
    "package.json": json({
      name,
      private: true,
      scripts: { synth: "tsx main.ts", check: "posture check cdktf.out/stacks/api/cdk.tf.json" },
      ...dependencies(version),
    }),
    "tsconfig.json": tsconfig(["main.ts"]),
    ".gitignore": ignored(manager),
    ...SETTINGS[manager],
  };
}

function cdktfJson(projectId: string, context: object): string {
  return json({ language: "typescript", app: "npx tsx main.ts", projectId, sendCrashReports: "false", context });
}

function dependencies(version: string): object {
  return {
    dependencies: {
      "@cdktf/provider-archive": "^11.0.1",
      "@cdktf/provider-aws": "^21.22.1",
      cdktf: "^0.21.0",
      "cognito-http-api": `^${version}`,
      constructs: "^10.4.2",
    },
    // Named here too: pnpm and Yarn link no commands of what others depend on.
    devDependencies: {
      "@types/node": "^22.0.0",
      "aws-api-posture": `^${version}`,
      tsx: "^4.20.0",
      typescript: "^5.9.0",
    },
  };
}

function tsconfig(include: readonly string[]): string {
  const compilerOptions = {
    target: "ES2022",
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  return json({ compilerOptions, include });
}

const MAIN = `import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "cognito-http-api";

const app = new App();
const { region, backend: _, ...common } = readSettings(app, process.env);
const stack = new ApiStack(app, "api");
new AwsProvider(stack, "aws", { region });

new SecuredApi(stack, "Default", {
  project: common.project,
  domain: common.domain,
  tags: common.tags,
  packaging: common.packaging,
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: common.callbackUrls, logoutUrls: common.logoutUrls, scopes: ["read", "write"] } },
  machineClients: { importer: { scopes: ["write"] } },
  functions: { items: "functions/items" },
  routes: {
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});
app.synth();
`;

const FUNCTION = `interface Call {
  readonly routeKey: string;
  readonly requestContext: { readonly authorizer?: { readonly jwt?: { readonly claims: Readonly<Record<string, string>> } } };
}

/** API Gateway checked the token; its claims say who calls. */
export const handler = async ({ routeKey, requestContext }: Call): Promise<object> => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ routeKey, caller: requestContext.authorizer?.jwt?.claims["sub"] }),
});
`;

const TEST = `import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

interface Stack {
  readonly resource: { readonly aws_apigatewayv2_route: Record<string, { route_key: string; authorization_type: string; authorization_scopes?: string[] }> };
}

let stack: Stack;
before(() => {
  // Synth runs the rules: an open route, or a scope that nobody can obtain, would end it here.
  execFileSync(process.execPath, ["--import", "tsx", "main.ts"], { stdio: "inherit" });
  stack = JSON.parse(readFileSync("cdktf.out/stacks/api/cdk.tf.json", "utf8")) as Stack;
});

test("every route asks for a token with its scope", () => {
  for (const { route_key, authorization_type, authorization_scopes } of Object.values(stack.resource.aws_apigatewayv2_route)) {
    assert.equal(authorization_type, "JWT", route_key);
    assert.equal(authorization_scopes?.length, 1, route_key);
  }
});
`;

function readme(name: string, manager: PackageManager): string {
  const commands = [
    [`${manager} install`],
    [`${manager} test`, "synthesizes, and looks at who may call what"],
    [`${manager} run synth`, "writes cdktf.out/stacks/api"],
    [`${manager} run check`, "the rules over what was written"],
    ["npx cdktf-cli deploy", "or: cd cdktf.out/stacks/api && terraform init && terraform apply"],
  ].map(([command = "", comment]) => `    ${comment === undefined ? command : `${command.padEnd(20)} # ${comment}`}`);
  return `# ${name}

${commands.join("\n")}

Settings are in \`cdktf.json\` under \`context\`; \`PROJECT\`, \`DOMAIN\` and others of the environment take precedence.
`;
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
