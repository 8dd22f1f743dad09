import { TerraformElement, type TerraformStack } from "cdktf";
import { addressesBelow } from "./addresses";
import { ADDRESS_MOVES, formerAddresses, type AddressMove } from "./moves";

export interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

export interface MovedBlock {
  readonly from: string;
  readonly to: string;
}

/**
 * `import` and `moved` blocks of a stack. (cdktf's own, on the resource, call the terraform binary at synth, and can name one address each.)
 * One for a stack: `StateBlocks.of`.
 */
export class StateBlocks extends TerraformElement {
  readonly imports: ImportBlock[] = [];
  readonly moves: MovedBlock[] = [];
  /** What releases of this library moved; a stack that has such an address gets the block, unless it says something else itself. */
  released: readonly AddressMove[] = [];

  static of(stack: TerraformStack): StateBlocks {
    const found = stack.node.tryFindChild("state-blocks");
    return found instanceof StateBlocks ? found : new StateBlocks(stack, "state-blocks");
  }

  override toTerraform(): object {
    const moved = [...this.moves, ...this.releaseMoves()];
    const clients = this.imports.flatMap(({ to }) => /^aws_cognito_user_pool_client\.(\w+)/.exec(to)?.[1] ?? []);
    return {
      ...(clients.length > 0 && { resource: { aws_cognito_user_pool_client: withoutGenerateSecret(clients) } }),
      ...(this.imports.length > 0 && { import: this.imports }),
      ...(moved.length > 0 && { moved }),
    };
  }

  private releaseMoves(): MovedBlock[] {
    if (this.released.length === 0) return [];
    const present = addressesBelow(this.cdktfStack);
    const said = new Set(this.moves.flatMap(({ from, to }) => [from, to]));
    return [...present.keys()].flatMap((to) =>
      formerAddresses(to, this.released)
        .filter((from) => !present.has(from) && !said.has(from) && !said.has(to))
        .map((from) => ({ from, to })),
    );
  }
}

/**
 * AWS doesn't tell whether a client was made with a secret, so an imported one has no `generate_secret` in the state; that difference alone would
 * replace the client, and with it its id and secret.
 */
function withoutGenerateSecret(clients: readonly string[]): object {
  return Object.fromEntries(clients.map((name) => [name, { lifecycle: { ignore_changes: ["generate_secret"] } }]));
}

/** Gives a stack the `moved` blocks of the releases; nothing where no release moved anything. */
export function emitReleaseMoves(stack: TerraformStack, moves: readonly AddressMove[] = ADDRESS_MOVES): void {
  if (moves.length > 0) StateBlocks.of(stack).released = moves;
}
