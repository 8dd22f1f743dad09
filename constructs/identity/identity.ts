import { Construct } from "constructs";
import { NodeFunction } from "../compute/node-function";
import { ConfigurationError } from "../errors/configuration-error";
import { bundledFunction } from "../package-root";
import type { SecuredApiProps, TokenTriggerOptions } from "../secured-api/props";
import { Section } from "../stack/section";
import { ExistingUserPool } from "./pool/existing-user-pool";
import type { AudienceMember } from "./clients/audience-member";
import { checkMappedAttributes, federatedProviders } from "./federation/federated-client";
import { IdentityProvider } from "./federation/identity-provider";
import { Group } from "./pool/group";
import { MachineClient } from "./clients/machine-client";
import { checkNoPool, NoUserPool } from "./pool/no-user-pool";
import type { Pool } from "./pool/pool";
import { RotatingMachineClient } from "./clients/rotating-machine-client";
import { ScopeCatalogue } from "./clients/scope-catalogue";
import { SignInDomain } from "./sign-in/sign-in-domain";
import { brandClients, checkSignInPages, signInDomainOptions, withRelyingParty } from "./sign-in/sign-in-pages";
import { tokenClaimsEnvironment } from "./pool/token-claims";
import { TokenTrigger } from "./pool/token-trigger";
import { UserPool } from "./pool/user-pool";
import { WebClient } from "./clients/web-client";

export type IdentityProps<Scope extends string> = Pick<
  SecuredApiProps<Scope, string>,
  | "project"
  | "domain"
  | "tags"
  | "pool"
  | "groups"
  | "scopes"
  | "scopeIdentifier"
  | "existingResourceServer"
  | "webClients"
  | "machineClients"
  | "rotatingMachineClients"
  | "identityProviders"
  | "signInDomain"
  | "tokenTrigger"
  | "packaging"
  | "clientIds"
>;

/** Everything that issues tokens: pool, groups, scopes, clients, sign-in domain and token trigger. */
export class Identity<Scope extends string> extends Construct {
  /** With `pool: false` it refuses whoever asks it for anything. */
  readonly pool: Pool;
  /** False with `pool: false`. */
  readonly hasPool: boolean;
  readonly scopes: ScopeCatalogue<Scope>;
  readonly webClients: Readonly<Record<string, WebClient<Scope>>>;
  readonly machineClients: Readonly<Record<string, MachineClient<Scope>>>;
  readonly rotatingMachineClients: Readonly<Record<string, RotatingMachineClient<Scope>>>;
  readonly identityProviders: Readonly<Record<string, IdentityProvider>>;
  readonly signInDomain: SignInDomain | undefined;

  constructor(scope: Construct, id: string, props: IdentityProps<Scope>) {
    super(scope, id);
    checkSignInPages(props, this.node.path);
    this.hasPool = props.pool !== false;
    if (!this.hasPool) checkNoPool(props, this.node.path);
    this.pool = this.makePool(props);
    const groups = new Section(this, "groups");
    for (const [name, group] of Object.entries(props.groups ?? {}))
      new Group(groups, name, { ...group, name, pool: this.pool });
    this.scopes = new ScopeCatalogue(this, "scopes", {
      pool: this.pool,
      identifier: props.scopeIdentifier ?? `https://api.${props.domain}`,
      name: `${props.project}-api`,
      scopes: props.scopes,
      managed: props.existingResourceServer !== true,
    });
    const common = { pool: this.pool, catalogue: this.scopes, tags: props.tags };
    const providers = new Section(this, "identity-providers");
    this.identityProviders = mapValues(
      props.identityProviders ?? {},
      (provider, name) => new IdentityProvider(providers, name, { ...provider, pool: this.pool }),
    );
    this.webClients = this.makeWebClients(props);
    const machine = new Section(this, "machine-clients");
    this.machineClients = mapValues(
      props.machineClients ?? {},
      (client, name) => new MachineClient(machine, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    const rotating = new Section(this, "rotating-machine-clients");
    this.rotatingMachineClients = mapValues(
      props.rotatingMachineClients ?? {},
      (client, name) =>
        new RotatingMachineClient(rotating, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    const domain = signInDomainOptions(props);
    this.signInDomain =
      domain === undefined ? undefined : new SignInDomain(this, "sign_in", { ...domain, pool: this.pool });
    brandClients(new Section(this, "branding"), this, domain);
  }

  /** The ids of all clients, for the audience. */
  get clientIds(): string[] {
    const members: AudienceMember[] = [
      ...Object.values(this.webClients),
      ...Object.values(this.machineClients),
      ...Object.values(this.rotatingMachineClients),
    ];
    return members.flatMap((member) => member.clientIds);
  }

  private makeWebClients(props: IdentityProps<Scope>): Record<string, WebClient<Scope>> {
    const section = new Section(this, "web-clients");
    const { pool = {} } = props;
    const foreign = pool !== false && "poolId" in pool;
    return mapValues(
      props.webClients ?? {},
      (client, name) =>
        new WebClient(section, name, {
          ...client,
          choiceBasedSignIn:
            client.choiceBasedSignIn ?? (pool !== false && !("poolId" in pool) && pool.signInPolicy !== undefined),
          identityProviders: federatedProviders(
            client,
            this.identityProviders,
            foreign,
            `${this.node.path}/webClients/${name}`,
          ),
          pool: this.pool,
          catalogue: this.scopes,
          name: `${props.project}-${name}`,
        }),
    );
  }

  private makePool(props: IdentityProps<Scope>): Pool {
    const { pool = {}, tokenTrigger, project, tags } = props;
    if (pool === false) return new NoUserPool(this.node.path);
    if ("poolId" in pool) {
      if (tokenTrigger === undefined) return new ExistingUserPool(this, "pool", pool);
      throw new ConfigurationError(
        "trigger-foreign-pool",
        this.node.path,
        "a token trigger on a pool that is managed elsewhere",
        "Set the trigger where the pool is managed",
      );
    }
    checkMappedAttributes(pool, props.identityProviders ?? {}, this.node.path);
    const made = new UserPool(this, "pool", {
      ...withRelyingParty(pool, signInDomainOptions(props)),
      name: `${project}-pool`,
      tags,
    });
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
