import { mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Mirror } from "./mirrors";

const ZIP = /^terraform-provider-.*\.zip$/;

/** Links what a provider's folder holds: its zips, and the folder of each platform below each version. */
function linkProvider(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) {
    const source = resolve(from, entry);
    // Zips of one provider, or folders `VERSION/OS_ARCH`: Terraform follows links at these two places only.
    if (!statSync(source).isDirectory()) {
      if (ZIP.test(entry)) symlinkSync(source, join(to, entry));
      continue;
    }
    mkdirSync(join(to, entry));
    for (const platform of readdirSync(source))
      symlinkSync(join(source, platform), join(to, entry, platform), "junction");
  }
}

/**
 * Makes the providers of other registries' mirrors available under another host: OpenTofu looks for `hashicorp/aws` at a
 * registry of its own, while a machine's mirror may have been filled by Terraform. Both run the same plugins, over the
 * same protocol. Nothing is copied.
 * @param mirrors of whichever registry
 * @param host where the providers are looked for
 * @param providers which of them are of interest, `hashicorp/aws`
 * @param folder gets the links
 * @returns the mirrors of that host, with the one made of links last where there was need of it
 */
export function withLinkedMirror(
  mirrors: readonly Mirror[],
  host: string,
  providers: readonly string[],
  folder: string,
): readonly Mirror[] {
  const own = mirrors.filter((mirror) => mirror.host === host);
  const linked = providers.flatMap((provider) => {
    if (own.some((mirror) => mirror.providers.includes(provider))) return [];
    const other = mirrors.find((mirror) => mirror.providers.includes(provider));
    if (other === undefined) return [];
    linkProvider(join(other.folder, other.host, provider), join(folder, host, provider));
    return [{ ...other, providers: [provider] }];
  });
  return linked.length === 0
    ? own
    : [...own, { folder, host, providers: linked.flatMap((mirror) => mirror.providers), linked }];
}
