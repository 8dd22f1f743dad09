import { TerraformOutput, Testing } from "cdktf";
import type { ApiStack, ConfigurationError } from "../../../constructs";
import { acknowledge } from "../../../constructs/stack/rule-report";
import { Identity } from "../../../constructs/identity/identity";
import type { IdentityProps } from "../../../constructs/identity/identity-props";
import { testStack } from "../../support/synth";

export type Values = Readonly<Record<string, unknown>>;

/** What is emitted: `resource(TYPE)` gives its resources by name. */
export interface Emitted {
  readonly json: string;
  readonly providers: Readonly<Record<string, { readonly version: string }>>;
  resource(type: string): Readonly<Record<string, Values>>;
  data(type: string): Readonly<Record<string, Values>>;
  output(name: string): unknown;
}

interface Document {
  readonly terraform: { readonly required_providers: Emitted["providers"] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Synthesizes a stack, its validations included. */
export function emit(build: (stack: ApiStack) => void): Emitted {
  const stack = testStack();
  build(stack);
  const json = Testing.synth(stack, true);
  const document = JSON.parse(json) as Document;
  return {
    json,
    providers: document.terraform.required_providers,
    resource: (type) => document.resource?.[type] ?? {},
    data: (type) => document.data?.[type] ?? {},
    output: (name) => document.output?.[name]?.value,
  };
}

const BASE = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
} satisfies IdentityProps<"read" | "write">;

export type Ways = Partial<IdentityProps<"read" | "write">>;

/** The identity side with a web client, and what the test adds. */
export function identity(ways: Ways | ((stack: ApiStack) => Ways) = {}): Emitted & { readonly clientIds: string[] } {
  const emitted = emit((stack) => {
    const props = { ...BASE, ...(typeof ways === "function" ? ways(stack) : ways) };
    const made = new Identity(stack, "Default", props);
    if (props.signInDomain === false && props.pool !== false && Object.keys(props.webClients).length > 0)
      acknowledge(stack, { code: "sign-in-domain-missing", reason: "the domain is made elsewhere" });
    new TerraformOutput(stack, "client_ids", { value: made.clientIds });
  });
  return { ...emitted, clientIds: emitted.output("client_ids") as string[] };
}

/** The error that these ways are refused with. Its whole message stands in the test's snapshot, where sentences are read. */
export function refusal(ways: Ways | ((stack: ApiStack) => Ways)): ConfigurationError {
  try {
    identity(ways);
  } catch (error) {
    if (!(error instanceof Error && error.name === "ConfigurationError")) throw error;
    expect(error.message).toMatchSnapshot();
    return error as ConfigurationError;
  }
  throw new Error("nothing was refused");
}

export const only = (resources: Readonly<Record<string, Values>>): Values => {
  const [first, ...rest] = Object.values(resources);
  if (first === undefined || rest.length > 0) throw new Error(`${Object.keys(resources).length} resources, not one`);
  return first;
};
