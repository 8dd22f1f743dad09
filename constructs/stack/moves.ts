/** An address that a release of this library changed. */
export interface AddressMove {
  /** The first release with the new address. */
  readonly since: string;
  /** `aws_lambda_permission.api_*`: the star stands for the part that a stack chooses itself. */
  readonly from: string;
  /** Of the same type, with a star where `from` has one. */
  readonly to: string;
}

/** An address that a release gave up without another in its place. */
export interface AddressRemoval {
  readonly since: string;
  readonly address: string;
  /** What becomes of the thing in AWS, and what to do about it. */
  readonly reason: string;
}

/**
 * Every change of an address since the first release, forever: stacks that were applied with an older version get the `moved` blocks when they are
 * next synthesized, however many releases they skip.
 */
export const ADDRESS_MOVES: readonly AddressMove[] = [];

export const ADDRESS_REMOVALS: readonly AddressRemoval[] = [];

/** The addresses that a new address had, for a stack that may put a prefix before each name (`orders_pool`). */
export function formerAddresses(address: string, moves: readonly AddressMove[]): string[] {
  return moves.flatMap(({ from, to }) => {
    const [type = "", name = ""] = to.split(".");
    const pattern = new RegExp(`^${type}\\.((?:.+_)?)${name.replace("*", "(.+)")}$`);
    const match = pattern.exec(address);
    if (match === null) return [];
    const [oldType = "", oldName = ""] = from.split(".");
    return [`${oldType}.${match[1] ?? ""}${oldName.replace("*", match[2] ?? "")}`];
  });
}
