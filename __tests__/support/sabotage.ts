import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformResource } from "cdktf";
import { SecuredApi } from "../../constructs";
import { addressOf } from "../../constructs/stack/addresses";
import type { ApiStack } from "../../constructs/stack/stack";
import { synth, testStack } from "./synth";

/** A stack with something of each kind, and what synth says once it was changed in some other way than by its props. */
export function declare(stack: ApiStack) {
  const role = new IamRole(stack, "caller", {
    name: "caller",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  const api = new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access", write: "Write access" },
    pool: {
      customAttributes: Object.fromEntries(
        ["org_id", "org_tier", "feature_flags"].map((name) => [name, { type: "String" }]),
      ),
    },
    groups: { admin: { description: "Administrators", precedence: 1 } },
    webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
    machineClients: { machine: { scopes: ["read", "write"] } },
    tokenTrigger: {},
    lambdaAuthorizers: { staff: {} },
    functions: { hello: "functions/hello", items: "functions/items" },
    packaging: "prebuilt",
    routes: {
      "GET /hello": { public: "a greeting", target: "hello" },
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /me": { authenticated: "shows the caller's own claims", target: "hello" },
      "GET /staff": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
      "GET /signed": { iam: true, target: "items" },
      "GET /backend": { scopes: ["write"], target: { url: "https://backend.example.com/v1", name: "backend" } },
    },
  });
  api.grantInvoke(role, ["GET /signed"]);
  return { api, role };
}

export type Declared = ReturnType<typeof declare>;

/** The resource of the stack at an address. */
export function at(stack: ApiStack, address: string): TerraformResource {
  const found = stack.node
    .findAll()
    .find((node) => "terraformResourceType" in node && addressOf(node as TerraformResource) === address);
  if (found === undefined) throw new RangeError(`There is no ${address}.`);
  return found as TerraformResource;
}

export function problem(change: (stack: ApiStack, declared: Declared) => void): string {
  const stack = testStack();
  change(stack, declare(stack));
  try {
    synth(stack);
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing";
}

export const override = (address: string, path: string, value: unknown) => (stack: ApiStack) =>
  at(stack, address).addOverride(path, value);

/** An override merges lists; setting the property replaces them. */
export const set =
  <R extends TerraformResource>(address: string, change: (resource: R) => unknown) =>
  (stack: ApiStack) =>
    change(at(stack, address) as R);
