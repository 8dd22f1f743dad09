import { isDeepStrictEqual } from "node:util";
import { groupBy } from "../../posture/group-by";
import { providersOf, resourcesOf } from "./emitted";

interface Scope {
  /** The argument that names it in AWS. */
  readonly argument: string;
  /** Where the name has to be unique. */
  readonly within: "account" | "region";
}

/** Names that exist once: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and each service's API reference. */
const UNIQUE: Readonly<Record<string, Scope>> = {
  aws_cloudwatch_dashboard: { argument: "dashboard_name", within: "account" },
  aws_cloudwatch_log_group: { argument: "name", within: "region" },
  aws_cloudwatch_metric_alarm: { argument: "alarm_name", within: "region" },
  aws_cognito_user_pool_domain: { argument: "domain", within: "region" },
  aws_dynamodb_table: { argument: "name", within: "region" },
  aws_apigatewayv2_domain_name: { argument: "domain_name", within: "region" },
  aws_iam_role: { argument: "name", within: "account" },
  aws_lambda_function: { argument: "function_name", within: "region" },
  aws_secretsmanager_secret: { argument: "name", within: "region" },
  aws_sqs_queue: { argument: "name", within: "region" },
};

export interface NamedStack {
  readonly name: string;
  readonly emitted: unknown;
}

interface Claim {
  readonly stack: NamedStack;
  readonly address: string;
  readonly type: string;
  /** The construct of the stack that made it: `api/Default`. */
  readonly owner: string;
  readonly name: string;
  readonly within: Scope["within"];
}

/**
 * Resources of one or several stacks that would have one name in AWS, which AWS refuses at apply. Stacks that may be of different accounts (other
 * credentials, another assumed role) or, for what is regional, of different regions aren't told of.
 * @returns a paragraph for each name, or for all that the same constructs have in common
 */
export function nameCollisions(stacks: readonly NamedStack[]): string[] {
  const claims = new Map<string, Claim[]>();
  for (const stack of stacks)
    for (const { address, type, values } of resourcesOf(stack.emitted)) {
      const scope = UNIQUE[type];
      const name = scope === undefined ? undefined : values[scope.argument];
      // What only Terraform knows, and what it makes several of, may differ.
      if (scope === undefined || typeof name !== "string" || name.includes("${")) continue;
      if (values["count"] !== undefined || values["for_each"] !== undefined || values["provider"] !== undefined)
        continue;
      const key = `${type} ${name}`;
      const owner = ownerIn(values) ?? stack.name;
      claims.set(key, [...(claims.get(key) ?? []), { stack, address, type, owner, name, within: scope.within }]);
    }
  const found = [...claims.values()].flatMap((all) => {
    const [first, ...others] = all;
    const same = first === undefined ? [] : others.filter((other) => collide(first, other));
    return first === undefined || same.length === 0 ? [] : [[first, ...same]];
  });
  // Two APIs of one project have many, and one reason.
  const byOwners = groupBy(found, (all) => [...new Set(all.map(({ owner }) => owner))].join(" and "));
  return [...byOwners].map(([owners, collisions]) => `[name-collision] ${sentence(owners, collisions)}`);
}

/** The path of what the program made, of which the resource is a part. */
function ownerIn(values: Readonly<Record<string, unknown>>): string | undefined {
  const { metadata } = (values["//"] ?? {}) as { readonly metadata?: { readonly path?: string } };
  return metadata?.path?.split("/").slice(0, 2).join("/");
}

function sentence(owners: string, collisions: readonly (readonly Claim[])[]): string {
  const [[first, ...more] = [], ...others] = collisions;
  if (first && others.length === 0) {
    const places = [first, ...more].map(({ stack, address }) => `${address} (${stack.name})`);
    const where = first.within === "account" ? "an account, in all its regions together," : "a region";
    return `${places.join(" and ")} would all be called "${first.name}", which ${where} takes once. Give each its own name, e.g. another project.`;
  }
  const types = new Map(collisions.flatMap(([one]) => (one ? [[one.type, one.within]] : [])));
  const wide = [...types].filter(([, within]) => within === "account").map(([type]) => type);
  const inAll =
    wide.length > 0 ? `, that of ${wide.join(" and ")} once in an account, in all its regions together` : "";
  const once = `Each can be taken once in a region${inAll}`;
  const names = collisions.flatMap(([one]) => (one ? [`${one.type} "${one.name}"`] : []));
  return `${owners} would have ${names.length} names in common: ${names.join(", ")}. ${once}. Give each its own names, e.g. another project.`;
}

function collide(a: Claim, b: Claim): boolean {
  if (a.stack === b.stack) return true;
  const [one, other] = [a, b].map(({ stack }) =>
    providersOf(stack.emitted, "aws").filter(({ alias }) => alias === undefined),
  );
  const [here = {}, there = {}] = [one?.[0], other?.[0]];
  if (!isDeepStrictEqual(accountOf(here), accountOf(there))) return false;
  return a.within === "account" || here["region"] === there["region"];
}

/** Arguments of the provider that say nothing of the account. */
const ANY_ACCOUNT = ["region", "default_tags", "alias"];

/** What chooses the account, as far as the configuration says it. */
function accountOf(provider: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(provider).filter(([name]) => !ANY_ACCOUNT.includes(name)));
}
