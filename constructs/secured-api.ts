import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AccessLog } from "./api/access-log";
import { HttpApi } from "./api/http-api";
import { JwtAuthorizer } from "./api/jwt-authorizer";
import { Route, type RouteAuthorization } from "./api/route";
import { RouteKey } from "./api/route-key";
import { Stage, type Throttling } from "./api/stage";
import { NodeFunction, type NodeFunctionOptions } from "./compute/node-function";
import { ConfigurationError } from "./errors";
import { Identity } from "./identity/identity";
import { apiOutputs, identityOutputs } from "./outputs";
import type { SecuredApiProps, SecuredRoute } from "./secured-api-props";
import { Section } from "./section";

/**
 * A whole API behind Cognito from one object: pool, groups, scopes, clients, sign-in domain, token trigger, functions, HTTP API, JWT authorizer
 * with every client in its audience, routes, CORS, throttling and access log.
 *
 * Given the id `Default`, it adds nothing to the addresses below it.
 */
export class SecuredApi<Scope extends string, Name extends string> extends Construct {
  readonly identity: Identity<Scope>;
  readonly api: HttpApi;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly stage: Stage;
  readonly functions: Readonly<Record<Name, NodeFunction>>;
  readonly routes: Readonly<Record<string, Route>>;

  constructor(scope: Construct, id: string, props: SecuredApiProps<Scope, Name>) {
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
    const keys = Object.keys(props.routes);
    this.api = new HttpApi(this, "api", {
      name: `${props.project}-api`,
      routeMethods: keys.map((key) => new RouteKey(key).method),
      cors: props.cors === false ? undefined : (props.cors ?? { origins: [`https://${props.domain}`] }),
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
      tags: props.tags,
    });
    this.authorizer = this.makeAuthorizer();
    this.routes = this.makeRoutes(props);
    this.stage = this.makeStage(props);
    identityOutputs(new Section(this, "identity-outputs"), this.identity);
    apiOutputs(new Section(this, "api-outputs"), this.api, Object.values(this.routes));
  }

  private makeFunctions(props: SecuredApiProps<Scope, Name>): Record<Name, NodeFunction> {
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

  /** Every client of the API is in the audience; an API without clients has no authorizer, and then no route may ask for scopes. */
  private makeAuthorizer(): JwtAuthorizer | undefined {
    const [first, ...rest] = this.identity.clientIds;
    if (first === undefined) return undefined;
    return new JwtAuthorizer(this, "jwt", {
      api: this.api,
      name: "cognito-jwt",
      issuer: this.identity.pool.issuer,
      audience: [first, ...rest],
    });
  }

  private makeRoutes(props: SecuredApiProps<Scope, Name>): Record<string, Route> {
    const section = new Section(this, "routes");
    const made: Record<string, Route> = {};
    for (const [key, route] of Object.entries<SecuredRoute<Scope, Name> | undefined>(props.routes)) {
      if (route === undefined) continue;
      made[key] = new Route(section, new RouteKey(key).addressName, {
        api: this.api,
        key,
        authorization: this.authorization(key, route),
        target: typeof route.target === "string" ? this.functionNamed(key, route.target) : route.target,
      });
    }
    return made;
  }

  private functionNamed(key: string, name: Name): NodeFunction {
    const found = this.functions[name];
    if (found !== undefined) return found;
    throw new ConfigurationError(
      "route-target",
      `${this.node.path} "${key}"`,
      `there is no function "${name}"`,
      `Name one of ${Object.keys(this.functions).join(", ")}`,
    );
  }

  private authorization(key: string, route: SecuredRoute<Scope, Name>): RouteAuthorization {
    if (route.public !== undefined) return { public: route.public };
    if (route.iam !== undefined) return { iam: true };
    if (route.authorizer !== undefined) return { authorizer: route.authorizer };
    const where = `${this.node.path} "${key}"`;
    if (route.scopes === undefined || route.scopes.length === 0) {
      throw new ConfigurationError(
        "route-open",
        where,
        "the route doesn't say who may call it",
        'Give it scopes, an authorizer, iam: true, or public: "reason"',
      );
    }
    if (this.authorizer === undefined) {
      throw new ConfigurationError(
        "scope-unobtainable",
        where,
        "it demands scopes, but no client can obtain a token",
        "Add a web client or a machine client",
      );
    }
    const [first, ...rest] = route.scopes;
    const full = (name: Scope) => this.identity.scopes.scope(name);
    return { authorizer: this.authorizer, scopes: [full(first), ...rest.map(full)] };
  }

  private makeStage(props: SecuredApiProps<Scope, Name>): Stage {
    const routeThrottling: Record<string, Throttling> = {};
    const after: ITerraformDependable[] = [];
    for (const [key, route] of Object.entries(this.routes)) {
      const throttling = props.routes[key as keyof typeof props.routes]?.throttling;
      if (throttling === undefined) continue;
      routeThrottling[key] = throttling;
      after.push(route.resource);
    }
    const accessLog =
      props.accessLog === false
        ? false
        : new AccessLog(this, "access_log", { ...props.accessLog, apiName: `${props.project}-api`, tags: props.tags });
    return new Stage(this, "stage", {
      ...props.stage,
      api: this.api,
      accessLog,
      routeThrottling,
      after: after.length === 0 ? undefined : after,
      tags: props.tags,
    });
  }
}
