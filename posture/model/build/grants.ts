import { listing, unknown } from "../index";
import type { Api, Attributes, InvokeGrant, Listing, Reference, Resource, Value } from "../index";
import type { ResourceIndex } from "../../terraform/resource-index";
import { entityOf, or } from "./common";
import { mentioned } from "./registry";
import type { Registry } from "./registry";

/** Resources that hold an IAM policy as JSON text in `policy`, and the attribute that names who it belongs to. */
const HOLDERS: Readonly<Record<string, string | undefined>> = {
  aws_iam_role_policy: "role",
  aws_iam_user_policy: "user",
  aws_iam_group_policy: "group",
  aws_iam_policy: undefined,
};

/** Statements that let (or forbid) someone call AWS_IAM routes. Deny statements are kept: they narrow the others. */
export function buildGrants(index: ResourceIndex, apis: Registry<Api>): InvokeGrant[] {
  return Object.entries(HOLDERS).flatMap(([type, attribute]) =>
    index.ofType(type).flatMap((resource) => {
      const holder: InvokeGrant["holder"] = attribute
        ? resource.attributes.text(attribute)
        : { known: true, value: undefined };
      return statementsOf(index, resource, apis).map((s) => ({ ...entityOf(resource), ...s, holder }));
    }),
  );
}

type Statement = Pick<InvokeGrant, "effect" | "actions" | "resources" | "apis">;

function statementsOf(index: ResourceIndex, resource: Resource, apis: Registry<Api>): Statement[] {
  const policy = resource.attributes.text("policy");
  if (policy.known) return policy.value === undefined ? [] : fromText(policy.value, apis);
  const references = resource.attributes.references("policy");
  const documents = references.flatMap((r) => index.targets(r)).filter((r) => r.type === "aws_iam_policy_document");
  if (documents.length > 0) return documents.flatMap((d) => fromDocument(index, d, apis));
  // The text isn't known, but a policy that names an API most likely grants calls to it.
  const found = mentioned(index, apis, references);
  if (found.length === 0) return [];
  const missing = listing<string>([], [policy.why]);
  return [{ effect: unknown(policy.why), actions: missing, resources: missing, apis: listing(found) }];
}

/** `execute-api:Invoke`, `execute-api:*`, `*`. */
function reachesRoutes(action: string): boolean {
  return action === "*" || /^execute-api:/i.test(action);
}

interface PolicyStatement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
}

function fromText(text: string, apis: Registry<Api>): Statement[] {
  let policy: { Statement?: PolicyStatement | readonly PolicyStatement[] };
  try {
    policy = JSON.parse(text) as typeof policy;
  } catch {
    return [];
  }
  return list<PolicyStatement>(policy.Statement).flatMap((statement): Statement[] => {
    const actions = list(statement.Action).map(String);
    if (statement.NotAction === undefined && !actions.some(reachesRoutes)) return [];
    const resources = list(statement.Resource).map(String);
    const named = resources.flatMap((r) => apis.named(/:execute-api:[^:]*:[^:]*:(\w+)/.exec(r)?.[1] ?? ""));
    return [
      {
        effect: { known: true, value: String(statement.Effect) },
        actions: statement.NotAction === undefined ? listing(actions) : listing([], ["the statement uses NotAction"]),
        resources: listing(resources),
        apis: listing(named),
      },
    ];
  });
}

function fromDocument(index: ResourceIndex, document: Resource, apis: Registry<Api>): Statement[] {
  return document.attributes.blocks("statement").items.flatMap((statement: Attributes): Statement[] => {
    const actions = statement.texts("actions");
    if (!actions.items.some(reachesRoutes) && actions.missing.length === 0) return [];
    const references: readonly Reference[] = statement.references("resources");
    const found = mentioned(index, apis, references);
    if (!actions.items.some(reachesRoutes) && found.length === 0) return [];
    const effect: Value<string> = or(statement.text("effect"), "Allow");
    const resources: Listing<string> = statement.texts("resources");
    return [{ effect, actions, resources, apis: listing(found) }];
  });
}

function list<T>(value: unknown): readonly T[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as T[]) : [value as T];
}
