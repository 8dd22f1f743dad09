import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** What the constructs stand on, and so which package is made of them. */
export interface Edition {
  readonly name: string;
  /** A module of the sources as this edition imports it. */
  readonly moduleOf: (module: string) => string;
}

/** The sources as they stand: cdktf. */
export const CDKTF: Edition = { name: "cognito-http-api", moduleOf: (module) => module };

/** cdktn, with its own bindings. Their classes lie where cdktf's lie; what is regrouped one day is mapped here and in constructs/bindings.ts. */
export const CDKTN: Edition = {
  name: "cognito-http-api-cdktn",
  moduleOf: (module) => module.replace(/^cdktf(?=$|\/)/, "cdktn").replace(/^@cdktf(?=\/provider-)/, "@cdktn"),
};

/** What a project with the edition for cdktn has besides: the ranges of its bindings, which are narrower than cdktf's. */
const CDKTN_PEERS = {
  "@cdktn/provider-archive": "^14.0.1",
  "@cdktn/provider-aws": "^25.7.0",
  cdktn: "^0.24.0",
  constructs: ">=10.6.0 <10.8.0",
};

/** Fields of the manifest that both editions share. */
const SHARED = [
  ...(["version", "keywords", "license", "main", "types", "exports", "files"] as const),
  ...(["publishConfig", "dependencies", "sideEffects"] as const),
];

/** The manifest of the edition for cdktn, made from the other's. */
export function cdktnManifest(manifest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    name: CDKTN.name,
    description: String(manifest["description"]).replaceAll("CDKTF", "CDK Terrain (cdktn)"),
    ...Object.fromEntries(SHARED.map((field) => [field, manifest[field]])),
    engines: { node: ">=22.11" },
    bin: { "cognito-http-api": "dist/cli.js" },
    peerDependencies: CDKTN_PEERS,
  };
}

/** Writes what a package holds beside `dist`: its manifest, its README, the licence. */
export function writeCdktnDocuments(root: string, out: string): void {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(path.join(out, "package.json"), `${JSON.stringify(cdktnManifest(manifest), undefined, 2)}\n`);
  copyFileSync(path.join(root, "docs", "cdktn.md"), path.join(out, "README.md"));
  copyFileSync(path.join(root, "LICENSE"), path.join(out, "LICENSE"));
  mkdirSync(path.join(out, "docs"), { recursive: true });
  for (const name of readdirSync(path.join(root, "docs")))
    if (name.endsWith(".md")) copyFileSync(path.join(root, "docs", name), path.join(out, "docs", name));
}
