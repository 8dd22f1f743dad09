import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformResource } from "cdktf";
import {
  acknowledge,
  ApiStack,
  MachineClient,
  overrideArguments,
  ScopeCatalogue,
  SecuredApi,
  WebClient,
} from "../../constructs";
import { addressOf } from "../../constructs/stack/addresses";
import type { ExtraConstruct, Description } from "./description";
import { isObject, type JsonObject } from "../json";

/** Arguments by address, in place of what the constructs emit. */
export type Overrides = Readonly<Record<string, JsonObject>>;

/** Codes of findings that are accepted, by the id of the construct directly below the stack. */
export type Accepted = ReadonlyMap<string, readonly string[]>;

export interface Emitted {
  readonly address: string;
  readonly type: string;
  /** The construct's path below the stack. */
  readonly path: string;
  readonly arguments: JsonObject;
}

export const STACK = "api";

/** Why a finding is accepted that nobody has looked at. */
export const ACCEPTED = "as it was when it was taken over";

/**
 * The stack that the written `main.ts` makes, in this process.
 * @throws ConfigurationError for what the constructs refuse
 */
export function synthesize(
  descriptions: readonly Description[],
  overrides: Overrides,
  accepted: Accepted,
): { readonly emitted: readonly Emitted[]; readonly errors: readonly string[] } {
  const stack = new ApiStack(new App({ skipValidation: true }), STACK);
  new AwsProvider(stack, "aws", {});
  for (const description of descriptions) construct(stack, description);
  overrideArguments(stack, overrides);
  for (const [id, codes] of accepted)
    for (const code of codes) acknowledge(stack.node.findChild(id), { code, reason: ACCEPTED });
  const { emitted, errors } = stack.evaluate();
  const all = isObject(emitted["resource"]) ? emitted["resource"] : {};
  const resources = stack.node.findAll().flatMap((node): Emitted[] => {
    if (!TerraformResource.isTerraformResource(node)) return [];
    const address = addressOf(node) ?? "";
    const [type = "", name = ""] = address.split(".");
    const named = all[type];
    const values = isObject(named) ? named[name] : undefined;
    return [{ address, type, path: node.node.path.slice(STACK.length + 1), arguments: isObject(values) ? values : {} }];
  });
  return { emitted: resources, errors };
}

type Props = ConstructorParameters<typeof SecuredApi<string, string>>[2];

function construct(stack: ApiStack, { id, props, beside }: Description): void {
  const api = new SecuredApi<string, string>(stack, id, props as unknown as Props);
  for (const one of beside) constructBeside(stack, one, api);
}

function constructBeside(
  stack: ApiStack,
  { construct: kind, id, props }: ExtraConstruct,
  api: SecuredApi<string, string>,
): void {
  const { pool, scopes: catalogue } = api.identity;
  const all = { ...props, pool, ...(kind !== "ScopeCatalogue" && { catalogue }) } as unknown;
  if (kind === "ScopeCatalogue") new ScopeCatalogue(stack, id, all as ConstructorParameters<typeof ScopeCatalogue>[2]);
  else if (kind === "MachineClient")
    new MachineClient(stack, id, all as ConstructorParameters<typeof MachineClient>[2]);
  else new WebClient(stack, id, all as ConstructorParameters<typeof WebClient>[2]);
}
