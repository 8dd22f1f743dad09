import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Apigatewayv2Stage } from "../bindings";
import { ConfigurationError, propOf, type Place } from "../errors/configuration-error";
import { Problems } from "../errors/problems";
import { declareAccess } from "../stack/access-list";
import type { AccessLog } from "./monitoring/access-log";
import type { HttpApi } from "./http-api";
import { requireChecks } from "../stack/run-rules";

/** Both numbers, always: a settings block with one of them sends 0 for the other, and every call is answered 429. */
export interface Throttling {
  /** How many requests may come at once. */
  readonly burstLimit: number;
  /** How many a second are served in the long run. */
  readonly rateLimit: number;
}

export interface StageOptions {
  /** @default "$default", which is served without a path prefix */
  readonly name?: string;
  /** What the console says of it. @default none */
  readonly description?: string;
  /** Values that integrations read as `$stageVariables.NAME`. Whoever may read the stage sees them. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** For every route together. @default burst 200, rate 100 */
  readonly throttling?: Throttling;
  /** CloudWatch metrics for each route; billed as custom metrics. @default false */
  readonly detailedMetrics?: boolean;
}

export interface StageProps extends StageOptions {
  /** The API that it serves. */
  readonly api: HttpApi;
  /** False switches access logging off, on purpose. */
  readonly accessLog: AccessLog | false;
  /** Throttling by route key. The routes must be in `after`: AWS refuses settings for a route it doesn't have. @default none */
  readonly routeThrottling?: Readonly<Record<string, Throttling>>;
  /** What has to be there first. @default nothing */
  readonly after?: ITerraformDependable[];
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

const DEFAULT_THROTTLING: Throttling = { burstLimit: 200, rateLimit: 100 };

/** A stage that deploys each change by itself, throttles and logs. Address: `aws_apigatewayv2_stage.ID`. */
export class Stage extends Construct {
  readonly resource: Apigatewayv2Stage;
  readonly api: HttpApi;
  /** As it stands in ARNs and metrics. */
  readonly stageName: string;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    requireChecks(this, props);
    this.api = props.api;
    this.stageName = props.name ?? "$default";
    checkStage(props, this.node.path);
    const throttling = props.throttling ?? DEFAULT_THROTTLING;
    const perRoute = Object.entries(props.routeThrottling ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    this.resource = new Apigatewayv2Stage(this, "Resource", {
      apiId: props.api.apiId,
      name: this.stageName,
      description: props.description,
      stageVariables: props.variables === undefined ? undefined : { ...props.variables },
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingBurstLimit: throttling.burstLimit,
        throttlingRateLimit: throttling.rateLimit,
        detailedMetricsEnabled: props.detailedMetrics ?? false,
      },
      routeSettings:
        perRoute.length === 0
          ? undefined
          : perRoute.map(([routeKey, { burstLimit: burst, rateLimit: rate }]) => ({
              routeKey,
              throttlingBurstLimit: burst,
              throttlingRateLimit: rate,
              detailedMetricsEnabled: props.detailedMetrics ?? false,
            })),
      accessLogSettings:
        props.accessLog === false
          ? undefined
          : { destinationArn: props.accessLog.logGroupArn, format: props.accessLog.format },
      tags: props.tags,
      dependsOn: props.after,
    });
    declareAccess(this, {
      kind: "stage",
      stage: {
        stage: this.resource.id,
        api: props.api.apiId,
        name: this.stageName,
        accessLog: props.accessLog !== false,
        throttling: true,
      },
    });
  }
}

/**
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
 * @throws ConfigurationError `stage-name`, `stage-variable`
 */
function checkStage({ name, variables = {} }: StageProps, path: string): void {
  Problems.check(
    () => name !== undefined && checkStageName(name, { path, prop: "name" }),
    ...Object.entries(variables).map((variable) => () => checkVariable(variable, path)),
  );
}

/** @throws ConfigurationError `stage-name` */
export function checkStageName(name: string, place: Place): void {
  if (!Token.isUnresolved(name) && !/^(\$default|[A-Za-z0-9_-]{1,128})$/.test(name))
    throw new ConfigurationError(
      "stage-name",
      place,
      `"${name}" can't name a stage`,
      "Write 1 to 128 of A-Z, a-z, 0-9, - and _, or $default",
    );
}

function checkVariable([variable, value]: readonly [string, string], path: string): void {
  const sound = /^[A-Za-z0-9_]{1,64}$/.test(variable) && (Token.isUnresolved(value) || VALUE.test(value));
  if (sound) return;
  throw new ConfigurationError(
    "stage-variable",
    { path, prop: propOf("variables", variable) },
    `API Gateway accepts no such ${VALUE.test(value) ? "name" : "value"}`,
    "Write names of 1 to 64 of A-Z, a-z, 0-9 and _, and values of 1 to 512 of those and -._~:/?#&=,",
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (length of keys and values of stage variables) */
const VALUE = /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/;

/** Both can be 0, which lets no call through: a way to close a stage or a route for a while. */
