import { buildPackage, PACKAGES } from "./build";

type Name = keyof typeof PACKAGES;

/** `npm run build [-- constructs|cdktn|posture|action]`, and what npm runs before it packs a package. Without a name: all. */
async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(PACKAGES)) {
    if (!(name in PACKAGES))
      throw new Error(`There is nothing called ${name} to build. There are: ${Object.keys(PACKAGES).join(", ")}.`);
    await buildPackage(name as Name);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
