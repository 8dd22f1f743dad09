import { Construct } from "constructs";
import { NodeFunction } from "../compute/node-function";
import { ConfigurationError, propOf } from "../errors/configuration-error";
import { Problems } from "../errors/problems";
import { bundledFunction } from "../package-root";
import { Section } from "../stack/section";
import type { AudienceMember } from "./clients/audience-member";
import { MachineClient } from "./clients/machine-client";
import { RotatingMachineClient } from "./clients/rotating-machine-client";
import { checkScopes, ScopeCatalogue } from "./clients/scope-catalogue";
import { WebClient } from "./clients/web-client";
import { defineIdentity, type IdentityDefinition } from "./definition";
import { checkMappedAttributes, federatedProviders } from "./federation/federated-client";
import { IdentityProvider } from "./federation/identity-provider";
import type { IdentityProps, TokenTriggerOptions } from "./identity-props";
import { ExistingUserPool } from "./pool/existing-user-pool";
import { Group } from "./pool/group";
import { checkNoPool, NoUserPool, RefusedUserPool } from "./pool/no-user-pool";
import type { Pool } from "./pool/pool";
import { tokenClaimsEnvironment } from "./pool/token-claims";
import { TokenTrigger } from "./pool/token-trigger";
import { UserPool } from "./pool/user-pool";
import { SignInDomain } from "./sign-in/sign-in-domain";
import { brandClients, checkSignInPages, withRelyingParty } from "./sign-in/sign-in-pages";

/** Everything that issues tokens: pool, groups, scopes, clients, sign-in domain and token trigger. */
export class Identity<Scope extends string> extends Construct {
  /** With `pool: false` it refuses whatever it is asked for. */
  readonly pool: Pool;
  /** False with `pool: false`. */
  readonly hasPool: boolean;
  readonly scopes: ScopeCatalogue<Scope>;
  readonly webClients: Readonly<Record<string, WebClient<Scope>>>;
  readonly machineClients: Readonly<Record<string, MachineClient<Scope>>>;
  readonly rotatingMachineClients: Readonly<Record<string, RotatingMachineClient<Scope>>>;
  readonly identityProviders: Readonly<Record<string, IdentityProvider>>;
  readonly signInDomain: SignInDomain | undefined;

