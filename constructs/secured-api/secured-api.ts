import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { AccessLog } from "../api/monitoring/access-log";
import type { ClosedAccess } from "../api/routes/access";
import { ApiDomain } from "../api/domain/api-domain";
import type { LambdaIssuer } from "../api/authorizers/authorizer-config";
import { HttpApi } from "../api/http-api";
import { grantInvoke, type InvokeGrant } from "../api/iam/invoke-grant";
import { JwtAuthorizer } from "../api/authorizers/jwt-authorizer";
import type { LambdaAuthorizer } from "../api/authorizers/lambda-authorizer";
import { makeNamedAuthorizers } from "../api/authorizers/named-authorizers";
import { makeNamedRoutes, requirementsOf, routesOf, throttlingOf } from "../api/routes/named-routes";
import type { Route } from "../api/routes/route";
import { RouteKey } from "../api/routes/route-key";
import { Stage, type Throttling } from "../api/stage";
import { addMonitoring } from "../api/monitoring/monitoring";
import { bundleNamedFunctions, makeNamedFunctions } from "../compute/named-functions";
import type { NodeFunctionOptions } from "../compute/node-function-props";
import type { NodeFunction } from "../compute/node-function";
import { ConfigurationError } from "../errors/configuration-error";
import { Identity } from "../identity/identity";
import { apiOutputs, identityOutputs } from "./outputs";
import { bundledFunction } from "../package-root";
import type { SecuredApiProps } from "./props";
import { Section } from "../stack/section";

type AnyProps = SecuredApiProps<string, string>;

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
    checkProject(props.project, this.node.path);
    const { project, packaging, tags } = props;
    bundleNamedFunctions([
      ...Object.values<string | NodeFunctionOptions>(props.functions),
      ...(props.tokenTrigger === undefined ? [] : [bundledFunction("pre-token-generation")]),
    ]);
    this.identity = new Identity(this, "Default", props);
    this.functions = makeNamedFunctions(new Section(this, "functions"), props);
    const wanted = routesOf(props);
    this.api = new HttpApi(this, "api", {
      name: `${project}-api`,
      routeMethods: Object.keys(wanted).map((key) => new RouteKey(key).method),
      cors: props.cors === false ? undefined : (props.cors ?? { allowOrigins: [`https://${props.domain}`] }),
      disableExecuteApiEndpoint: defaultEndpointClosed(props, this.node.path),
      ipAddressType: props.ipAddressType,
      tags,
    });
    const own = this.ownIssuer(props);
    this.authorizer =
      own === undefined ? undefined : new JwtAuthorizer(this, "jwt", { ...own, api: this.api, name: "cognito-jwt" });
    this.authorizers = makeNamedAuthorizers(new Section(this, "authorizers"), {
      api: this.api,
      project,
      jwt: props.jwtAuthorizers ?? {},
      lambda: props.lambdaAuthorizers ?? {},
      ownIssuer: own,
      requirements: requirementsOf(wanted),
      packaging,
      tags,
    }) as Record<Jwt | Lambda, JwtAuthorizer | LambdaAuthorizer>;
    this.routes = makeNamedRoutes(new Section(this, "routes"), {
      api: this.api,
      project,
      routes: wanted,
      context: {
        poolAuthorizer: this.authorizer,
        hasPool: this.identity.hasPool,
        authorizers: this.authorizers,
        fullScope: (name) => this.identity.scopes.scope(name as Scope),
      },
      functions: this.functions,
      cors: props.cors !== false,
      packaging,
      tags,
    });
    this.accessLog =
      props.accessLog === false
        ? undefined
        : new AccessLog(this, "access_log", { ...props.accessLog, apiName: `${project}-api`, tags });
    this.stage = this.makeStage(props, throttlingOf(wanted));
    this.grants = new Section(this, "grants");
    this.domain = this.makeDomain(props);
    addMonitoring(new Section(this, "watch"), { ...props, stage: this.stage, accessLog: this.accessLog });
    identityOutputs(new Section(this, "identity-outputs"), this.identity);
    apiOutputs(new Section(this, "api-outputs"), this.stage, Object.values(this.routes), this.domain);
  }

  /**
   * Lets a role call exactly these routes, which are `iam: true`. Address: `aws_iam_role_policy.ROLE_invoke`.
   * @param role a role, or the name of one that is managed elsewhere
   * @param id names the grant where the role's name is known only to Terraform, or for a second grant to one role
   */
  grantInvoke(role: IamRole | string, routeKeys: readonly [string, ...string[]], id?: string): InvokeGrant {
    const routes = Object.entries(this.routes).map(([text, { key, resource }]) => [
      text,
      { key, signed: resource.authorizationTypeInput === "AWS_IAM" },
    ]);
    return grantInvoke(
      this.grants,
      { role, routeKeys, id },
      {
        name: this.api.resource.nameInput ?? "api",
        executionArn: this.api.resource.executionArn,
        stageName: this.stage.stageName,
        routes: Object.fromEntries(routes),
      },
    );
  }

  /** Every client of the API is in the audience; an API without clients trusts nobody's tokens, and then no route may ask for one. */
  private ownIssuer(
    props: Pick<AnyProps, "clientIds" | "identitySource">,
  ): (LambdaIssuer & Pick<AnyProps, "identitySource">) | undefined {
    const { clientIds: further = [], identitySource } = props;
    const made = this.identity.clientIds;
    // A list that only Terraform knows can't be spread.
    const [first, ...rest] = Token.isUnresolved(further)
      ? Token.asList(Fn.concat([made, [...further]]))
      : [...made, ...further];
    if (first === undefined) return undefined;
    return { issuer: this.identity.pool.issuer, audience: [first, ...rest], audienceIn: "client_id", identitySource };
  }

  private makeStage(
    { stage, tags }: Pick<AnyProps, "stage" | "tags">,
    routeThrottling: Readonly<Record<string, Throttling>>,
  ): Stage {
    const throttled = Object.keys(routeThrottling).flatMap((key) => this.routes[key]?.resource ?? []);
    return new Stage(this, "stage", {
      ...stage,
      api: this.api,
      accessLog: this.accessLog ?? false,
      routeThrottling,
      after: throttled.length === 0 ? undefined : throttled,
      tags,
    });
  }

  private makeDomain(
    props: Pick<AnyProps, "customDomain" | "ipAddressType" | "project" | "tags">,
  ): ApiDomain | undefined {
    const { customDomain, ipAddressType, project, tags } = props;
    if (customDomain === undefined) return undefined;
    const start = Token.isUnresolved(project) ? Fn.substr(project, 0, 25) : project.slice(0, 25);
    return new ApiDomain(this, "domain", {
      ...customDomain,
      stage: this.stage,
      ipAddressType,
      bucketPrefix: `${start}-truststore-`,
      tags,
    });
  }
}

function checkProject(project: string, where: string): void {
  if (Token.isUnresolved(project) || /^[a-z][a-z0-9-]{0,31}$/.test(project)) return;
  throw new ConfigurationError(
    "project",
    where,
    `"${project}" can't begin the names of AWS resources`,
    "Write 1 to 32 of a-z, 0-9 and -, beginning with a letter",
  );
}

/** The default endpoint would be a way around mutual TLS, and is one to forget about where there is a domain. */
function defaultEndpointClosed(
  { customDomain, disableExecuteApiEndpoint }: Pick<AnyProps, "customDomain" | "disableExecuteApiEndpoint">,
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
