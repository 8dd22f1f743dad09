import { leadsTo, targetOf } from "../model";
import type { Entity, EntryPoint, Link, Listing, Model, Pool } from "../model";
import { comparePrincipals, KINDS, kindOf, type Found } from "./compare-route";
import type { AllowTokens, DeclaredRoute } from "./list";
import { isExpression } from "./list";
import { isNamed, leadsToNamed, linkName } from "./names";
import { compareSets } from "./sets";
import type { Difference } from "./difference";

type Of<Kind extends EntryPoint["authorization"]["kind"]> = Extract<EntryPoint["authorization"], { kind: Kind }>;

/** Methods of the REST API that a list names: resources of their own and those of an OpenAPI body. */
export function methodsOf(model: Model, api: Entity): readonly EntryPoint[] {
  return model.entryPoints.filter(
    ({ kind, groupAddress }) => kind === "rest-api-method" && groupAddress === api.address,
  );
}

/** One method of a REST API as it was found, held against its declaration. */
export function compareMethod(model: Model, method: EntryPoint, declared: DeclaredRoute): readonly Difference[] {
  const found = [
    ...authorization(model, method, declared),
    ...target(method, declared.target),
    ...endpoints(method, declared.vpcEndpoints),
  ];
  return found.map((one) => ({ at: method, ...one, route: declared.route }));
}

const KIND = { none: "NONE", iam: "AWS_IAM", token: "JWT", authorizer: "CUSTOM" } as const;

function authorization(model: Model, method: EntryPoint, { allow }: DeclaredRoute): readonly Found[] {
  const { authorization: found } = method;
  const wanted = kindOf(allow);
  const kind = found.kind in KIND ? KIND[found.kind as keyof typeof KIND] : undefined;
  if (kind !== wanted)
    return [
      {
        code: "access-authorization",
        certain: kind !== undefined,
        declared: KINDS[wanted],
        found: kind === undefined ? ("why" in found ? found.why : found.kind) : KINDS[kind],
        effect: kind === "NONE" ? "Everybody gets in." : "Others get in than declared.",
      },
    ];
  if (found.kind === "token" && "issuer" in allow) return tokens(model, found, allow);
  if (found.kind === "iam" && "principals" in allow) return comparePrincipals(model, method.id, allow.principals);
  if (found.kind === "authorizer" && "authorizer" in allow) {
    const same = found.function ? leadsToNamed(found.function, allow.authorizer) : found.called === allow.authorizer;
    if (same === true) return [];
    return [
      {
        code: "access-authorizer",
        certain: same === false && !isExpression(allow.authorizer),
        declared: `${allow.authorizer} decides`,
        found: `${found.function ? linkName(found.function) : found.called} decides`,
        effect: "Others get in than declared.",
      },
    ];
  }
  return [];
}

/** The clients of a pool in this input: a REST API's authorizer takes the tokens of all of them. */
export function clientsOf(model: Model, pools: readonly Link<Pool>[]): readonly string[] {
  const targets = pools.flatMap((pool) => targetOf(pool) ?? []);
  return model.clients
    .filter((client) => targets.some((pool) => leadsTo(client.pool, pool) === true))
    .map(({ address }) => address)
    .sort();
}

function tokens(model: Model, { pools = [], issuer, scopes }: Of<"token">, allow: AllowTokens): readonly Found[] {
  const same = pools.map((pool) => leadsToNamed(pool, allow.issuer));
  const others = pools.filter((_, i) => same[i] === false);
  if (pools.length === 0 || !same.includes(true) || others.length > 0) {
    const names = pools.length === 0 ? issuer : pools.map(linkName).join(", ");
    return [
      {
        code: "access-issuer",
        certain: pools.length > 0 && !same.includes("unknown") && !isExpression(allow.issuer),
        declared: `tokens of ${allow.issuer}`,
        found: `tokens of ${names}`,
        effect: `Tokens of ${names} are taken.`,
      },
    ];
  }
  const clients = clientsOf(model, pools);
  const extra = clients.filter(
    (address) =>
      !allow.clients.some((name) => model.clients.some((one) => one.address === address && isNamed(one, name))),
  );
  const differing = compareSets(scopes, allow.scopes ?? [], "no scope");
  return [
    ...(extra.length === 0
      ? []
      : [
          {
            code: "access-clients",
            certain: true,
            declared: `tokens for ${allow.clients.join(", ") || "nobody"}`,
            found: `tokens for ${clients.join(", ")}`,
            effect: `Tokens for ${extra.join(", ")} are taken: an authorizer of a REST API takes those of each client of its pools.`,
          } as const,
        ]),
    ...(differing === undefined ? [] : [ofScopes(differing, scopes)]),
  ];
}

function ofScopes(
  { certain, declared, found }: NonNullable<ReturnType<typeof compareSets>>,
  scopes: Listing<string>,
): Found {
  return {
    code: "access-scopes",
    certain,
    declared,
    found,
    effect:
      scopes.items.length + scopes.missing.length === 0
        ? "ID tokens are taken, and no access token."
        : "Access tokens with another scope are taken or refused than declared.",
  };
}

function target({ target: found }: EntryPoint, wanted: string | undefined): readonly Found[] {
  if (wanted === undefined) return [];
  const [same, name] =
    found.kind === "function"
      ? ([leadsToNamed(found.function, wanted), linkName(found.function)] as const)
      : found.kind === "backend"
        ? ([found.name === wanted, found.name] as const)
        : found.kind === "itself"
          ? ([false, "the API itself"] as const)
          : (["unknown", `something that isn't known (${found.why})`] as const);
  if (same === true) return [];
  return [
    {
      code: "access-target",
      certain: same === false && !isExpression(wanted),
      declared: `${wanted} answers`,
      found: `${name} answers`,
      effect: "Callers reach something else.",
    },
  ];
}

/** Declared to be reached through these VPC endpoints alone. Which they are is the policy's to say, which the API's own rules read. */
function endpoints({ hosts }: EntryPoint, wanted: readonly string[] | undefined): readonly Found[] {
  const open = hosts.find((host) => host.private !== true);
  if (wanted === undefined || open === undefined) return [];
  return [
    {
      code: "access-address",
      certain: open.private === false,
      declared: `reached through ${wanted.join(", ")} alone`,
      found: `reached at ${open.name}`,
      effect: "Callers outside of the network reach it.",
    },
  ];
}
