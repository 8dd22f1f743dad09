import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { ROOT } from "../support/project";

/** Gives a written project its dependencies: this package as its source, the others as they are installed here. */
export function installAsSource(place: string): void {
  const modules = path.join(place, "node_modules");
  const own = path.join(modules, "cognito-http-api");
  mkdirSync(own, { recursive: true });
  mkdirSync(path.join(modules, "@types"));
  writeFileSync(
    path.join(own, "package.json"),
    JSON.stringify({ name: "cognito-http-api", main: "index.ts", types: "index.ts" }),
  );
  writeFileSync(path.join(own, "index.ts"), `export * from ${JSON.stringify(path.join(ROOT, "constructs"))};`);
  for (const name of ["cdktf", "constructs", "tsx", "@cdktf", "@types/node", "undici-types"])
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
}
