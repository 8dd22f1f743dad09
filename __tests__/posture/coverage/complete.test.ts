import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { coverageOf, listedTypes, paths, relevance } from "../../../posture/coverage/lookup";
import { ROOT } from "../../support/project";
import { bindingPaths } from "./bindings";
import { unclassified } from "./schema";

test("every attribute that the bindings of provider 6 know is classified", () => {
  const missing: string[] = [];
  let seen = 0;
  for (const { type, all } of bindingPaths()) {
    if (relevance(type).relevance !== "relevant") continue;
    seen += all.length;
    missing.push(...unclassified(type, all));
  }
  expect(missing).toEqual([]);
  expect(seen).toBeGreaterThan(3000);
});

test("what is called read by the model, a detector or the policy engine is named in their code", () => {
  const code = sourcesOf(path.join(ROOT, "posture"), ["coverage", "aws", "knowledge", "rules", "render"]);
  const isNamed = (word: string): boolean => new RegExp(`["'\`}.]${word}["'\`:]`).test(code);
  const unread = listedTypes().flatMap((type) => {
    const { model, detector, iam } = coverageOf(type) ?? {};
    return paths([model, detector, iam].join(" "))
      .filter((named) => {
        const [last = "", block = last] = named.split(".").reverse();
        // Some are read by a block's own names, or put together: `${"access"}_token_validity`, `${"role"}s`.
        return ![last, block, last.replace(/s$/, ""), last.replace(/^[a-z]+/, "")].some(isNamed);
      })
      .map((named) => `${type}: ${named}`);
  });
  expect(unread).toEqual([]);
});

function sourcesOf(folder: string, without: readonly string[]): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !without.includes(name))
    .map((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourcesOf(file, []);
      return entry.name.endsWith(".ts") ? readFileSync(file, "utf8") : "";
    })
    .join("\n");
}
