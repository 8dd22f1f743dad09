import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type {
  AccessList,
  Allow,
  AuthorizerTokens,
  DeclaredApi,
  DeclaredClient,
  DeclaredPool,
  DeclaredRoute,
  DeclaredStage,
} from "../../posture/access-list";

const DECLARED = "cognito-http-api/declared";

/** What a construct's props declare of access; names may be tokens. */
export type Declaration =
  | { readonly kind: "stage"; readonly stage: DeclaredStage }
  | { readonly kind: "api"; readonly api: DeclaredApi }
  | { readonly kind: "pool"; readonly pool: Omit<DeclaredPool, "tokenTrigger" | "groups"> }
  | { readonly kind: "group"; readonly pool: string; readonly group: string }
  | { readonly kind: "client"; readonly client: DeclaredClient }
  | { readonly kind: "trigger"; readonly pool: string; readonly function: string; readonly version: string }
  | {
      readonly kind: "tokens";
      readonly authorizer: string;
      readonly issuer: string;
      readonly clients: readonly string[];
    }
  | {
      readonly kind: "function";
      readonly authorizer: string;
      readonly function: string;
      readonly tokens: Extract<Allow, { readonly authorizer: string }>["tokens"];
      readonly originHeader?: string | undefined;
      readonly requirements: Readonly<
        Record<string, { readonly groups?: readonly string[]; readonly scopes?: readonly string[] }>
      >;
    }
  | { readonly kind: "grant"; readonly api: string; readonly role: string; readonly routeKeys: readonly string[] }
  | ({
      readonly kind: "route";
      readonly authorization:
        | { readonly public: string }
        | { readonly iam: true }
        | { readonly verifiedBy: string; readonly tokens: readonly AuthorizerTokens[] }
        | { readonly authorizer: string; readonly scopes?: readonly string[]; readonly authenticated?: string };
    } & Omit<DeclaredRoute, "allow">);

type Of<Kind extends Declaration["kind"]> = Extract<Declaration, { readonly kind: Kind }>;

/** Keeps what a construct's props declare. It is read when the stack is written, so that tokens may be in it. */
export function declareAccess(construct: IConstruct, declaration: Declaration): void {
  construct.node.addMetadata(DECLARED, declaration);
}

/**
 * The access list of a stack, from what its constructs declared; raw resources beside them declare nothing.
 * @param emitted the stack's Terraform JSON, which literals are taken from: a scope begins with its server's identifier
 */
export function accessListOf(stack: TerraformStack, emitted: object): AccessList {
  const declared = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === DECLARED).map(({ data }) => data as Declaration))
    .map((declaration) => named(resolved(declaration, stack), emitted) as Declaration);
  const all = <Kind extends Declaration["kind"]>(kind: Kind): Of<Kind>[] =>
    declared.filter((one): one is Of<Kind> => one.kind === kind);
  const routes = all("route").flatMap((route) => allowed(route, all) ?? []);
  const triggers = all("trigger");
  return {
    version: 1,
    routes: routes.sort((a, b) => order(`${a.api} ${a.route}`, `${b.api} ${b.route}`)),
    stages: all("stage")
      .map(({ stage }) => stage)
      .sort((a, b) => order(a.stage, b.stage)),
    pools: all("pool")
      .map(({ pool }) => {
        const trigger = triggers.find((one) => one.pool === pool.pool);
        const groups = all("group").filter((one) => one.pool === pool.pool);
        return {
          ...pool,
          ...(trigger !== undefined && { tokenTrigger: trigger.function, tokenTriggerVersion: trigger.version }),
          ...(groups.length > 0 && { groups: groups.map(({ group }) => group).sort() }),
        };
      })
      .sort((a, b) => order(a.pool, b.pool)),
    clients: all("client")
      .map(({ client }) => client)
      .sort((a, b) => order(a.client, b.client)),
    apis: all("api")
      .map(({ api }) => api)
      .sort((a, b) => order(a.api, b.api)),
  };
}

/** A value with its tokens as Terraform writes them. */
export function resolved(value: unknown, scope: TerraformStack): unknown {
  return Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
}

type All = <Kind extends Declaration["kind"]>(kind: Kind) => Of<Kind>[];

/** Undefined where an authorizer that this library doesn't know decides. */
function allowed({ authorization, ...declared }: Of<"route">, all: All): DeclaredRoute | undefined {
  const { api, target, vpcEndpoints } = declared;
  const route = {
    api,
    route: declared.route,
    ...(target !== undefined && { target }),
    ...(vpcEndpoints !== undefined && { vpcEndpoints }),
  };
  if ("public" in authorization) return { ...route, allow: authorization };
  if ("iam" in authorization) {
    const grants = all("grant").filter(({ api, routeKeys }) => api === route.api && routeKeys.includes(route.route));
    return { ...route, allow: { principals: [...new Set(grants.map(({ role }) => role))].sort() } };
  }
  if ("verifiedBy" in authorization)
    return { ...route, allow: { authorizer: authorization.verifiedBy, tokens: authorization.tokens } };
  const { authorizer, scopes, authenticated } = authorization;
  const tokens = all("tokens").find((one) => one.authorizer === authorizer);
  if (tokens !== undefined) {
    const { issuer, clients } = tokens;
    const how = scopes === undefined ? { authenticated: authenticated ?? "" } : { scopes: [...scopes].sort() };
    return { ...route, allow: { issuer, clients: [...clients].sort(), ...how } };
  }
  const decides = all("function").find((one) => one.authorizer === authorizer);
  if (decides === undefined) return undefined;
  const { requirements, function: called, originHeader } = decides;
  return {
    ...route,
    allow: {
      authorizer: called,
      ...(decides.tokens !== undefined && { tokens: decides.tokens }),
      ...requirements[route.route],
      ...(originHeader !== undefined && { originHeader }),
    },
  };
}

const LISTS = new Set(["clients", "scopes", "groups", "callbackUrls", "identityProviders", "origins"]);
const REFERENCE = /\$\{((?:data\.)?[a-z0-9_]+)\.([A-Za-z0-9_-]+)\.([a-z_]+)\}/g;

/**
 * Texts that name one resource, by an attribute that AWS gives it, become its address; attributes that are literals
 * become those. What only Terraform can resolve stays as it is.
 */
function named(value: unknown, emitted: object): unknown {
  if (typeof value === "string") {
    const literal = value.replace(REFERENCE, (reference, type: string, name: string, attribute: string) => {
      const found = (emitted as Emitted).resource?.[type]?.[name]?.[attribute];
      return typeof found === "string" && !found.includes("${") ? found : reference;
    });
    const whole = /^(?:https:\/\/)?\$\{((?:data\.)?[a-z0-9_]+\.[A-Za-z0-9_-]+)\.[a-z_]+\}$/.exec(literal);
    return whole?.[1] ?? literal;
  }
  if (Array.isArray(value)) return value.map((item) => named(item, emitted));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (item === undefined) return [];
      const name = named(item, emitted);
      // A list that only Terraform knows is one expression.
      return [[key, LISTS.has(key) && typeof name === "string" ? [name] : name]];
    }),
  );
}

interface Emitted {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
