import { SecuredApi, type SecuredApiProps } from "../../../constructs";
import type { ClosedAccess } from "../../../constructs";
import { synth, testStack } from "../../support/synth";
import type { Terraform } from "../../support/terraform-json";

type Scope = "read" | "write";
type Name = "hello" | "items";

/** What every API of these tests has besides the ways in. */
export const COMMON = {
  project: "notes",
  domain: "example.com",
  groups: { admin: { description: "Administrators", precedence: 1 } },
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read", "write"] } },
  functions: { hello: "functions/hello", items: "functions/items" },
  packaging: "prebuilt",
} as const;

type Rest<
  Jwt extends string,
  Lambda extends string,
  Default extends ClosedAccess<Scope, Jwt, Lambda> | undefined,
> = Omit<SecuredApiProps<Scope, Name, Jwt, Lambda, Default>, keyof typeof COMMON>;

/** Emits an API with these ways in; `after` may add to it before it is emitted. */
export function api<
  Jwt extends string = never,
  Lambda extends string = never,
  Default extends ClosedAccess<Scope, Jwt, Lambda> | undefined = undefined,
>(rest: Rest<Jwt, Lambda, Default>, after?: (made: SecuredApi<Scope, Name, Jwt, Lambda, Default>) => void): Terraform {
  const stack = testStack();
  const props = { ...COMMON, ...rest } as SecuredApiProps<Scope, Name, Jwt, Lambda, Default>;
  const made = new SecuredApi<Scope, Name, Jwt, Lambda, Default>(stack, "Default", props);
  after?.(made);
  return synth(stack);
}
