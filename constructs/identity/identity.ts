import { Construct } from "constructs";
import { NodeFunction } from "../compute/node-function";
import { ConfigurationError } from "../errors";
import { bundledFunction } from "../package-root";
import type { SecuredApiProps, TokenTriggerOptions } from "../secured-api-props";
import { Section } from "../section";
import { ExistingUserPool } from "./existing-user-pool";
import { Group } from "./group";
import { MachineClient } from "./machine-client";
import type { Pool } from "./pool";
import { ScopeCatalogue } from "./scope-catalogue";
import { SignInDomain } from "./sign-in-domain";
import { tokenClaimsEnvironment } from "./token-claims";
import { TokenTrigger } from "./token-trigger";
import { UserPool } from "./user-pool";
import { WebClient } from "./web-client";

type IdentityProps<Scope extends string> = Pick<
  SecuredApiProps<Scope, string>,
  | "project"
  | "domain"
  | "tags"
  | "pool"
  | "groups"
  | "scopes"
  | "scopeIdentifier"
  | "webClients"
  | "machineClients"
  | "signInDomain"
  | "tokenTrigger"
  | "packaging"
>;

/** Everything that issues tokens: pool, groups, scopes, clients, sign-in domain and token trigger. */
export class Identity<Scope extends string> extends Construct {
  readonly pool: Pool;
  readonly scopes: ScopeCatalogue<Scope>;
  readonly webClients: Readonly<Record<string, WebClient<Scope>>>;
  readonly machineClients: Readonly<Record<string, MachineClient<Scope>>>;
  readonly signInDomain: SignInDomain | undefined;

  constructor(scope: Construct, id: string, props: IdentityProps<Scope>) {
    super(scope, id);
    this.pool = this.makePool(props);
    const groups = new Section(this, "groups");
    for (const [name, group] of Object.entries(props.groups ?? {}))
      new Group(groups, name, { ...group, name, pool: this.pool });
    this.scopes = new ScopeCatalogue(this, "scopes", {
      pool: this.pool,
      identifier: props.scopeIdentifier ?? `https://api.${props.domain}`,
      name: `${props.project}-api`,
      scopes: props.scopes,
    });
    const common = { pool: this.pool, catalogue: this.scopes, tags: props.tags };
    const web = new Section(this, "web-clients");
    this.webClients = mapValues(
      props.webClients ?? {},
      (client, name) => new WebClient(web, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    const machine = new Section(this, "machine-clients");
    this.machineClients = mapValues(
      props.machineClients ?? {},
      (client, name) => new MachineClient(machine, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    this.signInDomain =
      props.signInDomain === false
        ? undefined
        : new SignInDomain(this, "sign_in", {
            ...(props.signInDomain ?? { prefix: `${props.project}-auth` }),
            pool: this.pool,
          });
  }

  /** The ids of all clients, for the audience. */
  get clientIds(): string[] {
    return [...Object.values(this.webClients), ...Object.values(this.machineClients)].map((client) => client.clientId);
  }

  private makePool(props: IdentityProps<Scope>): Pool {
    const { pool = {}, tokenTrigger, project, tags } = props;
    if ("poolId" in pool) {
      if (tokenTrigger === undefined) return new ExistingUserPool(this, "pool", pool);
      throw new ConfigurationError(
        "trigger-foreign-pool",
        this.node.path,
        "a token trigger on a pool that is managed elsewhere",
        "Set the trigger where the pool is managed",
      );
    }
    const made = new UserPool(this, "pool", { ...pool, name: `${project}-pool`, tags });
    if (tokenTrigger !== undefined) this.addTrigger(made, tokenTrigger, props);
    return made;
  }

  private addTrigger(pool: UserPool, trigger: TokenTriggerOptions, props: IdentityProps<Scope>): void {
    const handler = new NodeFunction(new Section(this, "trigger"), "pre_token_generation", {
      entry: bundledFunction("pre-token-generation"),
      name: `${props.project}-pre-token-generation`,
      environment: tokenClaimsEnvironment(trigger.claims, pool.attributeNames, `${this.node.path}/tokenTrigger`),
      timeout: 5, // Cognito waits no longer.
      packaging: props.packaging,
      tags: props.tags,
    });
    new TokenTrigger(this, "token_trigger", { pool, function: handler, version: trigger.version });
  }
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  make: (value: In, name: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]));
}
