import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Requirement } from "../functions/authorizer/config";
import { AccessLog } from "./api/access-log";
import type { ClosedAccess, SecuredRoute } from "./api/access";
import { ApiDomain } from "./api/api-domain";
import type { LambdaIssuer } from "./api/authorizer-config";
import { HttpApi } from "./api/http-api";
import { grantInvoke, type InvokeGrant } from "./api/invoke-grant";
import type { RouteTarget } from "./api/integrations";
import { JwtAuthorizer } from "./api/jwt-authorizer";
import type { LambdaAuthorizer } from "./api/lambda-authorizer";
import { makeNamedAuthorizers } from "./api/named-authorizers";
import { preflightRoutes } from "./api/preflight";
import { resolveAccess, saysAccess, type Said } from "./api/resolve-access";
import { Route } from "./api/route";
import { RouteKey } from "./api/route-key";
import { Stage, type Throttling } from "./api/stage";
import { watch } from "./api/watch";
import { NodeFunction, type NodeFunctionOptions } from "./compute/node-function";
import { ConfigurationError } from "./errors";
import { Identity } from "./identity/identity";
import { apiOutputs, identityOutputs } from "./outputs";
import { bundledFunction } from "./package-root";
import type { SecuredApiProps } from "./secured-api-props";
import { Section } from "./section";

type EndpointWord = "customDomain" | "disableExecuteApiEndpoint";

/** A route as it is read here: whatever its types were, every word may be missing. */
type AnyRoute = Said & Pick<SecuredRoute<string, string>, "throttling"> & { readonly target: string | RouteTarget };

/**
 * A whole API behind Cognito from one object: pool, groups, scopes, clients, sign-in domain, token trigger, functions, HTTP API, authorizers
 * (the pool's with every client in its audience, and any others), routes, CORS, throttling and access log.
 *
 * Given the id `Default`, it adds nothing to the addresses below it.
 */
export class SecuredApi<
  Scope extends string,
  Name extends string,
  Jwt extends string = never,
  Lambda extends string = never,
  Default extends ClosedAccess<Scope, Jwt, Lambda> | undefined = undefined,
