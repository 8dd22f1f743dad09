import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../process/terraform-working-directory";

/** A stack that a local run applies. */
export interface StackSource {
  /** Its name, which the entry gives it: the folder below `stacks/` that the synthesis writes. */
  readonly name: string;
  /** The program that declares it, below the project's root; undefined is what `npm run synth` takes: main.ts. */
  readonly entry?: string;
  /** Settings of its own, so that nothing is named as in the stack beside it. They win over the person's. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The stack that main.ts deploys. */
export const STACK = "auth-api";

/** What a local run applies side by side: what would be deployed, and the ways in that it doesn't use. */
export const STACKS: readonly StackSource[] = [
  { name: STACK, settings: {} },
  {
    name: "every-way-in",
    entry: "examples/every-way-in/main.ts",
    settings: {
      PROJECT: "local-every-way-in",
      DOMAIN: "every-way-in.example",
      CALLBACK_URLS: "https://every-way-in.example/callback",
      LOGOUT_URLS: "https://every-way-in.example/logout",
    },
  },
];

/** The stacks whose programs are here; who built on the project may have removed the examples. */
export function presentStacks(
  stacks: readonly StackSource[] = STACKS,
  root: string = ROOT,
): { readonly present: readonly StackSource[]; readonly missing: readonly StackSource[] } {
  const here = (stack: StackSource): boolean => stack.entry === undefined || existsSync(join(root, stack.entry));
  return { present: stacks.filter(here), missing: stacks.filter((stack) => !here(stack)) };
}
