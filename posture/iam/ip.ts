/** An address as a number, and how many bits such addresses have. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export const addressOf = (text: string): Address | undefined => (text.includes(":") ? version6(text) : version4(text));

/** Is an address in a block (`10.0.0.0/8`, or a single address)? Undefined where the block isn't one. */
export function within(address: Address, block: string): boolean | undefined {
  const [base = "", length] = block.split("/");
  const first = addressOf(base);
  if (!first) return undefined;
  const fixed = length === undefined ? first.bits : Number(length);
  if (!Number.isInteger(fixed) || fixed < 0 || fixed > first.bits) return undefined;
  const shift = BigInt(first.bits - fixed);
  return first.bits === address.bits && first.value >> shift === address.value >> shift;
}

function version4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return { bits: 32, value: parts.reduce((all, part) => all * 256n + BigInt(part), 0n) };
}

function version6(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const gap = 8 - head.length - tail.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => "0"), ...tail];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((all, group) => all * 65536n + BigInt(`0x${group}`), 0n) };
}

/** Is an address in one of some blocks? What isn't a block holds nothing. */
export function blocksInclude(blocks: readonly string[], text: string): boolean {
  const address = addressOf(text);
  return address !== undefined && blocks.some((block) => within(address, block) === true);
}
