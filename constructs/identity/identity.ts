import { Construct } from "constructs";
import { ConfigurationError, propOf } from "../errors/configuration-error";
import { eachNamed } from "../errors/each-named";
import { madeFor } from "../errors/written-as";
import { InvalidDependency, Problems } from "../errors/problems";
import { bundledFunction } from "../package-root";
import { Section } from "../stack/section";
import { checkOwnProps, composes } from "../props/own-props";
import type { AudienceMember } from "./clients/audience-member";
import { MachineClient } from "./clients/machine-client";
import { RotatingMachineClient } from "./clients/rotating-machine-client";
import { checkScopes, ScopeCatalogue } from "./clients/scope-catalogue";
import { DEFAULT_WRITABLE, WebClient, type WebClientOptions } from "./clients/web-client";
import { defineIdentity, type IdentityDefinition, type PoolDefinition } from "./definition";
import { checkMappedAttributes, checkWriteAttributes, federatedProviders } from "./federation/federated-client";
import { IdentityProvider } from "./federation/identity-provider";
import type { IdentityProps, TokenTriggerOptions } from "./identity-props";
import { ExistingUserPool } from "./pool/existing-user-pool";
import { Group } from "./pool/group";
import { checkNoPool, NoUserPool } from "./pool/no-user-pool";
import type { Pool } from "./pool/pool";
import { tokenClaimsEnvironment } from "./pool/token-claims";
import { signsInByPhone } from "./pool/sign-in-aliases";
import { TokenTrigger } from "./triggers/token-trigger";
import { UserPool } from "./pool/user-pool";
import { SignInDomain } from "./sign-in/sign-in-domain";
import { poolFunction } from "./triggers/trigger-function";
import type { UserPoolTriggers } from "./triggers/trigger-options";
import { PoolTriggers } from "./triggers/user-pool-triggers";
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
    checkOwnProps(this, props, problems);
    const composed = composes(this);
    const definition = defineIdentity(props);
    this.hasPool = definition.pool.kind !== "none";
    problems.attempt("", () => checkSignInPages(definition.pool, definition.signInDomain, this.node.path));
    if (!this.hasPool) problems.attempt("", () => checkNoPool(props, this.node.path));
    this.pool =
      problems.attempt("pool", () => this.makePool(definition, problems)) ?? this.refusedPool(definition.pool);
    if (definition.tokenTrigger !== undefined && this.hasPool)
      problems.attempt("tokenTrigger", () => this.addTokenTrigger(definition.tokenTrigger ?? {}, definition));
    if (definition.triggers !== undefined && this.hasPool)
      problems.attempt("triggers", () => this.addTriggers(definition.triggers ?? {}, definition));
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
    checkClientNames(definition, problems, this.node.path);
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
    composed();
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
    const sound = problems.attempt("", () => (checkScopes(scopes, this.node.path), true)) === true;
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
    const { pool, triggers } = definition;
    const challenges = triggers?.defineAuthChallenge !== undefined;
    const byPhone = pool.kind === "new" && signsInByPhone(pool.options);
    return eachNamed("webClients", definition.webClients, problems, (given, name) => {
      const refused = new Problems();
      if (pool.kind === "new") refused.attempt("", () => checkWriteAttributes(pool.options, given, this.node.path));
      refused.attempt("", () => checkCustomSignIn(given, pool.kind === "new" && !challenges, this.node.path));
      // What people sign in with they may also change.
      const client = {
        ...given,
        ...(byPhone && { writeAttributes: given.writeAttributes ?? [...DEFAULT_WRITABLE, "phone_number"] }),
      };
      const declared = { names: Object.keys(definition.identityProviders), foreign: pool.kind === "existing" };
      const identityProviders = refused.attempt("", () =>
        federatedProviders(client, this.identityProviders, declared, this.node.path),
      );
      const made = refused.attempt(
        "",
        () =>
          new WebClient(section, name, {
            ...client,
            choiceBasedSignIn:
              client.choiceBasedSignIn ?? (pool.kind === "new" && pool.options.signInPolicy !== undefined),
            identityProviders,
            pool: this.pool,
            catalogue: this.scopes,
            name: `${definition.project}-${name}`,
            challenges,
          }),
      );
      // Refused, it is there all the same for the rules, which name it by its prop.
      madeFor("", () => section.node.tryFindChild(name));
      refused.throwIfAny();
      if (made === undefined) throw new InvalidDependency();
      return made;
    });
  }

  private makePool(
    { pool, signInDomain, project, tags, identityProviders }: IdentityDefinition<Scope>,
    problems: Problems,
  ): Pool {
    if (pool.kind === "none") return new NoUserPool(this.node.path, problems);
    if (pool.kind === "existing") return new ExistingUserPool(this, "pool", pool.pool);
    checkMappedAttributes(pool.options, identityProviders, this.node.path);
    return new UserPool(this, "pool", {
      ...withRelyingParty(pool.options, signInDomain),
      name: `${project}-pool`,
      tags,
    });
  }

  /** Stands in for a pool that was refused, so that what needs one is looked at all the same. */
  private refusedPool(pool: PoolDefinition): Pool {
    const given = pool.kind === "new" ? (pool.options.customAttributes ?? {}) : {};
    const customAttributes = Object.fromEntries(Object.keys(given).map((name) => [name, { type: "Boolean" }] as const));
    return new UserPool(this, "refused-pool", { name: "refused", customAttributes });
  }

  private addTriggers(triggers: UserPoolTriggers, definition: IdentityDefinition<Scope>): void {
    const { pool } = this;
    checkOwnPool(definition.pool, this.node.path);
    if (!(pool instanceof UserPool)) return;
    const { project, packaging, tags } = definition;
    new PoolTriggers(new Section(this, "triggers"), "Default", { ...triggers, pool, project, packaging, tags });
  }

  private addTokenTrigger(trigger: TokenTriggerOptions, definition: IdentityDefinition<Scope>): void {
    const { pool } = this;
    checkOwnPool(definition.pool, this.node.path);
    if (!(pool instanceof UserPool)) return;
    const { packaging, tags } = definition;
    if (trigger.function !== undefined && trigger.claims !== undefined)
      throw new ConfigurationError(
        "trigger-claims",
        { path: this.node.path, prop: "claims" },
        "the function that reads them is the bundled one, and another stands in its place",
        "Leave claims out, or function",
      );
    const handler = poolFunction(new Section(this, "trigger"), "pre_token_generation", {
      pool,
      function: trigger.function ?? {
        entry: bundledFunction("pre-token-generation"),
        environment: tokenClaimsEnvironment(trigger.claims, pool.attributeNames, this.node.path),
      },
      name: `${definition.project}-pre-token-generation`,
      packaging,
      tags,
    });
    new TokenTrigger(this, "token_trigger", { pool, function: handler, version: trigger.version });
  }
}

