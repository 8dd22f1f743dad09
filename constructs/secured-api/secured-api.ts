import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import type { LambdaIssuer } from "../api/authorizers/authorizer-config";
import { JwtAuthorizer } from "../api/authorizers/jwt-authorizer";
import type { LambdaAuthorizer } from "../api/authorizers/lambda-authorizer";
import { makeNamedAuthorizers } from "../api/authorizers/named-authorizers";
import { ApiDistribution } from "../api/distribution/api-distribution";
import { OriginSecret } from "../api/distribution/origin-secret";
import { ApiDomain } from "../api/domain/api-domain";
import { ExistingApiDomain } from "../api/domain/existing-domain";
import { HttpApi } from "../api/http-api";
import { grantInvoke, type InvokeGrant } from "../api/iam/invoke-grant";
import { checkTimeout } from "../api/integrations/integration-checks";
import { VpcLink, type VpcLinkOptions } from "../api/integrations/vpc-link";
import { AccessLog } from "../api/monitoring/access-log";
import { addMonitoring } from "../api/monitoring/monitoring";
import type { ClosedAccess } from "../api/access";
import { makeNamedRoutes } from "../api/routes/named-routes";
import { requirementsOf } from "../api/requirements";
import type { Route } from "../api/routes/route";
import { checkStageName, Stage } from "../api/stage";
import type { IamRole } from "../bindings";
import { bundleNamedFunctions, makeNamedFunctions } from "../compute/named-functions";
import type { NodeFunction } from "../compute/node-function";
import type { NodeFunctionOptions } from "../compute/node-function-props";
import { ConfigurationError, propOf } from "../errors/configuration-error";
import { madeFor, nameByCode } from "../errors/written-as";
import { eachNamed } from "../errors/each-named";
import { InvalidDependency, Problems } from "../errors/problems";
import { Identity } from "../identity/identity";
import { nameOneOf } from "../nearest";
import type { IdentityProps } from "../identity/identity-props";
import { isLocalRun } from "../stack/local-run";
import { earlyFindings } from "../stack/early-findings";
import { rememberArguments } from "../stack/overrides";
import { Section } from "../stack/section";
import { checkDefaultEndpoint, defineApi, type AnyProps, type ApiDefinition } from "./definition";
import { apiOutputs, identityOutputs } from "./outputs";
import type { SecuredApiProps } from "./props";
import { composes } from "../props/own-props";
import { SECURED_API } from "./props-shape";

/**
 * A whole API behind Cognito from one object: pool, groups, scopes, clients, sign-in domain, token trigger, functions, HTTP API, authorizers
 * (the pool's with every client in its audience, and any others), routes, CORS, throttling and access log.
 *
 * Given the id `Default`, it adds nothing to the addresses below it.
 * @throws ConfigurationError every mistake in the props at once, each with the prop as it was written
 */
