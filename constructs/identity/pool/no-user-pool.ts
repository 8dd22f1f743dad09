import { ConfigurationError } from "../../errors/configuration-error";
import { InvalidDependency, type Problems } from "../../errors/problems";
import type { IdentityProps } from "../identity-props";
import type { Pool } from "./pool";

/** What an API without a pool has in the pool's place: whoever asks it for anything is told so. */
export class NoUserPool implements Pool {
  constructor(
    private readonly where: string,
    private readonly problems: Problems,
  ) {}

  get poolId(): string {
    return this.refuse("pool's id");
  }

  get arn(): string {
    return this.refuse("pool's ARN");
  }

  get issuer(): string {
    return this.refuse("pool's issuer");
  }

  private refuse(what: string): never {
    if (this.problems.tells("no-pool", "")) throw new InvalidDependency();
    throw new ConfigurationError(
      "no-pool",
      this.where,
      `something asks for the ${what}, and the API has no pool (pool: false)`,
      "Leave pool: false out, or name another issuer",
    );
  }
}

/** What is nothing without a pool. */
const OF_A_POOL = [
  "groups",
  "scopes",
  "webClients",
  "machineClients",
  "rotatingMachineClients",
  "identityProviders",
  "signInDomain",
  "tokenTrigger",
  "triggers",
  "clientIds",
] as const;

type PoolParts = Partial<Pick<IdentityProps<string>, (typeof OF_A_POOL)[number]>>;

/** @throws ConfigurationError `no-pool` when something that lives in a pool stands beside `pool: false` */
export function checkNoPool(props: PoolParts, where: string): void {
  const wanted = OF_A_POOL.filter((name) => {
    const value: unknown = props[name];
    return typeof value === "object" && value !== null && (name === "tokenTrigger" || Object.keys(value).length > 0);
  });
  if (wanted.length === 0) return;
  throw new ConfigurationError(
    "no-pool",
    where,
    `${wanted.join(", ")} beside pool: false`,
    wanted.length === 1 && wanted[0] === "scopes"
      ? "Write scopes: {}; routes behind jwtAuthorizers name their issuer's scopes themselves"
      : `Leave ${wanted.join(", ")} out, or pool: false`,
  );
}
