import { Token, type TerraformStack } from "cdktf";
import { addressesBelow } from "./addresses";
import { ConfigurationError } from "../errors/configuration-error";
import { importIdProblem } from "./import-ids";
import { nearest } from "../nearest";
import { StateBlocks } from "./state-blocks";

/**
 * Takes over what exists in AWS already: each address of the stack with the id that its resource is imported by. Terraform's plan then says
 * "N to import", and what it would change is what the stack says otherwise than AWS has it. Leave the call where it is: what was imported isn't
 * imported again, and without it Terraform would replace adopted clients, since AWS doesn't tell whether they were made with a secret
 * (`generate_secret` is ignored for them).
 *
 * ```ts
 * adopt(stack, { "aws_cognito_user_pool.pool": "eu-central-1_AbCdEfGhI", "aws_apigatewayv2_api.api": "a1b2c3d4e5" });
 * ```
 * @throws ConfigurationError `adopt-id` for an id that the provider can't import by; an address that the stack doesn't have is found at synth
 */
export function adopt(stack: TerraformStack, existing: Readonly<Record<string, string>>): void {
  const blocks = StateBlocks.of(stack);
  for (const [to, id] of Object.entries(existing)) {
    const problem = Token.isUnresolved(id) ? "it is known only to Terraform" : importIdProblem(typeOf(to), id);
    if (problem !== undefined)
      throw new ConfigurationError(
        "adopt-id",
        to,
        problem,
        "Write the id as the AWS console or the other state shows it",
      );
    if (blocks.imports.some((block) => block.to === to))
      throw new ConfigurationError("adopt-duplicate", to, "it is adopted twice", "Name it once");
    blocks.imports.push({ to, id });
  }
  onceAtSynth(stack, "adopt", () => unknownAddresses(stack, "adopt-address", StateBlocks.of(stack).imports));
}

/**
 * Carries resources of the same state over to this stack's addresses, so that Terraform neither makes nor destroys them: each old address with
 * the new one. Old addresses may lie in a module: `module.api.aws_apigatewayv2_api.this[0]`.
 *
 * ```ts
 * moveFrom(stack, { "aws_apigatewayv2_route.profile_route": "aws_apigatewayv2_route.get_profile" });
 * ```
 * @throws ConfigurationError `move-type` for addresses of two types, `move-duplicate` for an old or new address that is named twice
 */
export function moveFrom(stack: TerraformStack, moves: Readonly<Record<string, string>>): void {
  const blocks = StateBlocks.of(stack);
  for (const [from, to] of Object.entries(moves)) {
    if (from === to) continue;
    if (typeOf(from) !== typeOf(to))
      throw new ConfigurationError(
        "move-type",
        from,
        `it can't become ${to}, which is of another type`,
        "Name addresses of one type: what changes its type is replaced",
      );
    const known = blocks.moves.find((block) => block.from === from || block.to === to);
    if (known !== undefined)
      throw new ConfigurationError(
        "move-duplicate",
        from,
        `${known.from} goes to ${known.to} already`,
        "Name each once",
      );
    blocks.moves.push({ from, to });
  }
  onceAtSynth(stack, "move", () => {
    const { moves } = StateBlocks.of(stack);
    return [
      ...unknownAddresses(stack, "move-address", moves),
      ...stillDeclared(
        stack,
        moves.map(({ from }) => from),
      ),
    ];
  });
}

/** `aws_cognito_user_pool` of `module.a["x"].aws_cognito_user_pool.pool[0]`. */
function typeOf(address: string): string {
  const parts = withoutIndex(address).split(".");
  return parts.at(-2) ?? "";
}

/** The keys in brackets may hold dots, so they go first. */
const withoutIndex = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

function unknownAddresses(stack: TerraformStack, code: string, blocks: readonly { readonly to: string }[]): string[] {
  const known = [...addressesBelow(stack).keys()];
  return blocks
    .filter(({ to }) => !known.includes(withoutIndex(to)))
    .map(({ to }) => {
      const type = typeOf(to);
      const alike = known.filter((address) => address.startsWith(`${type}.`));
      const meant = nearest(to, known);
      if (meant !== undefined) return `[${code}] ${to}: the stack has no such address. Did you mean "${meant}"?`;
      return `[${code}] ${to}: the stack has no such address. ${alike.length > 0 ? `It has ${alike.join(", ")}.` : `It has no ${type} at all.`}`;
    });
}

function stillDeclared(stack: TerraformStack, sources: readonly string[]): string[] {
  const known = addressesBelow(stack);
  return sources
    .filter((from) => known.has(from))
    .map((from) => `[move-source] ${from}: it is moved away, and the stack still has it. Leave one of the two out.`);
}

const VALIDATED = new WeakMap<TerraformStack, Set<string>>();

function onceAtSynth(stack: TerraformStack, name: string, validate: () => string[]): void {
  const names = VALIDATED.get(stack) ?? new Set();
  if (names.has(name)) return;
  VALIDATED.set(stack, names.add(name));
  stack.node.addValidation({ validate });
}
