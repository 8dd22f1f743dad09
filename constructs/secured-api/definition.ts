import type { JwtAuthorizerOptions } from "../api/authorizers/jwt-authorizer";
import type { IntegrationOptions } from "../api/integrations/targets";
import type { CorsOptions } from "../api/cors";
import type { SecuredLambdaAuthorizer } from "../api/access";
import { routesOf, throttlingOf, type DeclaredRoute } from "../api/routes/named-routes";
import type { DeclaredAccess } from "../api/routes/resolve-access";
import type { Throttling } from "../api/stage";
import type { NodeFunctionOptions } from "../compute/node-function-props";
import { ConfigurationError } from "../errors/configuration-error";
import { declaredTriggers, newTriggerOptions } from "../identity/triggers/trigger-options";
import { bundledFunction } from "../package-root";
import type { SecuredApiProps } from "./props";

/** `SecuredApiProps` whatever its names are. */
export type AnyProps = Omit<SecuredApiProps<string, string>, "routes" | "defaults" | "integrations"> & {
  readonly integrations?: Readonly<Record<string, IntegrationOptions>>;
  readonly routes: object;
  readonly defaults?: DeclaredAccess;
};

type Named<Options> = Readonly<Record<string, Options>>;

/** The API's side of `SecuredApiProps` with every default in place, so that they are decided once. */
export interface ApiDefinition {
  readonly apiName: string;
  readonly functions: Named<NodeFunctionOptions>;
  readonly bundled: readonly NodeFunctionOptions[];
  readonly routes: Named<DeclaredRoute>;
  readonly routeThrottling: Named<Throttling>;
  readonly jwtAuthorizers: Named<JwtAuthorizerOptions>;
  readonly lambdaAuthorizers: Named<SecuredLambdaAuthorizer>;
  /** Undefined for none. */
  readonly cors: CorsOptions | undefined;
  readonly disableExecuteApiEndpoint: boolean;
  /** The names of the groups that are declared; undefined where the pool, and its groups with it, are managed elsewhere. */
  readonly groups: readonly string[] | undefined;
}

export function defineApi(props: AnyProps): ApiDefinition {
  const functions = Object.fromEntries(
    Object.entries(props.functions).map(([name, given]) => [
      name,
      typeof given === "string" ? { entry: given } : given,
    ]),
  );
  const routes = routesOf(props.routes as Named<DeclaredRoute | undefined>, props.defaults);
  const existing = typeof props.pool === "object" && "poolId" in props.pool;
  return {
    apiName: `${props.project}-api`,
    functions,
    bundled: [...Object.values(functions), ...triggerSources(props)],
    routes,
    routeThrottling: throttlingOf(routes),
    jwtAuthorizers: props.jwtAuthorizers ?? {},
    lambdaAuthorizers: props.lambdaAuthorizers ?? {},
    cors: props.cors === false ? undefined : (props.cors ?? { allowOrigins: [`https://${props.domain}`] }),
    disableExecuteApiEndpoint: props.disableExecuteApiEndpoint ?? props.customDomain !== undefined,
    groups: existing ? undefined : Object.keys(props.groups ?? {}),
  };
}

/** What the pool's functions are bundled from. */
function triggerSources({ tokenTrigger, triggers = {} }: AnyProps): NodeFunctionOptions[] {
  const token = tokenTrigger && (tokenTrigger.function ?? { entry: bundledFunction("pre-token-generation") });
  const all = [...(token === undefined ? [] : [token]), ...declaredTriggers(triggers).map(([, given]) => given)];
  return all.flatMap((given) => newTriggerOptions(given) ?? []);
}

/** The default endpoint would be a way around mutual TLS. @throws ConfigurationError `mtls-bypass` */
export function checkDefaultEndpoint(
  { customDomain, disableExecuteApiEndpoint }: Pick<AnyProps, "customDomain" | "disableExecuteApiEndpoint">,
  path: string,
): void {
  if (customDomain === undefined || !("mutualTls" in customDomain) || disableExecuteApiEndpoint !== false) return;
  throw new ConfigurationError(
    "mtls-bypass",
    { path, prop: "disableExecuteApiEndpoint" },
    "the default endpoint stays open beside a domain with mutual TLS",
    "Leave disableExecuteApiEndpoint out: whoever calls the default endpoint shows no certificate",
  );
}
