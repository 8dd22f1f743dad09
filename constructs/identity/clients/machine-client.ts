import { Construct } from "constructs";
import { CognitoUserPoolClient } from "../../bindings";
import { declareAccess } from "../../stack/access-list";
import { requireChecks } from "../../stack/run-rules";
import type { AudienceMember } from "./audience-member";
import { storeClientSecret } from "./client-secret";
import type { Pool } from "../pool/pool";
import type { ScopeCatalogue } from "./scope-catalogue";
import { checkLifetime } from "./token-lifetimes";

export interface MachineClientOptions<Scope extends string> {
  /** The scopes of the catalogue that the machine may ask for; at least one, since client credentials grant nothing else. */
  readonly scopes: readonly [Scope, ...Scope[]];
  /** 5 to 1440 minutes. @default 60 */
  readonly accessTokenMinutes?: number;
  /** Also puts client id and secret into Secrets Manager, as JSON `{client_id, client_secret}`. @default only in Terraform's state */
  readonly secretsManager?: {
    readonly name: string;
    /** @default Secrets Manager's own key */
    readonly kmsKeyId?: string;
    /** How long a deleted secret can be restored: 0, or 7 to 30 days. @default 30 */
    readonly recoveryWindowInDays?: number;
  };
}

export interface MachineClientProps<Scope extends string> extends MachineClientOptions<Scope> {
  /** The pool that issues its tokens. */
  readonly pool: Pool;
  /** Where its scopes are declared. */
  readonly catalogue: ScopeCatalogue<Scope>;
  /** The client's name in AWS. */
  readonly name: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A client for a program: client credentials only, with a secret. Cognito bills each by the month and by the token
 * (https://aws.amazon.com/cognito/pricing/). Address: `aws_cognito_user_pool_client.ID`.
 */
export class MachineClient<Scope extends string = string> extends Construct implements AudienceMember {
  readonly resource: CognitoUserPoolClient;

  constructor(scope: Construct, id: string, props: MachineClientProps<Scope>) {
    super(scope, id);
    requireChecks(this, props);
    checkLifetime(props.accessTokenMinutes, 5, 1440, "minutes", {
      path: this.node.path,
      prop: "accessTokenMinutes",
    });
    const scopes = props.scopes.map((name, index) =>
      props.catalogue.scope(name, { path: this.node.path, prop: `scopes[${String(index)}]` }),
    );
    this.resource = new CognitoUserPoolClient(this, "Resource", {
      userPoolId: props.pool.poolId,
      name: props.name,
      generateSecret: true,
      allowedOauthFlows: ["client_credentials"],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthScopes: scopes,
      accessTokenValidity: props.accessTokenMinutes ?? 60,
      tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
      // Left out, Cognito would let whoever holds the secret sign users in by password as well.
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      enableTokenRevocation: true,
      preventUserExistenceErrors: "ENABLED",
    });
    declareAccess(this, {
      kind: "client",
      client: {
        client: this.resource.id,
        pool: props.pool.poolId,
        flows: ["client_credentials"],
        scopes,
        confidential: true,
      },
    });
    const { secretsManager } = props;
    if (secretsManager === undefined) return;
    const description = "Client id and secret for the client credentials flow";
    storeClientSecret(this, "Resource", { ...secretsManager, description, client: this, tags: props.tags });
  }

  get clientId(): string {
    return this.resource.id;
  }

  get clientIds(): readonly string[] {
    return [this.clientId];
  }

  /** Sensitive: put it only where Terraform knows that. */
  get clientSecret(): string {
    return this.resource.clientSecret;
  }
}
