import type { MachineClientOptions } from "./clients/machine-client";
import type { RotatingMachineClientOptions } from "./clients/rotating-machine-client";
import type { WebClientOptions } from "./clients/web-client";
import type { IdentityProviderOptions } from "./federation/provider-options";
import type { IdentityProps, TokenTriggerOptions } from "./identity-props";
import type { ExistingUserPoolProps } from "./pool/existing-user-pool";
import type { GroupOptions } from "./pool/group";
import type { UserPoolOptions } from "./pool/user-pool-options";
import type { SignInDomainOptions } from "./sign-in/sign-in-domain";
import type { UserPoolTriggers } from "./triggers/trigger-options";

type Named<Options> = Readonly<Record<string, Options>>;

/** Which pool issues the tokens: one to make, one that is managed elsewhere, or none. */
export type PoolDefinition =
  | { readonly kind: "new"; readonly options: UserPoolOptions }
  | { readonly kind: "existing"; readonly pool: ExistingUserPoolProps }
  | { readonly kind: "none" };

/** `IdentityProps` with every default in place, so that they are decided once. */
export interface IdentityDefinition<Scope extends string> {
  readonly project: string;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly packaging: IdentityProps<Scope>["packaging"];
  readonly pool: PoolDefinition;
  readonly groups: Named<GroupOptions>;
  readonly scopes: Readonly<Record<Scope, string>>;
  readonly scopeIdentifier: string;
  readonly existingResourceServer: boolean;
  readonly webClients: Named<WebClientOptions<Scope>>;
  readonly machineClients: Named<MachineClientOptions<Scope>>;
  readonly rotatingMachineClients: Named<RotatingMachineClientOptions<Scope>>;
  readonly identityProviders: Named<IdentityProviderOptions>;
  /** Undefined for none. */
  readonly signInDomain: SignInDomainOptions | undefined;
  readonly tokenTrigger: TokenTriggerOptions | undefined;
  readonly triggers: UserPoolTriggers | undefined;
}

export function defineIdentity<Scope extends string>(props: IdentityProps<Scope>): IdentityDefinition<Scope> {
  const pool = definePool(props.pool);
  return {
    project: props.project,
    tags: props.tags,
    packaging: props.packaging,
    pool,
    groups: props.groups ?? {},
    scopes: props.scopes,
    scopeIdentifier: props.scopeIdentifier ?? `https://api.${props.domain}`,
    existingResourceServer: props.existingResourceServer === true,
    webClients: props.webClients ?? {},
    machineClients: props.machineClients ?? {},
    rotatingMachineClients: props.rotatingMachineClients ?? {},
    identityProviders: props.identityProviders ?? {},
    signInDomain: defineSignInDomain(props, pool),
    tokenTrigger: props.tokenTrigger,
    triggers: props.triggers,
  };
}

function definePool(pool: IdentityProps<string>["pool"] = {}): PoolDefinition {
  if (pool === false) return { kind: "none" };
  return "poolId" in pool ? { kind: "existing", pool } : { kind: "new", options: pool };
}

/** The given domain, or the project's prefix; none for a pool that is managed elsewhere, which has its own or wants none. */
function defineSignInDomain(
  { signInDomain, project }: Pick<IdentityProps<string>, "signInDomain" | "project">,
  { kind }: PoolDefinition,
): SignInDomainOptions | undefined {
  if (kind === "none" || signInDomain === false) return undefined;
  return signInDomain ?? (kind === "existing" ? undefined : { prefix: `${project}-auth` });
}