  /** @param collector what gathers mistakes for its caller; without one they are thrown from here, all together */
  constructor(scope: Construct, id: string, props: IdentityProps<Scope>, collector?: Problems) {
    super(scope, id);
    const problems = collector ?? new Problems();
    const definition = defineIdentity(props);
    this.hasPool = definition.pool.kind !== "none";
    problems.attempt("", () => checkSignInPages(definition.pool, definition.signInDomain, this.node.path));
    if (!this.hasPool) problems.attempt("", () => checkNoPool(props, this.node.path));
    this.pool = problems.attempt("pool", () => this.makePool(definition)) ?? new RefusedUserPool();
    if (definition.tokenTrigger !== undefined && this.hasPool)
      problems.attempt("tokenTrigger", () => this.addTrigger(definition.tokenTrigger ?? {}, definition));
    const groups = new Section(this, "groups");
    eachNamed("groups", definition.groups, problems, (group, name) => {
      return new Group(groups, name, { ...group, name, pool: this.pool });
    });
    this.scopes = this.makeCatalogue(definition, problems);
    const providers = new Section(this, "identity-providers");
    this.identityProviders = eachNamed(
      "identityProviders",
      definition.identityProviders,
      problems,
      (provider, name) => new IdentityProvider(providers, name, { ...provider, pool: this.pool }),
    );
    this.webClients = this.makeWebClients(definition, problems);
    const common = { pool: this.pool, catalogue: this.scopes, tags: definition.tags };
    const machine = new Section(this, "machine-clients");
    this.machineClients = eachNamed(
      "machineClients",
      definition.machineClients,
      problems,
      (client, name) => new MachineClient(machine, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    const rotating = new Section(this, "rotating-machine-clients");
    this.rotatingMachineClients = eachNamed(
      "rotatingMachineClients",
      definition.rotatingMachineClients,
      problems,
      (client, name) =>
        new RotatingMachineClient(rotating, name, { ...client, ...common, name: `${props.project}-${name}` }),
    );
    const domain = definition.signInDomain;
    this.signInDomain =
      domain === undefined
        ? undefined
        : problems.attempt("signInDomain", () => new SignInDomain(this, "sign_in", { ...domain, pool: this.pool }));
    brandClients(new Section(this, "branding"), this, domain);
    if (collector === undefined) problems.throwIfAny();
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

  /** Where its scopes are refused, a catalogue that emits nothing stands in, so that clients and routes are looked at all the same. */
  private makeCatalogue(definition: IdentityDefinition<Scope>, problems: Problems): ScopeCatalogue<Scope> {
    const { scopes, existingResourceServer: existing } = definition;
    const sound = problems.attempt("scopes", () => (checkScopes(scopes, this.node.path), true)) === true;
    const props = {
      pool: this.pool,
      identifier: definition.scopeIdentifier,
      name: `${definition.project}-api`,
      scopes,
    };
    const make = (id: string, managed: boolean) => new ScopeCatalogue(this, id, { ...props, managed });
    const made = problems.attempt("scopes", () => make("scopes", sound && !existing));
    return made ?? make("refused-scopes", false);
  }

  private makeWebClients(definition: IdentityDefinition<Scope>, problems: Problems): Record<string, WebClient<Scope>> {
    const section = new Section(this, "web-clients");
    const { pool } = definition;
    return eachNamed("webClients", definition.webClients, problems, (client, name) => {
      const identityProviders = federatedProviders(
        client,
        this.identityProviders,
        { names: Object.keys(definition.identityProviders), foreign: pool.kind === "existing" },
        this.node.path,
      );
      return new WebClient(section, name, {
        ...client,
        choiceBasedSignIn: client.choiceBasedSignIn ?? (pool.kind === "new" && pool.options.signInPolicy !== undefined),
        identityProviders,
        pool: this.pool,
        catalogue: this.scopes,
        name: `${definition.project}-${name}`,
      });
    });
  }

  private makePool({ pool, signInDomain, project, tags, identityProviders }: IdentityDefinition<Scope>): Pool {
    if (pool.kind === "none") return new NoUserPool(this.node.path);
    if (pool.kind === "existing") return new ExistingUserPool(this, "pool", pool.pool);
    checkMappedAttributes(pool.options, identityProviders, this.node.path);
    return new UserPool(this, "pool", {
      ...withRelyingParty(pool.options, signInDomain),
      name: `${project}-pool`,
      tags,
    });
  }

  private addTrigger(trigger: TokenTriggerOptions, definition: IdentityDefinition<Scope>): void {
    const { pool } = this;
    if (definition.pool.kind === "existing") {
      throw new ConfigurationError(
        "trigger-foreign-pool",
        this.node.path,
        "a token trigger on a pool that is managed elsewhere",
        "Set the trigger where the pool is managed",
      );
    }
    if (!(pool instanceof UserPool)) return;
    const handler = new NodeFunction(new Section(this, "trigger"), "pre_token_generation", {
      entry: bundledFunction("pre-token-generation"),
      name: `${definition.project}-pre-token-generation`,
      environment: tokenClaimsEnvironment(trigger.claims, pool.attributeNames, this.node.path),
      timeout: 5, // Cognito waits no longer.
      packaging: definition.packaging,
      tags: definition.tags,
    });
    new TokenTrigger(this, "token_trigger", { pool, function: handler, version: trigger.version });
  }
}

/** Makes one for each name; those that are refused are left out, and their mistakes gathered. */
function eachNamed<In, Out>(
  prop: string,
  record: Readonly<Record<string, In>>,
  problems: Problems,
  make: (value: In, name: string) => Out,
): Record<string, Out> {
  const made = Object.entries(record).flatMap(([name, value]) => {
    const one = problems.attempt(propOf(prop, name), () => make(value, name));
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(made);
}