export class SecuredApi<
  Scope extends string,
  Name extends string,
  Jwt extends string = never,
  Lambda extends string = never,
  Default extends ClosedAccess<Scope, Jwt, Lambda, Group> | undefined = undefined,
  Group extends string = string,
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
  /** Those of `stages`. */
  readonly stages: Readonly<Record<string, Stage>>;
  readonly domain: ApiDomain | ExistingApiDomain | undefined;
  readonly distribution: ApiDistribution | undefined;
  private readonly grants: Section;

  constructor(scope: Construct, id: string, given: SecuredApiProps<Scope, Name, Jwt, Lambda, Default, Group>) {
    super(scope, id);
    const problems = new Problems();
    SECURED_API(given, "", { path: this.node.path, problems });
    // Without them there is nothing to look at.
    if (problems.names("scopes", "functions", "routes")) problems.throwIfAny();
    const composed = composes(this);
    try {
      const props = withSoundNames(given as unknown as AnyProps, problems);
      const definition = defineApi(props);
      const { project, packaging, tags } = props;
      problems.attempt("", () => checkDefaultEndpoint(props, this.node.path));
      // In a local run each bundle has a source map, which is not made for several at once.
      if (!isLocalRun(this)) bundleNamedFunctions(this, definition.bundled);
      this.identity = new Identity(this, "Default", props as unknown as IdentityProps<Scope>, problems);
      this.functions = makeNamedFunctions<Name>(new Section(this, "functions"), {
        project,
        functions: definition.functions as Readonly<Record<Name, NodeFunctionOptions>>,
        problems,
        packaging,
        tags,
      });
      this.api = this.makeApi(props, definition, problems);
      const own = !this.identity.hasPool && problems.any ? "refused" : this.ownIssuer(props, problems);
      this.authorizer = own === "refused" ? undefined : this.makeAuthorizer(own, problems);
      const fullScope = (name: string) => this.identity.scopes.scope(name as Scope);
      const originSecret = this.makeOriginSecret(props, problems);
      this.authorizers = makeNamedAuthorizers(new Section(this, "authorizers"), {
        api: this.api,
        project,
        jwt: definition.jwtAuthorizers,
        lambda: definition.lambdaAuthorizers,
        ownIssuer: own,
        requirements: requirementsOf(
          definition.routes,
          { path: this.node.path, fullScope, groups: definition.groups },
          problems,
        ),
        originHeader: originSecret?.header,
        problems,
        packaging,
        tags,
      }) as Record<Jwt | Lambda, JwtAuthorizer | LambdaAuthorizer>;
      this.routes = this.makeRoutes(props, definition, problems, fullScope);
      this.accessLog = this.makeAccessLog(props, definition, problems);
      this.stage = this.makeStage(props, definition, problems);
      this.stages = this.makeStages(props, definition, problems);
      this.grants = new Section(this, "grants");
      this.domain = this.makeDomain(props, problems);
      this.distribution = this.makeDistribution(props, originSecret, problems);
      // A log that was refused isn't missing.
      if (this.accessLog !== undefined || props.accessLog === false)
        problems.attempt("", () =>
          addMonitoring(new Section(this, "watch"), { ...props, stage: this.stage, accessLog: this.accessLog }),
        );
      problems.throwIfAny();
      identityOutputs(new Section(this, "identity-outputs"), this.identity);
      apiOutputs(new Section(this, "api-outputs"), this);
      rememberArguments(this);
    } catch (failure) {
      throw problems.causeOf(failure, () => earlyFindings(this, problems));
    } finally {
      composed();
    }
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

  private makeLinks({ vpcLinks = {}, project, tags }: AnyProps): Record<string, VpcLink> {
    const section = new Section(this, "vpc-links");
    const make = ([name, link]: [string, VpcLinkOptions]) =>
      [
        name,
        madeFor(
          propOf("vpcLinks", name),
          () => new VpcLink(section, name, { ...link, name: `${project}-${name}`, tags }),
        ),
      ] as const;
    return Object.fromEntries(Object.entries(vpcLinks).map(make));
  }

  private makeApi(props: AnyProps, definition: ApiDefinition, problems: Problems): HttpApi {
    const { integrations = {} } = props;
    const vpcLinks = this.makeLinks(props);
    for (const [name, { timeoutMilliseconds }] of Object.entries(integrations))
      problems.attempt(propOf("integrations", name), () => {
        checkNamed(name, Object.keys(definition.functions), this.node.path);
        checkTimeout(timeoutMilliseconds, { path: this.node.path, prop: "timeoutMilliseconds" });
      });
    const make = (id: string, cors: ApiDefinition["cors"]) =>
      new HttpApi(this, id, {
        integrations,
        vpcLinks,
        name: definition.apiName,
        routeMethods: Object.keys(definition.routes)
          .map((key) => key.replace(/ .*/, ""))
          .map((method) => (method === "$default" ? "ANY" : method)),
        cors,
        disableExecuteApiEndpoint: definition.disableExecuteApiEndpoint,
        ipAddressType: props.ipAddressType,
        tags: props.tags,
      });
    // One that nobody gets to see stands in for it where its CORS is refused, so that routes are looked at all the same.
    // In a list: what is found of the API isn't always about CORS.
    const [api = make("refused-api", undefined)] = problems.attempt("cors", () => [make("api", definition.cors)]) ?? [];
    nameByCode(api, {
      cors: "cors",
      quota: "routes",
      "api-without-address": "disableExecuteApiEndpoint",
      "mtls-bypass": "disableExecuteApiEndpoint",
    });
    return api;
  }

  private makeAuthorizer(own: OwnIssuer | undefined, problems: Problems): JwtAuthorizer | undefined {
    if (own === undefined) return undefined;
    const make = () => new JwtAuthorizer(this, "jwt", { ...own, api: this.api, name: "cognito-jwt" });
    const made = problems.attempt("", make);
    if (made !== undefined)
      nameByCode(made, {
        "authorizer-token": "identitySource",
        "authorizer-identity": "identitySource",
        audience: "clientIds",
        issuer: "pool",
      });
    return made;
  }

  private makeRoutes(
    props: AnyProps,
    definition: ApiDefinition,
    problems: Problems,
    fullScope: (name: string) => string,
  ): Record<string, Route> {
    const { authorizer, authorizers, identity } = this;
    const refused = problems.any;
    return makeNamedRoutes(new Section(this, "routes"), {
      api: this.api,
      project: props.project,
      routes: definition.routes,
      context: {
        get poolAuthorizer() {
          // Its absence may be the consequence of another mistake, which is the one to tell.
          if (authorizer === undefined && refused) throw new InvalidDependency();
          return authorizer;
        },
        hasPool: identity.hasPool,
        get issuer() {
          if (!identity.hasPool) return undefined;
          const { pool, signInDomain } = identity;
          return { issuer: pool.issuer, ...(signInDomain && { signInUrl: signInDomain.url }) };
        },
        authorizers,
        authorizerNames: [...Object.keys(definition.jwtAuthorizers), ...Object.keys(definition.lambdaAuthorizers)],
        fullScope,
      },
      functions: this.functions,
      functionNames: Object.keys(definition.functions),
      cors: definition.cors !== undefined,
      problems,
      packaging: props.packaging,
      tags: props.tags,
    });
  }

  /** Every client of the API is in the audience; an API without clients trusts nobody's tokens, and then no route may ask for one. */
  private ownIssuer(props: AnyProps, problems: Problems): OwnIssuer | undefined {
    const { clientIds: further = [], resourceIdentifiers, identitySource } = props;
    const made = this.identity.clientIds;
    // Where each client was refused, one that nobody gets to see stands in, so that routes are looked at all the same.
    const kinds = ["webClients", "machineClients", "rotatingMachineClients"] as const;
    if (
      made.length === 0 &&
      (kinds.some((kind) => Object.keys(props[kind] ?? {}).length > 0) || problems.names(...kinds))
    )
      made.push("refused");
    // A list that only Terraform knows can't be spread.
    const [first, ...rest] = Token.isUnresolved(further)
      ? Token.asList(Fn.concat([made, [...further]]))
      : [...made, ...further];
    if (first === undefined) return undefined;
    return {
      issuer: this.identity.pool.issuer,
      audience: [first, ...rest],
      audienceIn: "client_id",
      identitySource,
      ...(resourceIdentifiers && { resourceIdentifiers }),
    };
  }

  private makeAccessLog({ accessLog, tags }: AnyProps, { apiName }: ApiDefinition, problems: Problems) {
    if (accessLog === false) return undefined;
    const format = problems.names("accessLog.format") && { format: undefined };
    const options = { ...accessLog, ...format, apiName, tags };
    return problems.attempt("accessLog", () => new AccessLog(this, "access_log", options));
  }

  private makeStage({ stage, tags }: AnyProps, definition: ApiDefinition, problems: Problems): Stage {
    const common = { ...this.stageProps(definition), tags };
    const make = (id: string, options: AnyProps["stage"]) => new Stage(this, id, { ...options, ...common });
    return problems.attempt("stage", () => make("stage", stage)) ?? make("refused-stage", undefined);
  }

  private makeStages({ stages, tags }: AnyProps, definition: ApiDefinition, problems: Problems) {
    const section = new Section(this, "stages");
    const common = { ...this.stageProps(definition), tags };
    return eachNamed("stages", stages ?? {}, problems, (options, name) => {
      const { path } = section.node;
      if (name === this.stage.stageName)
        throw new ConfigurationError("stage-name", path, "it is the name of stage already", "Write another");
      checkStageName(name, { path });
      return new Stage(section, name, { ...options, ...common, name });
    });
  }

  private stageProps({ routeThrottling }: ApiDefinition) {
    const throttled = Object.keys(routeThrottling).flatMap((key) => this.routes[key]?.resource ?? []);
    const after = throttled.length === 0 ? undefined : throttled;
    return { api: this.api, accessLog: this.accessLog ?? (false as const), routeThrottling, after };
  }

  private stageNamed(name: string, key: string): Stage {
    const names = [this.stage.stageName, ...Object.keys(this.stages)];
    const found = name === this.stage.stageName ? this.stage : this.stages[name];
    if (found !== undefined && names.includes(name)) return found;
    throw new ConfigurationError(
      "stage-undeclared",
      { path: this.node.path, prop: propOf("mappings", key) },
      `there is no stage "${name}"`,
      nameOneOf(name, names, "Declare it in stages"),
    );
  }

  private makeOriginSecret({ distribution, lambdaAuthorizers = {}, project, tags }: AnyProps, problems: Problems) {
    if (distribution === undefined || distribution.originSecret === false) return undefined;
    const { originSecret } = distribution;
    if (originSecret === undefined && Object.keys(lambdaAuthorizers).length === 0) return undefined;
    return problems.attempt(
      "distribution.originSecret",
      () => new OriginSecret(this, "origin", { ...originSecret, name: project, tags }),
    );
  }

  private makeDistribution(props: AnyProps, secret: OriginSecret | undefined, problems: Problems) {
    const { distribution, customDomain: domain, project, tags } = props;
    if (distribution === undefined) return undefined;
    const functions = Object.values<JwtAuthorizer | LambdaAuthorizer>(this.authorizers).flatMap((one) =>
      "function" in one && one.function !== undefined ? [one.function.resource] : [],
    );
    return problems.attempt(
      "distribution",
      () =>
        new ApiDistribution(this, "distribution", {
          ...distribution,
          name: `${project}-api`,
          origin: { stage: this.stage, domain },
          originHeader: secret && { name: secret.headerName, value: secret.value },
          after: secret && functions,
          tags,
        }),
    );
  }

  private makeDomain({ customDomain, ipAddressType, project, tags }: AnyProps, problems: Problems) {
    if (customDomain === undefined) return undefined;
    const start = Token.isUnresolved(project) ? Fn.substr(project, 0, 25) : project.slice(0, 25);
    const bucketPrefix = `${start}-truststore-`;
    return problems.attempt("customDomain", () => {
      const { stage } = this;
      if ("existing" in customDomain) return new ExistingApiDomain(this, "domain", { ...customDomain, stage });
      const { mappings = {}, ...options } = customDomain;
      const stages = Object.fromEntries(
        Object.entries(mappings).map(([key, name]) => [key, this.stageNamed(name, key)]),
      );
      return new ApiDomain(this, "domain", { ...options, stages, stage, ipAddressType, bucketPrefix, tags });
    });
  }
}

/** Others are made from these: refused, they are named once, and stand-ins let the rest be looked at. */
function withSoundNames(props: AnyProps, problems: Problems): AnyProps {
  return {
    ...props,
    ...(problems.names("project") && { project: "refused" }),
    ...(problems.names("domain") && { domain: "refused.example.com" }),
    ...(problems.namesWithin("tags") && { tags: undefined }),
    ...(problems.names("packaging") && { packaging: undefined }),
  };
}

/** @throws ConfigurationError `route-target` */
function checkNamed(name: string, functions: readonly string[], path: string): void {
  if (functions.includes(name)) return;
  throw new ConfigurationError(
    "route-target",
    path,
    `there is no function "${name}"`,
    nameOneOf(name, functions, "Declare it in functions"),
  );
}

type OwnIssuer = LambdaIssuer & Pick<AnyProps, "identitySource">;