> extends Construct {
  readonly identity: Identity<Scope>;
  readonly api: HttpApi;
  /** The own pool's; undefined when the API has no client. */
  readonly authorizer: JwtAuthorizer | undefined;
  /** Those of `jwtAuthorizers` and `lambdaAuthorizers`. */
  readonly authorizers: Readonly<Record<Jwt | Lambda, JwtAuthorizer | LambdaAuthorizer>>;
  readonly accessLog: AccessLog | undefined;
  readonly stage: Stage;
  readonly functions: Readonly<Record<Name, NodeFunction>>;
  readonly routes: Readonly<Record<string, Route>>;
  readonly domain: ApiDomain | undefined;
  private readonly grants: Section;

  constructor(scope: Construct, id: string, props: SecuredApiProps<Scope, Name, Jwt, Lambda, Default>) {
    super(scope, id);
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(props.project)) {
      throw new ConfigurationError(
        "project",
        this.node.path,
        `"${props.project}" can't begin the names of AWS resources`,
        "Write 1 to 32 of a-z, 0-9 and -, beginning with a letter",
      );
    }
    this.identity = new Identity(this, "Default", props);
    this.functions = this.makeFunctions(props);
    const wanted = routesOf(props);
    this.api = new HttpApi(this, "api", {
      name: `${props.project}-api`,
      routeMethods: Object.keys(wanted).map((key) => new RouteKey(key).method),
      cors: props.cors === false ? undefined : (props.cors ?? { origins: [`https://${props.domain}`] }),
      disableExecuteApiEndpoint: defaultEndpointClosed(props, this.node.path),
      ipAddressType: props.ipAddressType,
      tags: props.tags,
    });
    const own = this.ownIssuer(props);
    this.authorizer =
      own === undefined ? undefined : new JwtAuthorizer(this, "jwt", { ...own, api: this.api, name: "cognito-jwt" });
    this.authorizers = makeNamedAuthorizers(new Section(this, "authorizers"), {
      api: this.api,
      project: props.project,
      jwt: props.jwtAuthorizers ?? {},
      lambda: props.lambdaAuthorizers ?? {},
      ownIssuer: own,
      requirements: requirementsOf(wanted),
      packaging: props.packaging,
      tags: props.tags,
    }) as Record<Jwt | Lambda, JwtAuthorizer | LambdaAuthorizer>;
    this.routes = this.makeRoutes(props, wanted);
    this.accessLog = this.makeAccessLog(props);
    this.stage = this.makeStage(props, wanted);
    this.grants = new Section(this, "grants");
    this.domain = this.makeDomain(props);
    watch(new Section(this, "watch"), { ...props, stage: this.stage, accessLog: this.accessLog });
    identityOutputs(new Section(this, "identity-outputs"), this.identity);
    apiOutputs(new Section(this, "api-outputs"), this.api, Object.values(this.routes), this.domain);
  }

  /**
   * Lets a role call exactly these routes, which are `iam: true`. Address: `aws_iam_role_policy.ROLE_invoke`.
   * @param role a role, or the name of one that is managed elsewhere
   * @param id names the grant where the role's name is known only to Terraform, or for a second grant to one role
   */
  grantInvoke(role: IamRole | string, routeKeys: readonly [string, ...string[]], id?: string): InvokeGrant {
    return grantInvoke(
      this.grants,
      { role, routeKeys, id },
      {
        name: this.api.resource.nameInput ?? "api",
        executionArn: this.api.resource.executionArn,
        stageName: this.stage.stageName,
        routes: Object.fromEntries(
          Object.entries(this.routes).map(([text, { key, resource }]) => [
            text,
            { key, signed: resource.authorizationTypeInput === "AWS_IAM" },
          ]),
        ),
      },
    );
  }

  private makeFunctions(props: Pick<SecuredApiProps<Scope, Name>, "functions" | "project" | "packaging" | "tags">) {
    const section = new Section(this, "functions");
    const made: Partial<Record<Name, NodeFunction>> = {};
    for (const [name, given] of Object.entries<string | NodeFunctionOptions>(props.functions)) {
      const options = typeof given === "string" ? { entry: given } : given;
      made[name as Name] = new NodeFunction(section, name, {
        ...options,
        name: `${props.project}-${name}`,
        packaging: props.packaging,
        tags: props.tags,
      });
    }
    return made as Record<Name, NodeFunction>;
  }

  /** Every client of the API is in the audience; an API without clients trusts nobody's tokens, and then no route may ask for one. */
  private ownIssuer(
    props: Pick<SecuredApiProps<Scope, Name>, "clientIds" | "identitySource">,
  ): (LambdaIssuer & Pick<typeof props, "identitySource">) | undefined {
    const [first, ...rest] = [...this.identity.clientIds, ...(props.clientIds ?? [])];
    if (first === undefined) return undefined;
    return {
      issuer: this.identity.pool.issuer,
      audience: [first, ...rest],
      audienceIn: "client_id",
      identitySource: props.identitySource,
    };
  }

  private makeRoutes(
    props: Pick<SecuredApiProps<Scope, Name>, "cors" | "project" | "packaging" | "tags">,
    wanted: Readonly<Record<string, AnyRoute>>,
  ): Record<string, Route> {
    const section = new Section(this, "routes");
    const made: Record<string, Route> = {};
    const add = (key: string, route: AnyRoute): void => {
      const where = `${this.node.path} "${key}"`;
      const name = new RouteKey(key).addressName;
      const same = section.node.tryFindChild(name);
      if (same instanceof Route) {
        throw new ConfigurationError(
          "route-shared-name",
          where,
          `"${same.key.text}" would have the same address, aws_apigatewayv2_route.${name}`,
          "Change one of the paths",
        );
      }
      made[key] = new Route(section, name, {
        api: this.api,
        key,
        authorization: resolveAccess(
          route,
          {
            own: this.authorizer,
            named: this.authorizers,
            fullScope: (name) => this.identity.scopes.scope(name as Scope),
          },
          where,
        ),
        target: typeof route.target === "string" ? this.functionNamed(where, route.target) : route.target,
      });
    };
    for (const [key, route] of Object.entries(wanted)) add(key, route);
    if (props.cors === false) return made;
    const closed = Object.keys(wanted).filter((key) => wanted[key]?.public === undefined);
    const preflights = preflightRoutes(Object.keys(wanted), closed);
    if (preflights.length === 0) return made;
    const target = new NodeFunction(new Section(this, "preflights"), "preflight", {
      entry: bundledFunction("preflight"),
      name: `${props.project}-preflight`,
      memory: 128,
      packaging: props.packaging,
      tags: props.tags,
    });
    for (const key of preflights) add(key, { public: "preflights carry no token; the answer is empty", target });
    return made;
  }

  private functionNamed(where: string, name: string): NodeFunction {
    const found = this.functions[name as Name];
    if (found !== undefined) return found;
    throw new ConfigurationError(
      "route-target",
      where,
      `there is no function "${name}"`,
      `Name one of ${Object.keys(this.functions).join(", ")}`,
    );
  }

  private makeDomain(
    props: Pick<SecuredApiProps<Scope, Name>, "customDomain" | "ipAddressType" | "project" | "tags">,
  ): ApiDomain | undefined {
    if (props.customDomain === undefined) return undefined;
    return new ApiDomain(this, "domain", {
      ...props.customDomain,
      stage: this.stage,
      ipAddressType: props.ipAddressType,
      bucketPrefix: `${props.project.slice(0, 25)}-truststore-`,
      tags: props.tags,
    });
  }

  private makeAccessLog(props: Pick<SecuredApiProps<Scope, Name>, "accessLog" | "project" | "tags">) {
    if (props.accessLog === false) return undefined;
    const options = { ...props.accessLog, apiName: `${props.project}-api`, tags: props.tags };
    return new AccessLog(this, "access_log", options);
  }

  private makeStage(
    props: Pick<SecuredApiProps<Scope, Name>, "stage" | "tags">,
    wanted: Readonly<Record<string, AnyRoute>>,
  ): Stage {
    const routeThrottling: Record<string, Throttling> = {};
    const after: ITerraformDependable[] = [];
    for (const [key, route] of Object.entries(this.routes)) {
      const throttling = wanted[key]?.throttling;
      if (throttling === undefined) continue;
      routeThrottling[key] = throttling;
      after.push(route.resource);
    }
    return new Stage(this, "stage", {
      ...props.stage,
      api: this.api,
      accessLog: this.accessLog ?? false,
      routeThrottling,
      after: after.length === 0 ? undefined : after,
      tags: props.tags,
    });
  }
}

