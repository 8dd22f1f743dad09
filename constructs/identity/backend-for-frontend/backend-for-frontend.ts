import { Token } from "cdktf";
import { Construct } from "constructs";
import { AccessLog, type AccessLogOptions } from "../../api/monitoring/access-log";
import { HttpApi } from "../../api/http-api";
import { Route } from "../../api/routes/route";
import { RouteKey } from "../../api/route-key";
import { Stage, type StageOptions } from "../../api/stage";
import type { SecretsmanagerSecret } from "../../bindings";
import { NodeFunction } from "../../compute/node-function";
import type { BundledFunctionOptions, PolicyStatement } from "../../compute/node-function-props";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import { checkKeyArn, kmsStatement } from "../../kms-key";
import { bundledFunction } from "../../package-root";
import { Section } from "../../stack/section";
import { storeClientSecret } from "../clients/client-secret";
import type { Pool } from "../pool/pool";
import { SessionTable } from "./session-table";
import type { SignInDomain } from "../sign-in/sign-in-domain";
import type { WebClient } from "../clients/web-client";
import { requireChecks } from "../../stack/run-rules";
import { parseUrl } from "../../../posture/claims/parse-url";

export interface BackendForFrontendOptions {
  /** Where browsers see it: scheme and host, e.g. `https://app.example.com`. The domain, or a path rule of a CDN, leads to `endpoint`. */
  readonly origin: string;
  /** How long a session lasts however much it is used, 1 to 720 hours. @default 12 */
  readonly sessionHours?: number;
  /**
   * ARN of a customer managed KMS key that encrypts the sessions and the client's secret. The function may use it through DynamoDB and Secrets
   * Manager, for these two only; the key's policy must let the account's IAM policies decide, and the deployer use it (DynamoDB asks for
   * kms:CreateGrant and kms:DescribeKey besides). Logs have options of their own. @default the account's own keys for the two services
   */
  readonly kmsKeyArn?: string;
  /** Memory, timeout, log and more of the function. @default timeout 29 seconds, else as for every function */
  readonly function?: Omit<BundledFunctionOptions, "entry" | "environment" | "policy">;
  /** Throttling and metrics. The stage is `$default`: a named one would stand in front of every path. @default burst 200, rate 100 */
  readonly stage?: Omit<StageOptions, "name">;
  /** False switches it off, on purpose. @default 30 days of JSON, as for `SecuredApi` */
  readonly accessLog?: AccessLogOptions | false;
}

export interface BackendForFrontendProps extends BackendForFrontendOptions {
  /** Begins the names in AWS. */
  readonly name: string;
  /** The pool whose users sign in. */
  readonly pool: Pool;
  /** Where they sign in: a domain of this stack, or the address of one that is managed elsewhere, `{ url: "https://auth.example.com" }`. */
  readonly signInDomain: Pick<SignInDomain, "url">;
  /** Confidential, with `ORIGIN/auth/callback` among its callbacks and `ORIGIN/` among its logout addresses; its id in the API's audience. */
  readonly client: WebClient;
  /** The API that calls are handed on to, `https://…`, with a stage's path if there is one. */
  readonly apiUrl: string;
  /** @default "archive" */
  readonly packaging?: Packaging;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What each route does. The session's cookie decides there, so API Gateway has nothing to check. */
const ROUTES = {
  "GET /auth/login": "it leads to the sign-in page",
  "GET /auth/callback": "the sign-in page sends people back here; state and PKCE are checked",
  "GET /auth/session": "the function requires a session cookie",
  "POST /auth/logout": "the function requires a session cookie, this site's origin and a CSRF token",
  "ANY /api/{proxy+}": "the function requires a session cookie, and for changes this site's origin and a CSRF token",
} as const;

/**
 * A backend for one web app: people sign in on the server's side, the browser holds a cookie and never a token, and calls below `/api` are
 * handed on with the session's access token. An HTTP API, a function, a session table, and the client's secret in Secrets Manager.
 *
 * Addresses: `aws_apigatewayv2_api.ID_api`, `aws_lambda_function.ID_handler`, `aws_dynamodb_table.ID_sessions`,
 * `aws_secretsmanager_secret.ID_client`. OAuth 2.0 for Browser-Based Applications (IETF draft), section "Backend For Frontend".
 */
export class BackendForFrontend extends Construct {
  readonly api: HttpApi;
  readonly function: NodeFunction;
  readonly sessions: SessionTable;
  readonly secret: SecretsmanagerSecret;
  readonly stage: Stage;