/** @throws ConfigurationError `trigger-challenge` */
function checkCustomSignIn(client: WebClientOptions<string>, unanswered: boolean, path: string): void {
  if (client.customSignIn !== true || !unanswered) return;
  throw new ConfigurationError(
    "trigger-challenge",
    { path, prop: "customSignIn" },
    "the pool has no challenges of its own: Cognito would refuse each such sign-in",
    "Add triggers: { defineAuthChallenge, createAuthChallenge, verifyAuthChallengeResponse }",
  );
}

/** @throws ConfigurationError `trigger-existing-pool` */
function checkOwnPool(pool: PoolDefinition, path: string): void {
  if (pool.kind !== "existing") return;
  throw new ConfigurationError(
    "trigger-existing-pool",
    path,
    "a trigger on a pool that is managed elsewhere",
    "Set the trigger where the pool is managed",
  );
}

/** The clients of a pool have names of their own, whatever kind they are; of a rotating one, each generation has. */
function checkClientNames(definition: IdentityDefinition<string>, problems: Problems, path: string): void {
  const { webClients, machineClients, rotatingMachineClients } = definition;
  const generations = Object.entries(rotatingMachineClients).flatMap(([name, { current, previous }]) =>
    [current, previous].flatMap((one) =>
      one === undefined ? [] : [[`${name}-${one}`, propOf("rotatingMachineClients", name)]],
    ),
  );
  const taken = new Map(Object.keys(webClients).map((name) => [name, propOf("webClients", name)]));
  for (const [name = "", prop = ""] of [
    ...Object.keys(machineClients).map((name) => [name, propOf("machineClients", name)]),
    ...generations,
  ]) {
    const other = taken.get(name);
    taken.set(name, other ?? prop);
    if (other === undefined || other === prop) continue;
    problems.attempt(prop, () => {
      throw new ConfigurationError(
        "client-name",
        path,
        `"${name}" is the name of ${other} too`,
        "Give each client a name of its own",
      );
    });
  }
}
