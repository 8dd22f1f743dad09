import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What a new project takes over from the package that writes it. */
export interface PackageManifest {
  readonly name: string;
  /** cdktf or cdktn, with the bindings of the edition. */
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The manifest of this package, which lies above the built command and above its source. */
const OWN = path.join(__dirname, "..", "package.json");

/**
 * A project's files as the edition for cdktn writes them: other imports, other packages, another command. As they are for the other edition.
 * @param files by their places, written for cdktf
 */
export function forEdition(
  files: Readonly<Record<string, string>>,
  manifest = JSON.parse(readFileSync(OWN, "utf8")) as PackageManifest,
): Record<string, string> {
  if (!("cdktn" in manifest.peerDependencies)) return { ...files };
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      file === "package.json" ? packages(text, manifest) : renamed(text, manifest.name),
    ]),
  );
}

const renamed = (text: string, name: string): string =>
  text
    .replace(/"@cdktf\/provider-/g, '"@cdktn/provider-')
    .replace(/"cdktf"/g, '"cdktn"')
    .replace(/"cognito-http-api"/g, `"${name}"`)
    .replace(/\bnpx cdktf(-cli)? /g, "npx cdktn-cli ");

function packages(text: string, { name, peerDependencies }: PackageManifest): string {
  const project = JSON.parse(text) as { dependencies: Record<string, string> };
  const version = project.dependencies["cognito-http-api"] ?? "*";
  return `${JSON.stringify({ ...project, dependencies: { [name]: version, ...peerDependencies } }, undefined, 2)}\n`;
}