  constructor(scope: Construct, id: string, props: BackendForFrontendProps) {
    super(scope, id);
    requireChecks(this, props);
    this.check(props);
    const { name, tags, kmsKeyArn } = props;
    this.sessions = new SessionTable(this, "sessions", { name: `${name}-sessions`, kmsKeyArn, tags });
    this.secret = storeClientSecret(this, "client", {
      name: `${name}-client`,
      description: "Client id and secret of the backend for frontend",
      client: props.client,
      kmsKeyId: kmsKeyArn,
      tags,
    });
    this.function = this.makeFunction(props);
    this.api = new HttpApi(this, "api", { name, tags });
    const routes = new Section(this, "routes");
    for (const [key, reason] of Object.entries(ROUTES)) {
      new Route(routes, new RouteKey(key).addressName, {
        api: this.api,
        key,
        authorization: { public: reason },
        target: this.function,
      });
    }
    const accessLog =
      props.accessLog === false
        ? false
        : new AccessLog(this, "access_log", { ...props.accessLog, apiName: name, tags });
    this.stage = new Stage(this, "stage", { ...props.stage, name: undefined, api: this.api, accessLog, tags });
  }

  /** Where the domain's traffic for `/auth` and `/api` has to go. */
  get endpoint(): string {
    return this.api.resource.apiEndpoint;
  }

  private makeFunction(props: BackendForFrontendProps): NodeFunction {
    return new NodeFunction(this, "handler", {
      // It waits for the API, which has 25 seconds to answer it.
      timeout: 29,
      ...props.function,
      entry: bundledFunction("bff"),
      name: props.name,
      environment: {
        APP_ORIGIN: props.origin,
        API_URL: props.apiUrl,
        SIGN_IN_URL: props.signInDomain.url,
        ISSUER: props.pool.issuer,
        CLIENT_ID: props.client.clientId,
        CLIENT_SECRET_ARN: this.secret.arn,
        SESSION_TABLE: this.sessions.resource.name,
        SESSION_SECONDS: String((props.sessionHours ?? 12) * 3600),
        SCOPES: props.client.scopes.join(" "),
      },
      policyStatements: [
        {
          actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"],
          resources: [this.sessions.resource.arn],
        },
        { actions: ["secretsmanager:GetSecretValue"], resources: [this.secret.arn] },
        ...this.keyUses(props),
      ],
      packaging: props.packaging,
      tags: props.tags,
    });
  }

  /**
   * How DynamoDB and Secrets Manager use a key: https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html,
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  private keyUses({ name, kmsKeyArn: keyArn }: BackendForFrontendProps): PolicyStatement[] {
    if (keyArn === undefined) return [];
    return [
      kmsStatement({
        keyArn,
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        service: "dynamodb",
        context: { "aws:dynamodb:tableName": `${name}-sessions` },
      }),
      kmsStatement({
        keyArn,
        actions: ["kms:Decrypt"],
        service: "secretsmanager",
        context: { SecretARN: this.secret.arn },
      }),
    ];
  }

  private check({ client, origin, sessionHours = 12, kmsKeyArn, signInDomain }: BackendForFrontendProps): void {
    const refuse = (found: string, instead: string) => {
      throw new ConfigurationError("backend-for-frontend", this.node.path, found, instead);
    };
    if (parseUrl(origin)?.origin !== origin || !origin.startsWith("https://"))
      refuse(
        `"${origin}" is not an origin a __Host- cookie is taken from`,
        "Write https:// and the host, without a path",
      );
    const { url } = signInDomain;
    if (!Token.isUnresolved(url) && (parseUrl(url)?.origin !== url || !url.startsWith("https://")))
      refuse(`its sign-in domain is "${url}"`, "Write https:// and the host, without a path or a slash at the end");
    if (kmsKeyArn !== undefined) checkKeyArn(kmsKeyArn, `${this.node.path}/kmsKeyArn`);
    if (!client.confidential)
      refuse(
        "its client keeps no secret",
        "Write confidential: true in the client's options; tokens stay on the server",
      );
    const lacks = (urls: readonly string[], url: string) => !Token.isUnresolved(urls) && !urls.includes(url);
    if (lacks(client.callbackUrls, `${origin}/auth/callback`))
      refuse("its client doesn't send people back to it", `Add "${origin}/auth/callback" to the client's callbackUrls`);
    if (lacks(client.logoutUrls, `${origin}/`))
      refuse("its client doesn't send people back after signing out", `Add "${origin}/" to the client's logoutUrls`);
    if (!client.scopes.includes("openid"))
      refuse("its client may not ask for openid, so nobody would know who signed in", 'Add "openid" to openIdScopes');
    if (!Number.isInteger(sessionHours) || sessionHours < 1 || sessionHours > 720)
      refuse(`sessionHours is ${sessionHours}`, "Write 1 to 720");
  }
}