/** The default endpoint would be a way around mutual TLS, and is one to forget about where there is a domain. */
function defaultEndpointClosed(
  { customDomain, disableExecuteApiEndpoint }: Pick<SecuredApiProps<string, string>, EndpointWord>,
  where: string,
): boolean {
  if (customDomain?.mutualTls !== undefined && disableExecuteApiEndpoint === false) {
    throw new ConfigurationError(
      "mutual-tls-bypass",
      where,
      "the default endpoint stays open beside a domain with mutual TLS",
      "Leave disableExecuteApiEndpoint out: whoever calls the default endpoint shows no certificate",
    );
  }
  return disableExecuteApiEndpoint ?? customDomain !== undefined;
}

/** The routes, each with what it says of its callers or, where it says nothing, the default. */
function routesOf(props: { readonly routes: object; readonly defaults?: Said }): Record<string, AnyRoute> {
  const routes: Record<string, AnyRoute> = {};
  for (const [key, route] of Object.entries(props.routes as Readonly<Record<string, AnyRoute | undefined>>)) {
    if (route === undefined) continue;
    routes[key] = saysAccess(route) || props.defaults === undefined ? route : { ...route, ...props.defaults };
  }
  return routes;
}

function requirementsOf(routes: Readonly<Record<string, AnyRoute>>): (readonly [string, string, Requirement])[] {
  return Object.entries(routes).flatMap(([key, { authorizer, requires }]) =>
    authorizer === undefined || requires === undefined ? [] : [[authorizer, key, requires] as const],
  );
}
